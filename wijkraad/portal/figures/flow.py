"""K11 cumulative flow: how many issues were in each state at the end of each day.

Added up from the moves of all visible issues, withdrawn and merged ones too: this is the one figure that
counts
them. So on each day Σ over the states = created − merged, and an undo of a merge takes one off the merged.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Q, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from issues.models import Issue, StatusChange
from issues.workflow import STATES
from wijkraad.portal.figures.history import MOVED, with_state
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight
from wijkraad.terms import clock

K11 = _(
    "Per dag en stand het aantal kwesties aan het eind van die dag. Bij elkaar is dat alles wat begon, min "
    "wat is samengevoegd. Openbaar en intern staan apart."
)
COUNTED = tuple(state for state in STATES if state != "merged")
"""The states of the flow: what was merged is in its target."""
Move = tuple[date, str, str, bool, int]
"""Day, from, to, whether the issue is public, and how many moved so."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The states at the end of one day: public issues and internal ones apart."""

    day: date
    public: Mapping[str, int]
    internal: Mapping[str, int]

    @property
    def total(self) -> dict[str, int]:
        """Both together."""
        return {state: self.public[state] + self.internal[state] for state in COUNTED}

    @property
    def all(self) -> int:
        """Σ over the states = created − merged."""
        return sum(self.total.values())


def moves(scope: Scope, until: date) -> list[Move]:
    """The moves before `until` per day, those before the period together on the day before it."""
    known = Issue.objects.visible_to(scope.user).filter(**scope.only())
    public = Q(issue__number__isnull=False) & ~Q(issue__visibility="confidential")
    seen = Case(When(public, then=True), default=False, output_field=BooleanField())
    found = StatusChange.objects.filter(MOVED, issue__in=known, at__lt=midnight(until)).annotate(seen=seen)
    old = found.filter(at__lt=midnight(scope.start)).order_by().values_list("from_state", "to_state", "seen")
    new = found.filter(at__gte=midnight(scope.start)).annotate(day=TruncDate("at", tzinfo=clock.AMSTERDAM))
    per_day = new.order_by().values_list("day", "from_state", "to_state", "seen").annotate(n=Count("pk"))
    earlier = [(scope.start - DAY, *row) for row in old.annotate(n=Count("pk"))]
    return [*earlier, *per_day]


def flow(found: Iterable[Move], start: date, until: date) -> list[Flow]:
    """The states at the end of each day of [start, until), from the moves before it in any order."""
    by_day: dict[date, list[Move]] = {}
    for move in found:
        by_day.setdefault(max(move[0], start - DAY), []).append(move)
    now: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    days, day = [], start - DAY
    while day < until:
        for _on, source, target, seen, number in by_day.get(day, ()):
            now[seen][source] -= number
            now[seen][target] += number
        if day >= start:
            days.append(
                Flow(day, *({state: now[seen][state] for state in COUNTED} for seen in (True, False)))
            )
        day += DAY
    return days


def figure_k11(scope: Scope, *, today: date) -> Figure:
    """Per day of the period and state the number of issues at its end. `value`: a Flow per day; n: on the
    last day.

    The rows are all issues that began before the end of the period and are not merged.
    """
    until = scope.until(today)
    days = flow(moves(scope, until), scope.start, until)
    rows = Issue.objects.visible_to(scope.user).filter(**scope.only(), created_at__lt=midnight(until))
    rows = with_state(rows, until).exclude(state_then="merged").order_by("first_report_at", "pk")
    n = days[-1].all if days else 0
    return Figure("K11", days, n, scope.per(today), K11, rows)
