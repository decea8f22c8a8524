"""The folder of the kascommissie for one year: what was spent, what proves it, what was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, Subquery

from budgets.auditing.sampling import picks
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
    findings: list[Any] = field(default_factory=list)
    drawn: bool = False

    @property
    def finding(self) -> Any:
        """The last finding, which counts; None when nobody judged it."""
        return self.findings[-1] if self.findings else None

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
            one.sum.settled == one.sum.amount or hasattr(one, "bank") or one.method == one.Method.CASH
            for one in self.bookings
            if one.pk not in self.turned_back
        ) and bool(self.bookings)

    @property
    def turned_back(self) -> set[int]:
        """Bookings that were a mistake, and their reversals: they never were at the bank."""
        pairs = [one for one in self.bookings if one.reverses_id]
        return {key for one in pairs for key in (one.pk, one.reverses_id or 0)}

    @property
    def proved(self) -> bool:
        """Whether a receipt or invoice that stands is there."""
        return any(one.refused_at is None and one.kind != "quote" for one in self.receipts)

    @property
    def waits(self) -> bool:
        """Whether a question of the kascommissie has no answer yet."""
        return self.finding is not None and self.finding.verdict == "question" and not self.finding.answer


def folder(budget: Budget, requests: Any = None) -> list[Row]:
    """Every request of the year with all that proves it, in a constant number of queries."""
    standing = BankPart.objects.filter(undone=None).select_related("entry__account")
    bookings = Booking.objects.filter(cost_year=budget.year).select_related(
        "sum", "bank", "line", "booked_by"
    )
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
    """The findings of each request in order, each with the last answer to it; one query."""
    last = AuditAnswer.objects.filter(finding=OuterRef("pk")).order_by("-id")
    findings = AuditFinding.objects.filter(budget=budget).select_related("by")
    by_request = {row.request.pk: row for row in rows}
    for finding in findings.annotate(
        answer=Subquery(last.values("words")[:1]), answered_by=Subquery(last.values("by__name")[:1])
    ).order_by("id"):
        if finding.request_id in by_request:
            by_request[finding.request_id].findings.append(finding)


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
    """The draws, what is judged of them, and what still waits for an answer. Marks the drawn rows.

    What was drawn follows from the seeds (`budgets.auditing.sampling`); `verify` holds the stored picks
    against it.
    """
    draws = list(AuditDraw.objects.filter(budget=budget).select_related("by").order_by("number"))
    chosen = {key for one in draws for key in picks(one.seed, one.population, one.size)}
    for row in rows:
        row.drawn = row.request.pk in chosen
    drawn = [row for row in rows if row.drawn]
    return Check(
        draws=draws,
        statement=getattr(budget, "audit", None),
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
