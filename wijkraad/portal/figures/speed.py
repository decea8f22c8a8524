"""How long it takes, in Amsterdam calendar days: K1 report → decision, K2 decision → outcome, K3 report →
outcome.

Each is a median; beside it stand the quarters, because one number hides those who wait longest.
"""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, DecisionIssue, DecisionMove
from wijkraad.portal.figures.history import MOVED, open_at
from wijkraad.portal.figures.lengths import Lengths, lengths_here, lengths_in, lengths_of
from wijkraad.portal.figures.shape import DaysBetween, Figure, Scope, median, midnight, share
from wijkraad.terms import clock

LONG = 90
"""Days after which an issue without a decision counts as long undecided (K1)."""
ENDED = ("resolved", "not_resolved")
CLOSED = ("done", "not_achieved")

K1 = _(
    "De middelste van het aantal dagen tussen de eerste melding en het eerste besluit (aangenomen of niet), "
    "van kwesties met hun eerste besluit in deze periode."
)
K2 = _(
    "De middelste van het aantal dagen tussen het eerste besluit van een reeks en de uitkomst in deze "
    "periode. Niet gelukt telt mee, ingetrokken staat apart."
)
K3 = _(
    "De middelste van het aantal dagen tussen de eerste melding en opgelost of gestopt in deze periode. Kwam "
    "het terug, dan telt de laatste keer."
)


def first_decisions(scope: Scope, until: date) -> QuerySet:
    """Issues whose first final decision falls in [start, until): reported, decided (dates)."""
    final = Decision.objects.visible_to(scope.user).final().filter(decided_on__lt=until)
    links = DecisionIssue.objects.filter(decision__in=final)
    inside = links.filter(decision__decided_on__gte=scope.start).values("issue")
    first = links.filter(issue=OuterRef("pk")).order_by("decision__decided_on")
    decided = Subquery(first.values("decision__decided_on")[:1], output_field=DateField())
    found = scope.issues().filter(pk__in=inside).annotate(decided=decided).filter(decided__gte=scope.start)
    return found.annotate(reported=TruncDate("first_report_at", tzinfo=clock.AMSTERDAM)).order_by(
        "decided", "pk"
    )


# The first day on which a decision of `decided` was about an issue of `known`, and the days since its report.
FIRST = """
SELECT min(d.decided_on), min(d.decided_on) - min(s.first_on) FROM meetings_decisionissue l
JOIN ({decided}) d (id, decided_on) ON d.id = l.decision_id JOIN ({known}) s (issue_id, first_on)
ON s.issue_id = l.issue_id GROUP BY l.issue_id HAVING min(d.decided_on) >= %s
"""


def first_lengths(scope: Scope, until: date, since: date) -> tuple[Lengths, Lengths]:
    """How long the first decisions of [since, start) and of [start, until) took, in one pass over all."""
    final = Decision.objects.visible_to(scope.user).final().filter(decided_on__lt=until)
    known = scope.stays().filter(opens=True).values_list("issue_id", "first_on")
    decided, of_decided = final.order_by().values_list("pk", "decided_on").query.sql_with_params()
    issues, of_issues = known.query.sql_with_params()
    sql = FIRST.format(decided=decided, known=issues)
    return lengths_in(sql, [*of_decided, *of_issues, since], scope.start)


# The same, counted by theme, street, area, who may know, and the last of some days that is not after it.
CASES = """
SELECT x.theme, x.street, x.area, x.seen, (%s::date[])[width_bucket(x.decided, %s::date[])], count(*)
FROM (
  SELECT min(s.theme) AS theme, min(s.street) AS street, min(s.area) AS area, min(s.seen) AS seen,
    min(d.decided_on) AS decided
  FROM meetings_decisionissue l JOIN ({decided}) d (id, decided_on) ON d.id = l.decision_id
  JOIN ({known}) s (issue_id, theme, street, area, seen) ON s.issue_id = l.issue_id
  GROUP BY l.issue_id HAVING min(d.decided_on) >= %s
) x GROUP BY 1, 2, 3, 4, 5
"""


