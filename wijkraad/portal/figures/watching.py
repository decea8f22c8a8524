"""What stands still, and what keeps its norm: K4, K10."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from issues.models import Letter, Theme
from meetings.workflow import FINAL
from wijkraad.portal.figures.counts import counted, counts
from wijkraad.portal.figures.history import open_at
from wijkraad.portal.figures.shape import DAY, Figure, Scope, Since, midnight, share
from wijkraad.terms import clock
from wijkraad.terms.values import changes, value
from wijkraad.terms.workdays import is_workday

K4 = _(
    "Open kwesties waarin langer niets gebeurde dan de grens van hun stand. Precies de grens telt nog niet."
)
K10 = _(
    "Stappen die op of voor hun normdatum klaar waren, gedeeld door alle stappen met een normdatum in deze "
    "periode. Wat open staat na die datum, is gemist."
)

# The last qualifying event of an issue before an instant (K4): a move or decision, spending, a finished
# action, a
# letter sent or answered, a public word of the board. Our own words only; the values are parameters.
LAST_EVENT = """
SELECT e.issue_id, max(e.at) FROM (
  SELECT issue_id, at FROM issues_statuschange
  UNION ALL SELECT l.issue_id, d.decided_at FROM meetings_decisionissue l
    JOIN meetings_decision d ON d.id = l.decision_id WHERE d.status IN (SELECT unnest(%(final)s::text[]))
  UNION ALL SELECT s.issue_id, b.booked_at FROM budgets_spendshare s
    JOIN budgets_booking b ON b.request_id = s.request_id
  UNION ALL SELECT issue_id, done_at FROM issues_action WHERE done_at IS NOT NULL
  UNION ALL SELECT issue_id, sent_on::timestamp AT TIME ZONE 'Europe/Amsterdam' FROM issues_letter
    WHERE issue_id IS NOT NULL AND sent_on IS NOT NULL
  UNION ALL SELECT issue_id, answered_on::timestamp AT TIME ZONE 'Europe/Amsterdam' FROM issues_letter
    WHERE issue_id IS NOT NULL AND answered_on IS NOT NULL
  UNION ALL SELECT issue_id, at FROM issues_note WHERE kind = 'update'
  UNION ALL SELECT issue_id, opened_at FROM issues_say
  UNION ALL SELECT issue_id, result_at FROM issues_say WHERE result_at IS NOT NULL
) e WHERE e.at < %(until)s AND e.issue_id = ANY(%(issues)s) GROUP BY 1
"""


def last_events(issues: list[int], until: date) -> dict[int, date]:
    """Issue → Amsterdam day of its last qualifying event before `until`."""
    given: dict[str, Any] = {"final": list(FINAL), "until": midnight(until), "issues": issues}
    with connection.cursor() as cursor:
        cursor.execute(LAST_EVENT, given)
        return {pk: clock.date_of(at) for pk, at in cursor.fetchall()}


def figure_k4(scope: Scope, *, today: date) -> Figure:
    """How many open issues stood still at the end of the period: nothing for more than T(state) days.

    Today from the column that each qualifying event writes; another day from the events themselves.
    """
    until, per = scope.until(today), scope.per(today)
    if per == today:
        rows = scope.issues().stuck(today)
    else:
        rows = scope.issues().filter(pk__in=_stuck_then(scope, until))
    n = rows.count()
    return Figure("K4", n, n, per, K4, rows.order_by("last_event_at", "pk"))


def _stuck_then(scope: Scope, until: date) -> list[int]:
    """Keys of the issues that stood still at the end of the day before `until`.

    Until when somebody was waited for is known as it is now; the state and the events as they were then.
    """
    limits = value("stuck_after", until - DAY)
    columns = "pk", "state_then", "waiting_until"
    then = {pk: (state, waits) for pk, state, waits in open_at(scope.issues(), until).values_list(*columns)}
    letters = Letter.objects.filter(issue__in=list(then), sent_on__lt=until, term_ends__isnull=False)
    out = letters.filter(Q(answered_on__isnull=True) | Q(answered_on__gte=until))
    terms = dict(out.order_by("term_ends").values_list("issue", "term_ends"))
    found = []
    for pk, day in last_events(list(then), until).items():
        state, waits = then[pk]
        ends = [one for one in (waits, terms.get(pk)) if one and state == "waiting"]
        if state in limits and (until - DAY - max([day, *ends])).days > int(limits[state]):
            found.append(pk)
    return found


class NthWorkday(Func):
    """The n-th working day after a day, out of an array of working days in order (n ≥ 1)."""

    output_field = DateField()

    def as_sql(self, compiler: Any, connection: Any, *_options: Any, **extra: Any) -> tuple[str, Any]:
        (days, of_days), (start, of_start), (number, of_number) = (
            compiler.compile(one) for one in self.get_source_expressions()
        )
        sql = f"({days})[width_bucket({start}, {days}) + {number}]"
        return sql, [*of_days, *of_start, *of_days, *of_number]


@dataclass(frozen=True, slots=True)
class Norm:
    """So many working days for a step in a state, of these themes, that began in [since, until)."""

    state: str
    days: int
    themes: tuple[int, ...]
    since: date
    until: date

    def began(self, first: date, last: date) -> dict[str, Any]:
        """The conditions on a stay that began in [first, last) under this norm."""
        inside = {"came_on__gte": max(first, self.since), "came_on__lt": min(last, self.until)}
        return {"state": self.state, **inside}


def _norms(start: date, end: date) -> list[Norm]:
    """The norms of steps that begin in [start, end): a step keeps the one of the day on which it began.

    A theme's own norm goes before the setting, and has no dates.
    """
    own = list(Theme.objects.order_by("pk").values_list("pk", "norms"))
    days = sorted({start, end, *(day for day in changes("norm_workdays") if start < day < end)})
    found = []
    for since, until in pairwise(days):
        usual = value("norm_workdays", since)
        themes: dict[tuple[str, int], list[int]] = defaultdict(list)
        for pk, norms in own:
            for state, promised in {**usual, **(norms or {})}.items():
                if int(promised) > 0:
                    themes[state, int(promised)].append(pk)
        found += [Norm(*key, tuple(of), since, until) for key, of in themes.items()]
    return found


def _workdays(start: date, end: date) -> list[date]:
    return [day for day in (start + DAY * n for n in range((end - start).days)) if is_workday(day)]


@dataclass(frozen=True, slots=True)
class Norms:
    """The norms of the steps in a period, and the working days around it."""

    of: list[Norm]
    workdays: list[date]

    def came(self, norm_on: date, days: int) -> date:
        """The first day on which a step could begin whose norm date is `norm_on` or later."""
        return self.workdays[bisect_left(self.workdays, norm_on) - days]

    def by_days(self, make: Callable[[int], Any], output: Any) -> Case:
        """An expression that depends on the working days that a stay was promised."""
        whens = [
            When(theme__in=one.themes, **one.began(one.since, one.until), then=make(one.days))
            for one in self.of
        ]
        return Case(*whens, output_field=output)


def _norms_around(scope: Scope, until: date) -> Norms:
    longest = max((int(days) for known in _every_norm() for days in known.values()), default=0)
    around = timedelta(days=2 * longest + 30)
    first, last = scope.start - around, max(until, scope.start) + around
    return Norms(_norms(first, last), _workdays(first, last))


def _every_norm() -> list[dict[str, Any]]:
    """The working days per state that were ever promised, of the setting and of themes."""
    dated = [value("norm_workdays", day) for day in changes("norm_workdays")]
    return [value("norm_workdays"), *dated, *Theme.objects.values_list("norms", flat=True)]


def _passed(scope: Scope, until: date, today: date, norms: Norms) -> QuerySet:
    """The stays whose norm date falls in [start, until) and has passed: it is a first day between the
    working days that lie the norm before those.
    """
    passed, inside = max(min(until, today), scope.start), Q(pk__in=[])
    for one in norms.of:
        first, last = norms.came(scope.start, one.days), norms.came(passed, one.days)
        inside |= Q(theme__in=one.themes, **one.began(first, last))
    return scope.stays().filter(inside)


def steps(scope: Scope, until: date, today: date) -> QuerySet:
    """The steps (stays in a state with a norm) whose norm date falls in [start, until) and has passed.

    Annotated `norm_days` (working days) and `norm_on`; `left_on` is None while it is still in that state.
    """
    norms = _norms_around(scope, until)
    found = _passed(scope, until, today, norms)
    found = found.annotate(norm_days=norms.by_days(Value, IntegerField()))
    norm_on = NthWorkday(Value(norms.workdays, ArrayField(DateField())), F("came_on"), F("norm_days"))
    return found.annotate(norm_on=norm_on)


def steps_since(scope: Scope, until: date, today: date, days: list[date]) -> QuerySet:
    """The same steps, annotated `on`: the last of `days` (in order) that is not after the norm date."""
    norms = _norms_around(scope, until)
    known = [day for day in days if day <= until]

    def part(promised: int) -> Func:
        return Since(F("came_on"), [norms.came(max(day, scope.start), promised) for day in known], known)

    return _passed(scope, until, today, norms).annotate(on=norms.by_days(part, DateField()))


def counts_k10(scope: Scope, today: date) -> list[QuerySet]:
    """How many steps there are, and how many were in time: per norm, from an index alone."""
    until = scope.until(today)
    norms = _norms_around(scope, until)
    passed, themes = max(min(until, today), scope.start), {pk for one in norms.of for pk in one.themes}
    parts = []
    for one in norms.of:
        began = one.began(norms.came(scope.start, one.days), norms.came(passed, one.days))
        if began["came_on__gte"] >= began["came_on__lt"]:
            continue
        found = scope.stays().filter(**began).order_by()
        if set(one.themes) != themes:
            found = found.filter(theme__in=one.themes)
        parts.append(counts(found, Q(took__lte=one.days)))
    return parts


def figure_k10(scope: Scope, *, today: date) -> Figure:
    """Steps that were left on or before their norm date ÷ all whose norm date falls in the period.

    A norm date of today has not passed and does not count yet. The rows are the missed steps (stays).
    """
    n, part = counted(*counts_k10(scope, today))
    late = Q(took__isnull=True) | Q(took__gt=F("norm_days"))

    def every() -> QuerySet:
        return steps(scope, scope.until(today), today).order_by("norm_on", "pk")

    return Figure(
        "K10", share(part, n), n, scope.per(today), K10, lambda: every().filter(late), "step", part,
        every=every,
    )  # fmt: skip
