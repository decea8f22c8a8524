"""K11 cumulative flow: how many issues were in each state at the end of each day.

Added up from the stays of all visible issues, withdrawn and merged ones too: this is the one figure that
counts them. So on each day Σ over the states = created − merged, and an undo of a merge takes one off the
merged.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, DateField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from issues.querysets import reads_confidential
from issues.workflow import STATES
from wijkraad.people.roles import is_staff, roles_of
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures.history import with_state
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight
from wijkraad.portal.models import Stay, Tally

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
    """What came into each state and left it, per day of the period; what stood in it before as of the day
    before.

    A move is told as two halves: out of its state and into the next one.
    """
    known = scope.stays(all_of_them=True).order_by()
    seen = Case(When(seen__gte=2, then=True), default=False, output_field=BooleanField())
    known = known.annotate(openly=seen)
    there = known.filter(Q(left_on__isnull=True) | Q(left_on__gte=scope.start), came_on__lt=scope.start)
    inside = {"gte": scope.start, "lt": until}
    came = known.filter(**{f"came_on__{how}": day for how, day in inside.items()})
    left = known.filter(**{f"left_on__{how}": day for how, day in inside.items()})
    return [
        *((scope.start - DAY, "", *row) for row in _counted(there, "state", "openly")),
        *((day, "", *row) for day, *row in _counted(came, "came_on", "state", "openly")),
        *((day, state, "", *row) for day, state, *row in _counted(left, "left_on", "state", "openly")),
    ]


def _counted(stays: QuerySet, *by: str) -> QuerySet:
    return stays.values_list(*by).annotate(n=Count("*"))


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


def at_ends(scope: Scope, days: Sequence[date], today: date) -> list[Flow]:
    """The states at the end of some days in order: last days of months, and perhaps another one at the end.

    Of everything, from the counts per month; of a part of it, from the stays themselves.
    """
    if not days:
        return []
    last = days[-1]
    if scope.narrow or "partner" in roles_of(scope.user):
        known = scope.stays(all_of_them=True).order_by()
        there = known.filter(Q(left_on__isnull=True) | Q(left_on__gte=days[0]), came_on__lt=days[0])
        before = {"there": (there, Value(days[0] - DAY, DateField()))}
        return summed(_told(_between(known, days[0], last) | before), days, 0)
    first = last.replace(day=1)
    cut_short = last < today and (last + DAY).day != 1
    kept = per_month(days[0], first if cut_short else last + DAY)
    rows = [(row["month"], row["scope"], row["key"], row["total"]) for row in kept]
    if cut_short:
        rows += _told(_between(Stay.objects.order_by(), first, last))
    return summed(rows, days, least_seen(scope.user))


def _between(known: QuerySet, first: date, last: date) -> dict[str, tuple[QuerySet, Any]]:
    """The stays that began ("in") and ended ("out") from `first` to `last`, each with the day of it."""
    return {
        name: (known.filter(**{f"{column}__gte": first, f"{column}__lte": last}), F(column))
        for name, column in (("in", "came_on"), ("out", "left_on"))
    }


def _told(parts: Mapping[str, tuple[QuerySet, Any]]) -> list[tuple[date, str, str, int]]:
    """Stays with their day as `summed` adds them up, in one statement."""
    rows = rows_of({
        name: found.values("state", "seen", day=day).annotate(n=Count("*"))
        for name, (found, day) in parts.items()
    })  # fmt: skip
    told = []
    for name, found in rows.items():
        way = "out" if name == "out" else "in"
        told += [
            (date.fromisoformat(row["day"]), way, f"{row['state']}:{row['seen']}", row["n"]) for row in found
        ]
    return told


def per_month(since: date, until: date) -> QuerySet:
    """The counts per month (its first day), scope and key of the months that begin before `until`; those up
    to the month of `since` are told as one.
    """
    rows = Tally.objects.filter(scope__in=("in", "out"), day__lt=until).order_by()
    month = Greatest("day", Value(since.replace(day=1)))
    return rows.values("scope", "key", month=month).annotate(total=Sum("n")).exclude(total=0)


def least_seen(user: Any) -> int:
    """From which step of `seen` (0 confidential, 1 not numbered yet, 2 limited, 3 public) this person may
    know.
    """
    return 2 if not is_staff(user) else 0 if reads_confidential(user) else 1


def summed(rows: Iterable[tuple[date, str, str, int]], days: Sequence[date], least: int) -> list[Flow]:
    """What came up to each day minus what left, of what may be seen; one walk through the months."""
    steps = []
    for month, scope, key, n in rows:
        state, _colon, seen = key.rpartition(":")
        if int(seen) >= least:
            steps.append((month, int(seen) >= 2, state, n if scope == "in" else -n))
    steps.sort(reverse=True)
    now: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    found = []
    for day in days:
        while steps and steps[-1][0] <= day:
            _month, openly, state, n = steps.pop()
            now[openly][state] += n
        found.append(
            Flow(day, *({state: now[openly][state] for state in COUNTED} for openly in (True, False)))
        )
    return found


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
