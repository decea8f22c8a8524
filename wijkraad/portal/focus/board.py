"""Focus: what the council promised to put first, what runs beside it, and what overlaps."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from issues.models import Priority
from issues.side_by_side import lines_by_priority
from issues.workflow import OPEN
from meetings.models import Decision, DecisionIssue
from wijkraad.people.models import SettingProposal
from wijkraad.portal.beside import Beside, official
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.terms.values import value

LIMIT = "active_priority_limit"


@dataclass(frozen=True)
class Overlap:
    """Two or more measures (or priorities) about the same theme and place."""

    theme: str
    colour: str
    place: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Focus:
    """Everything on the page; a constant number of statements."""

    today: date
    limit: int
    decided_by: str
    active: list[Priority]
    proposed: list[Priority]
    ended: list[Priority]
    loose: list[Decision]
    aimless: list[Decision]
    overlaps: list[Overlap]
    raises: list[SettingProposal]
    series: dict[int, list[Beside]]

    @property
    def full(self) -> bool:
        return len(self.active) >= self.limit


def focus_of(user: Any) -> Focus:
    """The priorities, the measures without one or without a goal, and what overlaps."""
    today = clock.today()
    open_issues = Count("issues", filter=Q(issues__status__in=OPEN) & ~Q(issues__visibility="confidential"))
    found: list[Priority] = list(
        Priority.objects.select_related("theme", "responsible")
        .annotate(open_n=open_issues)
        .order_by("opened_at", "pk")
    )
    active = [one for one in found if one.active]
    row = Setting.objects.filter(key=LIMIT, valid__contains=today).first()
    return Focus(
        today, int(value(LIMIT, today)), row.decision_number if row else "", active,
        [one for one in found if not one.active and one.opened_at is None],
        [one for one in found if not one.active and one.opened_at is not None][::-1][:10],
        list(without_priority(user)), list(without_goal(user)), [*_same_theme(active), *_same_place(user)],
        list(SettingProposal.objects.filter(key=LIMIT, confirmed_at=None).select_related("proposed_by")),
        {key: official(lines) for key, lines in lines_by_priority([one.pk for one in active]).items()},
    )  # fmt: skip


def running(user: Any) -> QuerySet:
    """Measures that run: adopted decisions with an issue."""
    return Decision.objects.visible_to(user).running().measures().select_related("responsible")


def _links() -> QuerySet:
    return DecisionIssue.objects.filter(decision=OuterRef("pk"))


def without_priority(user: Any) -> QuerySet:
    """Running measures of which no issue belongs to an active priority (K15)."""
    return (
        running(user)
        .exclude(Exists(_links().filter(issue__priority__active=True)))
        .order_by("deadline", "pk")
    )


def without_goal(user: Any) -> QuerySet:
    """Running measures of which no issue has a goal and a criterion: nobody can say when they worked."""
    aimed = (
        _links()
        .exclude(issue__criterion="")
        .exclude(issue__goal="", issue__size__in=("gewoon", "prioriteit"))
    )
    return running(user).exclude(Exists(aimed)).order_by("deadline", "pk")


def _same_theme(active: list[Priority]) -> list[Overlap]:
    by_theme: dict[Any, list[Priority]] = defaultdict(list)
    for one in active:
        by_theme[one.theme].append(one)
    return [
        Overlap(theme.name, theme.colour_key, "", [(one.title, "/werk/focus/") for one in rows])
        for theme, rows in by_theme.items()
        if len(rows) > 1
    ]


def _same_place(user: Any) -> list[Overlap]:
    """Running measures on the same theme and street, each by its own decision."""
    links = DecisionIssue.objects.filter(decision__in=running(user), issue__street__isnull=False)
    links = links.exclude(issue__visibility="confidential").order_by("decision__decided_on", "decision_id")
    columns = ("decision__title", "decision__number", "decision_id")
    places = {
        "theme": F("issue__theme__name"),
        "colour": F("issue__theme__colour_key"),
        "place": F("issue__street__name"),
    }
    found: dict[tuple[str, str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
    for row in links.values(*columns, **places):
        slot = found[row["theme"], row["colour"], row["place"]]
        slot[row["decision_id"]] = (row["decision__title"], f"/besluiten/{row['decision__number']}/")
    return [Overlap(*key, list(rows.values())) for key, rows in sorted(found.items()) if len(rows) > 1]


def overlaps_with(user: Any, priority: Priority) -> list[str]:
    """Titles of active priorities on the same theme: said before somebody starts one more."""
    others = Priority.objects.filter(active=True, theme=priority.theme_id).exclude(pk=priority.pk)
    return list(others.values_list("title", flat=True))