def first_cases(scope: Scope, until: date, days: list[date]) -> list[tuple[Any, ...]]:
    """(theme, street, area, seen, day, n) of first decisions in [start, until); `day` is one of `days`."""
    final = Decision.objects.visible_to(scope.user).final().filter(decided_on__lt=until)
    columns = "issue_id", "theme_id", "street_id", "area_id", "seen"
    known = scope.stays().filter(opens=True).values_list(*columns)
    decided, of_decided = final.order_by().values_list("pk", "decided_on").query.sql_with_params()
    issues, of_issues = known.query.sql_with_params()
    with connection.cursor() as cursor:
        given = [days, days, *of_decided, *of_issues, scope.start]
        cursor.execute(CASES.format(decided=decided, known=issues), given)
        return list(cursor.fetchall())


def undecided(scope: Scope, until: date) -> QuerySet:
    """Issues open at the end of the period without any final decision till then: reported (date)."""
    final = Decision.objects.visible_to(scope.user).final().filter(decided_on__lt=until)
    links = DecisionIssue.objects.filter(issue=OuterRef("pk"), decision__in=final)
    found = open_at(scope.issues(), until).exclude(Exists(links))
    return found.annotate(reported=TruncDate("first_report_at", tzinfo=clock.AMSTERDAM)).order_by(
        "reported", "pk"
    )


def figure_k1(scope: Scope, *, today: date, beside: bool = True, since: date | None = None) -> Figure:
    """Median days from the first report to the first final decision in the period.

    Beside it (unless `beside` is False): `open_n` undecided issues at its end, their median age in days
    `open_age`, and the share of them older than 90 days, `open_long`. `was`: the median of [since, start).
    """
    until, per = scope.until(today), scope.per(today)
    rows = first_decisions(scope, until)
    before, lengths = first_lengths(scope, until, since or scope.start)
    more: dict[str, Any] = {"spread": lengths.spread, "lengths": lengths, "was": before.median}
    if beside:
        waiting = undecided(scope, until)
        per_day: Any = waiting.order_by().values_list("reported").annotate(how_many=Count("pk"))
        ages = [(per - day).days for day, n in per_day for _one in range(n)]
        long = sum(age > LONG for age in ages)
        more |= {"open_n": len(ages), "open_age": median(ages), "open_long": share(long, len(ages))}
        more |= {"open_rows": waiting}
    return Figure("K1", lengths.median, lengths.n, per, K1, rows, beside=more)


def chains() -> dict[int, tuple[int, date, date]]:
    """Of each decision that replaced another one: the (key, date, first promised date) of the one
    before it.
    """
    found = Decision.objects.filter(superseded_by__isnull=False, decided_on__isnull=False)
    columns = found.values_list("superseded_by", "pk", "decided_on", "first_deadline")
    return {by: (pk, day, first) for by, pk, day, first in columns}


def first_of(
    pk: int, day: date, promised: date, before: dict[int, tuple[int, date, date]]
) -> tuple[date, date]:
    """The date and the first promised date of the oldest decision of a chain (no loops [db])."""
    while pk in before:
        pk, day, promised = before[pk]
    return day, promised


def measures(scope: Scope) -> Any:
    """Decisions that were adopted at some time and are about an issue."""
    return scope.decisions().taken().filter(Exists(DecisionIssue.objects.filter(decision=OuterRef("pk"))))


def closed_decisions(scope: Scope, until: date) -> QuerySet:
    """Measures done or not achieved in [start, until), as they stood at its end: `ended` (date).

    One that has not moved since the end stands as it stood then; only the others need their moves read.
    """
    since = DecisionMove.objects.filter(MOVED, at__gte=midnight(until))
    still = Q(status__in=CLOSED, finished_on__gte=scope.start, finished_on__lt=until)
    if until <= clock.today():
        still &= ~Q(Exists(since.filter(decision=OuterRef("pk"))))
    moved = _closed_then(scope, until, since)
    rows = measures(scope).filter(still | Q(pk__in=list(moved))) if moved else measures(scope).filter(still)
    then = [When(pk=pk, then=Value(day)) for pk, day in moved.items()]
    ended = Case(*then, default=F("finished_on"), output_field=DateField()) if then else F("finished_on")
    return rows.annotate(ended=ended).order_by("ended", "pk")


