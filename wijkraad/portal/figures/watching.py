"""What stands still, and what keeps its norm: K4, K10."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from issues.models import Letter, StatusChange, Theme
from meetings.workflow import FINAL
from wijkraad.portal.figures.history import MOVED, open_at
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight, share
from wijkraad.terms import clock
from wijkraad.terms.values import value
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


def _norms(per: date) -> list[When]:
    """The working days promised per theme and step; a theme's own go before the setting."""
    usual = value("norm_workdays", per)
    return [
        When(issue__theme=pk, to_state=state, then=Value(int(days)))
        for pk, own in Theme.objects.values_list("pk", "norms")
        for state, days in {**usual, **(own or {})}.items()
    ]


def steps(scope: Scope, until: date, today: date) -> QuerySet:
    """The steps (moves into a state with a norm) whose norm date falls in [start, until) and has passed.

    Annotated `norm_on` and `left_on` (dates; None while it is still in that state).
    """
    norms = _norms(until - DAY)
    most = max((int(when.result.value) for when in norms), default=0)
    since = scope.start - timedelta(days=2 * most + 15)
    span = (until - since).days + 2 * most + 30
    workdays = [day for day in (since - DAY * 15 + DAY * n for n in range(span + 30)) if is_workday(day)]
    later = StatusChange.objects.filter(MOVED, issue=OuterRef("issue"), id__gt=OuterRef("id")).order_by("id")
    found = StatusChange.objects.filter(
        MOVED, issue__in=scope.issues(), at__gte=midnight(since), at__lt=midnight(until)
    ).annotate(
        days=Case(*norms, output_field=IntegerField()),
        norm_on=NthWorkday(
            Value(workdays, ArrayField(DateField())),
            TruncDate("at", tzinfo=clock.AMSTERDAM),
            F("days"),
        ),
    )
    passed = min(until, today)
    found = found.filter(days__gt=0, norm_on__gte=scope.start, norm_on__lt=passed)
    left = Subquery(later.values(day=TruncDate("at", tzinfo=clock.AMSTERDAM))[:1], output_field=DateField())
    return found.annotate(left_on=left)


def figure_k10(scope: Scope, *, today: date) -> Figure:
    """Steps that were left on or before their norm date ÷ all whose norm date falls in the period.

    A norm date of today has not passed and does not count yet. The rows are the missed steps (moves).
    """
    found = steps(scope, scope.until(today), today)
    missed = found.filter(Q(left_on__isnull=True) | Q(left_on__gt=F("norm_on"))).order_by("norm_on", "pk")
    n, lost = found.count(), missed.count()
    part = n - lost
    return Figure("K10", share(part, n), n, scope.per(today), K10, missed, "step", part)
