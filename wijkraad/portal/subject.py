"""What the page of a theme or a street tells: figures, what is open and what stands still."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from issues.lists.rows import badge
from issues.models import Issue, Priority, Segment, Street, StreetCount, Theme
from issues.querysets import IssueQuerySet
from issues.side_by_side import counts_of, lines_of
from issues.workflow import OPEN
from meetings.models import Decision, DecisionIssue
from meetings.workflow import RUNNING
from wijkraad.portal import beside
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures import wide
from wijkraad.portal.home import meter
from wijkraad.portal.models import Tally
from wijkraad.portal.results import card, card_rows, day_of, told_more, verified
from wijkraad.portal.story.facts import shown
from wijkraad.terms import clock

CARDS = 6
MEASURES = 10
STUCK = 5
"""The ones that stand still longest are shown; the others are found in the list."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything on the page but its list of issues; `query` narrows the public list to the same matters."""

    query: str
    open: int
    stuck: list[dict[str, Any]]
    results: list[dict[str, Any]]
    reported: beside.Beside | None
    counted: list[StreetCount]
    official: list[beside.Beside] = field(default_factory=list)
    priorities: list[dict[str, Any]] = field(default_factory=list)
    measures: list[dict[str, Any]] = field(default_factory=list)
    """The decisions that run, the first date first: number, title, deadline, who, `late` in days."""


def of_theme(theme: Theme) -> Subject:
    """Three statements. Limited matters count among the open ones, as in the list; nothing more is told."""
    own = Q(theme=theme)
    priorities = Priority.objects.filter(theme=theme)
    keys = [f"{theme.pk}:{state}" for state in OPEN]
    open_ones = Tally.objects.filter(scope="theme", key__in=keys)
    rows = rows_of(_parts(own, Issue.objects.listed().filter(own), priorities, open_ones))
    return Subject(
        **_told(rows, "theme", theme.pk),
        query=f"thema={theme.key}",
        counted=counts_of(theme=theme),
        official=beside.official(lines_of(Q(indicator__theme=theme))),
    )


def of_street(street: Street) -> Subject:
    """Three statements. Limited matters are not named by street. The official series are those of its area,
    or of the areas of its parts; the priorities those that something in the street belongs to.
    """
    own = Q(street=street)
    listed = Issue.objects.listed().filter(own, visibility="public")
    priorities = Priority.objects.filter(Exists(listed.filter(priority=OuterRef("pk"))))
    open_ones = Tally.objects.filter(scope="street", key=str(street.pk))
    rows = rows_of(_parts(own, listed, priorities, open_ones))
    areas = Segment.objects.filter(street=street).exclude(area=None).values("area")
    here = Q(area__in=areas) if street.area_id is None else Q(area=street.area_id)
    return Subject(
        **_told(rows, "street", street.pk),
        query=f"straat={street.slug}",
        counted=counts_of(street=street),
        official=beside.official(lines_of(here)),
    )


def _parts(own: Q, listed: IssueQuerySet, priorities: QuerySet, open_ones: QuerySet) -> dict[str, QuerySet]:
    still: Any = Issue.objects.listed().filter(own, visibility="public").stuck(clock.today())
    return {
        "open": open_ones.order_by().values("scope").annotate(total=Sum("n")),
        "stuck": still.order_by("last_event_at", "id").values(
            "number", "title", "status", "last_event_at", partner_=F("partner__short_name")
        )[:STUCK],
        "results": card_rows(verified().filter(own), **told_more())[:CARDS],
        "wide": wide.kept(),
        "measures": _measures(listed.filter(visibility="public")),
        "priorities": _priorities(priorities),
    }  # fmt: skip


def _measures(issues: QuerySet) -> QuerySet:
    """Decisions that run about one of these public matters, and about nothing that is limited.

    The links are found first, from the matters: a theme with hardly any public one would else have every
    decision looked at. Of those with the first dates enough are kept to choose from.
    """
    about = DecisionIssue.objects.filter(issue__in=issues, decision__status__in=RUNNING)
    ours = about.order_by("decision__deadline", "decision").values("decision")[: 10 * MEASURES]
    running = Decision.objects.visible_to(None).running().with_shield(None).filter(shielded=False)
    return running.filter(pk__in=ours).order_by("deadline", "id").values(
        "number", "title", "deadline", owner=shown("responsible")
    )[:MEASURES]  # fmt: skip


def _priorities(found: QuerySet) -> QuerySet:
    return found.filter(active=True).order_by("opened_at", "id").values(
        "title", "why_now", "goal", "criterion", "baseline", "target", "current", "review_on",
        owner=shown("responsible"), key=F("theme__colour_key"), word=F("theme__name"), slug=F("theme__key"),
    )  # fmt: skip


def _told(rows: dict[str, list[dict[str, Any]]], kind: str, key: int) -> dict[str, Any]:
    today = clock.today()
    for one in rows["priorities"]:
        one["review_on"] = day_of(one["review_on"])
        one["meter"] = meter(one["baseline"], one["current"], one["target"])
    for one in rows["measures"]:
        one["deadline"] = day_of(one["deadline"])
        one["late"] = max(0, (today - one["deadline"]).days) if one["deadline"] else 0
    return {
        "priorities": rows["priorities"],
        "measures": rows["measures"],
        "open": sum(row["total"] for row in rows["open"]),
        "stuck": [_still(row, today) for row in rows["stuck"]],
        "results": [card(row) for row in rows["results"]],
        "reported": beside.residents(wide.facts_of(rows["wide"]), kind, key),
    }


def _still(row: dict[str, Any], today: date) -> dict[str, Any]:
    """Since when nothing happened, in Amsterdam days."""
    since = clock.date_of(datetime.fromisoformat(row["last_event_at"]))
    state = badge(row["status"], row["partner_"])
    return row | {"since": since, "days": (today - since).days, "badge": state}
