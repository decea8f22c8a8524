"""The hand-over for a new board member: what the council promised, who does what, and what runs now.

Short enough to be read in an hour: each list is bounded, with a link to the whole of it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from budgets.models import BudgetLine
from issues.models import Issue, Outcome, Priority, Promise, Theme
from issues.workflow import OPEN
from meetings.models import Decision, Meeting, WorkingGroup
from wijkraad.people.models import Role, User
from wijkraad.people.roles import STAFF
from wijkraad.terms import clock
from wijkraad.terms.defaults import DEFAULTS
from wijkraad.terms.models import Setting
from wijkraad.terms.values import typed
from wijkraad.ui.filters import number

MOST = 12
ORDER = ("chair", "secretary", "treasurer", "board", "deputy", "manager")
RULES = (
    "active_priority_limit",
    "talk_limit",
    "light_limit",
    "urgent_limit",
    "aftercare_days",
    "contradiction_days",
)
"""The rules that somebody new meets first."""


@dataclass(frozen=True)
class Handbook:
    people: list[tuple[User, list[str]]]
    priorities: list[Priority]
    decisions: list[Decision]
    promises: list[Promise]
    themes: list[tuple[Theme, int]]
    lines: list[BudgetLine]
    meetings: list[Meeting]
    groups: list[WorkingGroup]
    lessons: list[Outcome]
    rules: list[tuple[str, str, str, bool]]


def handbook(user: Any) -> Handbook:
    """Everything on the page; a constant number of statements."""
    today = clock.today()
    seen = Issue.objects.visible_to(user).exclude(visibility="confidential")
    open_now = seen.filter(status__in=OPEN)
    return Handbook(
        _people(), list(Priority.objects.filter(active=True).select_related("theme", "responsible")),
        list(Decision.objects.visible_to(user).running().select_related("responsible").order_by("deadline")[:MOST]),
        list(
            Promise.objects.filter(kept=None, issue__in=open_now).select_related("partner", "issue")
            .order_by("due", "chase_on")[:MOST]
        ),
        _themes(open_now),
        list(BudgetLine.objects.visible_to(user).filter(budget__year=today.year).order_by("order", "id")),
        list(Meeting.objects.visible_to(user).coming().select_related("working_group").order_by("starts_at")[:4]),
        list(WorkingGroup.objects.running().select_related("lead").order_by("name")),
        list(
            Outcome.objects.exclude(lesson="").filter(issue__in=seen).select_related("issue__theme")
            .order_by("-at")[:MOST]
        ),
        _rules(),
    )  # fmt: skip


def _themes(open_now: Any) -> list[tuple[Theme, int]]:
    theirs = (
        open_now.filter(theme=OuterRef("pk")).order_by().values("theme").annotate(n=Count("pk")).values("n")
    )
    counted = Theme.objects.annotate(n=Subquery(theirs)).filter(n__gt=0)
    return [(theme, theme.n) for theme in counted.order_by("order")]


def _people() -> list[tuple[User, list[str]]]:
    """Who holds a role of the council today, by rank."""
    roles = Role.objects.filter(kind__in=STAFF, held__contains=clock.today(), pending=False)
    found: dict[User, list[str]] = {}
    for role in sorted(roles.select_related("user"), key=lambda one: (ORDER.index(one.kind), one.user.name)):
        if role.user.is_active and role.user.suspended_at is None:
            found.setdefault(role.user, []).append(str(role.get_kind_display()))
    return list(found.items())


def _rules() -> list[tuple[str, str, str, bool]]:
    """The settings that somebody new meets first: key, value as people write it, its source, and whether
    that source is a decision.
    """
    today = clock.today()
    rows = {row.key: row for row in Setting.objects.filter(key__in=RULES, valid__contains=today)}
    found = []
    for key in RULES:
        rule, row = DEFAULTS[key], rows.get(key)
        held = typed(row.value, rule.unit) if row else rule.value
        words = number(held, 2 if rule.unit == "euro" else 0)
        decided = row.decision_number if row else ""
        found.append((key, words, decided or (row.source if row else rule.source), bool(decided)))
    return found
