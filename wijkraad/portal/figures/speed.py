"""How long it takes, in Amsterdam calendar days: K1 report → decision, K2 decision → outcome, K3 report →
outcome.

Each is a median; beside it stand the quarters, because one number hides those who wait longest.
"""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from issues.models import StatusChange
from meetings.models import Decision, DecisionIssue, DecisionMove
from wijkraad.portal.figures.history import MOVED, open_at, with_state
from wijkraad.portal.figures.shape import Figure, Scope, median, midnight, share, spread
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


def _days(rows: QuerySet, start: str, end: str) -> list[int]:
    return [(last - first).days for first, last in rows.values_list(start, end)]


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


def undecided(scope: Scope, until: date) -> QuerySet:
    """Issues open at the end of the period without any final decision till then: reported (date)."""
    final = Decision.objects.visible_to(scope.user).final().filter(decided_on__lt=until)
    links = DecisionIssue.objects.filter(issue=OuterRef("pk"), decision__in=final)
    found = open_at(scope.issues(), until).exclude(Exists(links))
    return found.annotate(reported=TruncDate("first_report_at", tzinfo=clock.AMSTERDAM)).order_by(
        "reported", "pk"
    )


def figure_k1(scope: Scope, *, today: date, beside: bool = True) -> Figure:
    """Median days from the first report to the first final decision in the period.

    Beside it (unless `beside` is False): `open_n` undecided issues at its end, their median age in days
    `open_age`, and the share of them older than 90 days, `open_long`.
    """
    until, per = scope.until(today), scope.per(today)
    rows = first_decisions(scope, until)
    days = _days(rows, "reported", "decided")
    more: dict[str, Any] = {"spread": spread(days)}
    if beside:
        waiting = undecided(scope, until)
        ages = [(per - day).days for day in waiting.values_list("reported", flat=True)]
        long = sum(age > LONG for age in ages)
        more |= {"open_n": len(ages), "open_age": median(ages), "open_long": share(long, len(ages))}
        more |= {"open_rows": waiting}
    return Figure("K1", median(days), len(days), per, K1, rows, beside=more)


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


def closed_decisions(scope: Scope, until: date) -> QuerySet:
    """Measures done or not achieved in [start, until), as they stood at its end: `ended` (date)."""
    moves = DecisionMove.objects.filter(decision=OuterRef("pk"), at__lt=midnight(until)).filter(MOVED)
    last = moves.order_by("-id")
    found = scope.decisions().taken().filter(Exists(DecisionIssue.objects.filter(decision=OuterRef("pk"))))
    found = found.annotate(
        state_then=Subquery(last.values("to_state")[:1]),
        moved_on=Subquery(last.values(day=TruncDate("at", tzinfo=clock.AMSTERDAM))[:1]),
    ).filter(state_then__in=CLOSED)
    found = found.annotate(ended=Coalesce("finished_on", "moved_on", output_field=DateField()))
    return found.filter(ended__gte=scope.start, ended__lt=until).order_by("ended", "pk")


def figure_k2(scope: Scope, *, today: date) -> Figure:
    """Median days from the first decision of the chain to its outcome (done, not achieved) in the period.

    `beside["withdrawn"]`: how many were withdrawn in it; they have no outcome and stand apart.
    """
    until = scope.until(today)
    rows, before = closed_decisions(scope, until), chains()
    ends = [
        (ended - first_of(pk, day, day, before)[0]).days
        for pk, day, ended in rows.values_list("pk", "decided_on", "ended")
    ]
    gone = scope.decisions().filter(
        status="withdrawn", withdrawn_by__decided_on__gte=scope.start, withdrawn_by__decided_on__lt=until
    )
    more = {"spread": spread(ends), "withdrawn": gone.count(), "withdrawn_rows": gone.order_by("pk")}
    return Figure("K2", median(ends), len(ends), scope.per(today), K2, rows, "decision", beside=more)


def ended(scope: Scope, until: date, states: tuple[str, ...] = ENDED) -> QuerySet:
    """Issues that stood at an outcome at the end of the period and came to it in it: reported, done
    (dates).
    """
    moves = StatusChange.objects.filter(MOVED, to_state__in=states, at__lt=midnight(until))
    inside = moves.filter(at__gte=midnight(scope.start)).values("issue")
    last = Subquery(moves.filter(issue=OuterRef("pk")).order_by("-id").values("at")[:1])
    found = with_state(scope.issues().filter(pk__in=inside), until).filter(state_then__in=states)
    found = found.annotate(last=last, done=TruncDate("last", tzinfo=clock.AMSTERDAM)).filter(
        done__gte=scope.start
    )
    return found.annotate(reported=TruncDate("first_report_at", tzinfo=clock.AMSTERDAM)).order_by(
        "done", "pk"
    )


def figure_k3(scope: Scope, *, today: date) -> Figure:
    """Median days from the first report to the last outcome, measured directly, of issues that ended in the
    period.

    An issue that came back and is open again at the end of the period counts when it ends again.
    """
    rows = ended(scope, scope.until(today))
    days = _days(rows, "reported", "done")
    more = {"spread": spread(days)}
    return Figure("K3", median(days), len(days), scope.per(today), K3, rows, beside=more)
