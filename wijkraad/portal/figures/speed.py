"""How fast and how well: K1, K3, K5a and K14, from history, for a period [start, end) of dates.

Days are Amsterdam calendar days between two dates; the median of an even number is the mean of the
middle two. Merged and withdrawn issues count nowhere here. Definitions: 2-domain, Figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from issues.models import Issue
from issues.workflow import UNLISTED
from meetings.models import Decision, Meeting


@dataclass(frozen=True, slots=True)
class Median:
    """A median in days over n cases; None without cases."""

    days: Fraction | None
    n: int

    @property
    def whole(self) -> int | None:
        """Rounded half-up to whole days, for a headline."""
        return None if self.days is None else int(self.days + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; no share without a denominator (n.v.t.)."""

    part: int
    n: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.part, self.n) if self.n else None


def median(days: Sequence[int]) -> Median:
    """The middle one, of an even number the mean of the middle two."""
    ordered = sorted(days)
    if not ordered:
        return Median(None, 0)
    half = len(ordered) // 2
    middle = Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)
    return Median(middle, len(ordered))


def first_decisions(user: Any, start: date, end: date) -> QuerySet:
    """K1 rows: issues whose first final decision (adopted or rejected) falls in the period."""
    final = Q(decision_links__decision__in=Decision.objects.visible_to(user).final())
    found = Issue.objects.visible_to(user).exclude(status__in=UNLISTED).order_by()
    found = found.annotate(decided=Min("decision_links__decision__decided_on", filter=final))
    found = found.filter(decided__gte=start, decided__lt=end)
    return found.annotate(reported=TruncDate("first_report_at"))


def report_to_decision(user: Any, start: date, end: date) -> Median:
    """K1: median days from the first report to the first final decision in the period."""
    rows = first_decisions(user, start, end).values_list("reported", "decided")
    return median([(decided - reported).days for reported, decided in rows])


def ended(user: Any, start: date, end: date) -> QuerySet:
    """K3 rows: issues whose last outcome (resolved or not_resolved) falls in the period."""
    outcome = Q(status_changes__to_state__in=("resolved", "not_resolved"))
    found = Issue.objects.visible_to(user).filter(status__in=("resolved", "not_resolved")).order_by()
    found = found.annotate(last=Max("status_changes__at", filter=outcome)).annotate(done=TruncDate("last"))
    return found.filter(done__gte=start, done__lt=end).annotate(reported=TruncDate("first_report_at"))


def report_to_outcome(user: Any, start: date, end: date) -> Median:
    """K3: median days from the first report to the last outcome, measured directly."""
    rows = ended(user, start, end).values_list("reported", "done")
    return median([(done - reported).days for reported, done in rows])


def without_decision(user: Any, start: date, end: date) -> Share:
    """K5a: held deciding meetings without a decision ÷ held ones; adopting minutes is no decision."""
    held = Meeting.objects.visible_to(user).held().deciding()
    held = held.filter(starts_at__date__gte=start, starts_at__date__lt=end)
    empty = held.without_decision().order_by().values("pk")
    return Share(empty.count(), held.count())


_FIRST = Coalesce(
    "supersedes__supersedes__supersedes__first_deadline",
    "supersedes__supersedes__first_deadline",
    "supersedes__first_deadline",
    "first_deadline",
)


def due_decisions(user: Any, start: date, end: date) -> QuerySet:
    """K14 rows: decisions whose first date falls in the period.

    A superseded one counts through its successor, with the first date of the chain (three steps back).
    """
    found = Decision.objects.visible_to(user).taken().exclude(status__in=("superseded", "lapsed"))
    gone = Q(status="withdrawn", withdrawn_by__decided_on__lt=F("promised"))
    found = found.annotate(promised=_FIRST).filter(promised__gte=start, promised__lt=end)
    return found.exclude(gone)


def promises_kept(user: Any, start: date, end: date) -> Share:
    """K14: done on or before the first date ÷ decisions with their date in the period."""
    found = due_decisions(user, start, end).order_by()
    kept = found.filter(status="done", finished_on__lte=F("promised"))
    return Share(kept.count(), found.count())