def _closed_then(scope: Scope, until: date, since: QuerySet) -> dict[int, date]:
    """The few that were opened again after the period, or have no day of their own: key → day of the end."""
    again = since.filter(from_state__in=CLOSED).order_by().values_list("decision", flat=True)
    bare = Decision.objects.filter(status__in=CLOSED, finished_on=None).values_list("pk", flat=True)
    keys = {*again, *bare}
    if not keys:
        return {}
    found = scope.decisions().filter(pk__in=keys)
    moves = DecisionMove.objects.filter(MOVED, at__lt=midnight(until), decision__in=found).order_by("id")
    last = {pk: (state, at) for pk, state, at in moves.values_list("decision", "to_state", "at")}
    own = dict(found.values_list("pk", "finished_on"))
    ends = {pk: own[pk] or clock.date_of(at) for pk, (state, at) in last.items() if state in CLOSED}
    return {pk: day for pk, day in ends.items() if scope.start <= day < until}


def _took(rows: QuerySet, before: dict[int, tuple[int, date, date]]) -> Lengths:
    """How long closed decisions took since the first one of their chain; few replaced another one."""
    alone = rows.exclude(pk__in=list(before)) if before else rows
    counted = alone.order_by().values_list("ended", "decided_on").annotate(n=Count("pk"))
    days = [(ended, (ended - day).days) for ended, day, n in counted for _one in range(n)]
    if before:
        chained = rows.filter(pk__in=list(before)).values_list("pk", "decided_on", "ended")
        days += [(ended, (ended - first_of(pk, day, day, before)[0]).days) for pk, day, ended in chained]
    return lengths_here(days)


def figure_k2(scope: Scope, *, today: date) -> Figure:
    """Median days from the first decision of the chain to its outcome (done, not achieved) in the period.

    `beside["withdrawn"]`: how many were withdrawn in it; they have no outcome and stand apart.
    """
    until = scope.until(today)
    rows = closed_decisions(scope, until)
    lengths = _took(rows, chains())
    gone = scope.decisions().filter(
        status="withdrawn", withdrawn_by__decided_on__gte=scope.start, withdrawn_by__decided_on__lt=until
    )
    more = {"spread": lengths.spread, "lengths": lengths}
    more |= {"withdrawn": gone.count(), "withdrawn_rows": gone.order_by("pk")}
    return Figure("K2", lengths.median, lengths.n, scope.per(today), K2, rows, "decision", beside=more)


def ended_stays(scope: Scope, until: date, states: tuple[str, ...] = ENDED) -> QuerySet:
    """The stays at an outcome that began in the period and stood at its end."""
    still = Q(left_on__isnull=True) | Q(left_on__gte=until)
    return scope.stays().filter(still, state__in=states, came_on__gte=scope.start, came_on__lt=until)


def ended(scope: Scope, until: date, states: tuple[str, ...] = ENDED) -> QuerySet:
    """Issues that stood at an outcome at the end of the period and came to it in it: reported, done
    (dates).
    """
    stays = ended_stays(scope, until, states)
    done = Subquery(stays.filter(issue=OuterRef("pk")).values("came_on")[:1], output_field=DateField())
    found = scope.issues().filter(pk__in=stays.values("issue")).annotate(done=done)
    return found.annotate(reported=TruncDate("first_report_at", tzinfo=clock.AMSTERDAM)).order_by(
        "done", "pk"
    )


def figure_k3(scope: Scope, *, today: date) -> Figure:
    """Median days from the first report to the last outcome, measured directly, of issues that ended in the
    period.

    An issue that came back and is open again at the end of the period counts when it ends again.
    """
    until = scope.until(today)
    rows = ended(scope, until)
    took = ended_stays(scope, until).values_list("came_on", DaysBetween(F("first_on"), F("came_on")))
    _before, lengths = lengths_of(took, scope.start)
    more = {"spread": lengths.spread, "lengths": lengths}
    return Figure("K3", lengths.median, lengths.n, scope.per(today), K3, rows, beside=more)
