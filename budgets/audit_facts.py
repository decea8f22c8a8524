"""The folder of the kascommissie for one year: what was spent, what proves it, what was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q

from budgets.models import (
    Approval,
    AuditAnswer,
    AuditDraw,
    AuditFinding,
    AuditStatement,
    BankPart,
    Booking,
    Budget,
    Receipt,
    SpendRequest,
)
from budgets.money import ZERO


def spent_in(budget: Budget) -> Any:
    """The requests of which money was booked in a cost year, by number; whatever became of them later."""
    booked = Booking.objects.filter(cost_year=budget.year).values("request")
    return SpendRequest.objects.filter(pk__in=booked).order_by("number", "id")


def population_of(budget: Budget) -> list[int]:
    """What a sample is drawn from, as ids in order."""
    return sorted(spent_in(budget).values_list("pk", flat=True))


@dataclass
class Row:
    """One request in the folder with its proof; no further query."""

    request: SpendRequest
    bookings: list[Booking]
    approvals: list[Approval]
    receipts: list[Receipt]
    finding: AuditFinding | None = None
    answers: list[AuditAnswer] = field(default_factory=list)
    drawn: bool = False

    @property
    def paid(self) -> Decimal:
        return sum((one.amount for one in self.bookings), ZERO)

    @property
    def evaluation(self) -> Any:
        return getattr(self.request, "evaluation", None)

    @property
    def entries(self) -> list[BankPart]:
        """The parts of bank entries that prove its bookings."""
        return [part for one in self.bookings for part in one.parts.all()]

    @property
    def seen(self) -> bool:
        """Whether every booking that went over the bank was found there."""
        return all(
            one.sum.settled == one.sum.amount or hasattr(one, "bank") for one in self.bookings
        ) and bool(self.bookings)

    @property
    def proved(self) -> bool:
        """Whether a receipt or invoice that stands is there."""
        return any(one.refused_at is None and one.kind != "quote" for one in self.receipts)

    @property
    def waits(self) -> bool:
        """Whether a question of the kascommissie has no answer yet."""
        return self.finding is not None and self.finding.verdict == "question" and not self.answers


def folder(budget: Budget, requests: Any = None) -> list[Row]:
    """Every request of the year with all that proves it, in a constant number of queries."""
    standing = BankPart.objects.filter(undone=None).select_related("entry")
    bookings = Booking.objects.filter(cost_year=budget.year).select_related("sum", "bank", "line", "booked_by")
    found = (
        (spent_in(budget) if requests is None else requests)
        .for_list()
        .order_by("number", "id")
        .prefetch_related(
            Prefetch("bookings", bookings.order_by("id").prefetch_related(Prefetch("parts", standing))),
            Prefetch("approvals", Approval.objects.select_related("approver").order_by("id")),
            Prefetch("receipts", Receipt.objects.order_by("id")),
        )
    )
    rows = [Row(one, list(one.bookings.all()), _round(one), list(one.receipts.all())) for one in found]
    _add_findings(budget, rows)
    return rows


def _round(request: SpendRequest) -> list[Approval]:
    return [one for one in request.approvals.all() if one.round == request.round]


def _add_findings(budget: Budget, rows: Iterable[Row]) -> None:
    by_request = {row.request.pk: row for row in rows}
    answers = Prefetch("answers", AuditAnswer.objects.select_related("by").order_by("id"))
    findings = AuditFinding.objects.filter(budget=budget, request__in=by_request).select_related("by")
    for finding in findings.prefetch_related(answers).order_by("id"):
        row = by_request[finding.request_id]
        row.finding, row.answers = finding, list(finding.answers.all())
    drawn = AuditDraw.objects.filter(budget=budget).values_list("picks__request_id", flat=True)
    for key in drawn:
        if key in by_request:
            by_request[key].drawn = True


@dataclass(frozen=True)
class Check:
    """How far the kascommissie is with a year."""

    draws: list[AuditDraw]
    statement: AuditStatement | None
    drawn: int
    judged: int
    waiting: int
    refused: int

    @property
    def lacking(self) -> int:
        """Drawn requests without a finding."""
        return self.drawn - self.judged

    @property
    def done(self) -> bool:
        return bool(self.draws) and not self.lacking and not self.waiting


def check_of(budget: Budget, rows: list[Row]) -> Check:
    """The draws, what is judged of them, and what still waits for an answer."""
    draws = list(AuditDraw.objects.filter(budget=budget).select_related("by").order_by("number"))
    statement = AuditStatement.objects.filter(budget=budget).select_related("by").first()
    drawn = [row for row in rows if row.drawn]
    return Check(
        draws=draws,
        statement=statement,
        drawn=len(drawn),
        judged=sum(1 for row in drawn if row.finding),
        waiting=sum(1 for row in rows if row.waits),
        refused=sum(1 for row in rows if row.finding and row.finding.verdict == "refused"),
    )


def late_reports(user: Any, on: Any) -> Any:
    """Paid requests whose report is late on an Amsterdam date, the latest first."""
    late = Q(status__in=["part_paid", "paid", "paid_short"], evaluation=None, report_due__lt=on)
    return SpendRequest.objects.visible_to(user).filter(late).for_list().order_by("report_due", "id")


def coming_reports(user: Any, on: Any) -> Any:
    """Paid requests that still need a report and are not late."""
    coming = Q(status__in=["part_paid", "paid", "paid_short"], evaluation=None, report_due__gte=on)
    return SpendRequest.objects.visible_to(user).filter(coming).for_list().order_by("report_due", "id")
