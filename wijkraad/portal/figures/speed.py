"""How long it takes, in Amsterdam calendar days: K1 report → decision, K2 decision → outcome, K3 report →
outcome.

Each is a median; beside it stand the quarters, because one number hides those who wait longest.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from issues.models import Issue
from issues.querysets import reads_confidential
from meetings.models import Decision, DecisionIssue
from wijkraad.people.roles import is_staff, roles_of
from wijkraad.portal.figures.history import open_at
from wijkraad.portal.figures.lengths import Lengths, lengths_in, lengths_of
from wijkraad.portal.figures.shape import OPENLY, DaysBetween, Figure, Period, Scope, median, share
from wijkraad.terms import clock

LONG = 90
"""Days after which an issue without a decision counts as long undecided (K1)."""
ENDED = ("resolved", "not_resolved")

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


# The first day on which a decision was about each issue, and the days since its report.
FIRST = """
SELECT min(r.decided_on), min(r.decided_on) - min(r.reported)
FROM ({rulings}) r (issue_id, decided_on, reported) GROUP BY r.issue_id HAVING min(r.decided_on) >= %s
"""


def first_lengths(scope: Scope, until: date, since: date) -> tuple[Lengths, Lengths]:
    """How long the first decisions of [since, start) and of [start, until) took, in one pass over all."""
    found = scope.known_rulings().filter(issue__isnull=False, counts=True, decided_on__lt=until)
    only = {"holder" if name == "responsible" else name: key for name, key in scope.only().items()}
    if not is_staff(scope.user) and "partner" in roles_of(scope.user):
        found = found.filter(issue__in=Issue.objects.visible_to(scope.user))
    elif not is_staff(scope.user):
        found = found.filter(seen__gte=2)
    elif not reads_confidential(scope.user):
        found = found.filter(seen__gt=0)
    if scope.openly:
        found = found.filter(seen=OPENLY)
    rows = found.filter(**only).values_list("issue_id", "decided_on", "first_report_on")
    sql, params = rows.query.sql_with_params()
    return lengths_in(FIRST.format(rulings=sql), [*params, since], scope.start)


# The first day of each issue, counted by theme, street, area, who may know, and the last of some days
# that is not after it.
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
    before, lengths = first_lengths(scope, until, since or scope.start)
    more: dict[str, Any] = {"spread": lengths.spread, "lengths": lengths, "was": before.median}
    if beside:
        waiting = undecided(scope, until)
        per_day: Any = waiting.order_by().values_list("reported").annotate(how_many=Count("pk"))
        ages = [(per - day).days for day, n in per_day for _one in range(n)]
        long = sum(age > LONG for age in ages)
        more |= {"open_n": len(ages), "open_age": median(ages), "open_long": share(long, len(ages))}
        more |= {"open_rows": waiting}
    return Figure(
        "K1", lengths.median, lengths.n, per, K1, lambda: first_decisions(scope, until), beside=more
    )


def closed_rulings(scope: Scope, until: date) -> Any:
    """Measures done or not achieved in [start, until), as they stood at its end."""
    found = scope.rulings().filter(issue__isnull=False, left_on__lt=until)
    found = found.filter(Q(reopened_on__isnull=True) | Q(reopened_on__gte=until))
    return found.filter(ended_on__gte=scope.start, ended_on__lt=until)


def closed_decisions(found: Any) -> QuerySet:
    """The decisions of `closed_rulings`: `ended` (date)."""
    ending = found.order_by().filter(decision=OuterRef("pk")).values("ended_on")[:1]
    rows = Decision.objects.filter(pk__in=found.order_by().values("decision"))
    return rows.annotate(ended=Subquery(ending, output_field=DateField())).order_by("ended", "pk")


def _closings(scope: Scope, until: date) -> QuerySet:
    """When each measure of `closed_rulings` ended, and its days since the first decision of its chain."""
    found = closed_rulings(scope, until)
    return found.values_list("ended_on", DaysBetween(F("chain_on"), F("ended_on")))


def _two(scope: Scope, until: date, since: date | None, of: Callable[..., QuerySet]) -> list[QuerySet]:
    """What `of` gives for the period, and for [since, start) when that is asked too."""
    if since is None:
        return [of(scope, until)]
    before = replace(scope, period=Period(since, scope.start))
    return [of(scope, until), of(before, scope.start)]


def figure_k2(scope: Scope, *, today: date, beside: bool = True, since: date | None = None) -> Figure:
    """Median days from the first decision of the chain to its outcome (done, not achieved) in the period.

    `beside["was"]`: the median of [since, start). `beside["withdrawn"]` (unless `beside` is False): how many
    were withdrawn in it; they have no outcome and stand apart.
    """
    until = scope.until(today)
    before, lengths = lengths_of(scope.start, *_two(scope, until, since, _closings))
    more: dict[str, Any] = {"spread": lengths.spread, "lengths": lengths, "was": before.median}
    if beside:
        gone = scope.rulings().filter(
            reopened_on=None, withdrawn_on__gte=scope.start, withdrawn_on__lt=until, status="withdrawn"
        )
        named = Decision.objects.filter(pk__in=gone.values("decision")).order_by("pk")
        more |= {"withdrawn": gone.count(), "withdrawn_rows": named}
    return Figure(
        "K2", lengths.median, lengths.n, scope.per(today), K2,
        lambda: closed_decisions(closed_rulings(scope, until)), "decision", beside=more,
    )  # fmt: skip


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


def _endings(scope: Scope, until: date) -> QuerySet:
    """When each issue of `ended_stays` ended, and its days since the first report."""
    return ended_stays(scope, until).values_list("came_on", DaysBetween(F("first_on"), F("came_on")))


def figure_k3(scope: Scope, *, today: date, since: date | None = None) -> Figure:
    """Median days from the first report to the last outcome, measured directly, of issues that ended in the
    period.

    An issue that came back and is open again at the end of the period counts when it ends again.
    `beside["was"]`: the median of [since, start).
    """
    until = scope.until(today)
    before, lengths = lengths_of(scope.start, *_two(scope, until, since, _endings))
    more = {"spread": lengths.spread, "lengths": lengths, "was": before.median}
    per = scope.per(today)
    return Figure("K3", lengths.median, lengths.n, per, K3, lambda: ended(scope, until), beside=more)
