"""The answer to "Mag dit?": what is free, under which leave, who must sign, and what stands in the way."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.utils.translation import gettext_lazy as _

from budgets.models import BudgetLine, Mandate, SpendRequest
from budgets.money import ZERO
from budgets.permissions import Barrier, approvals_needed, light_limit
from budgets.workflow import RESERVING, STANDING
from meetings.models import Decision
from wijkraad.ui.filters import euro

HELD = Sum(Case(When(status__in=RESERVING, then=F("amount")), default=F("paid")), default=ZERO)
"""What requests hold or took together: the whole amount while promised, else what was paid."""


@dataclass(frozen=True)
class Leave:
    """The room that a decision or a standing mandate gives; amounts in euros."""

    amount: Decimal
    used: Decimal
    mandate: Mandate | None = None
    decision: Decision | None = None

    @property
    def left(self) -> Decimal:
        return self.amount - self.used


@dataclass(frozen=True)
class Answer:
    """What the rules say of one amount on one line, before anybody spends."""

    line: BudgetLine
    amount: Decimal
    room: Decimal
    needed: int
    leave: Leave | None
    barriers: list[Barrier] = field(default_factory=list)

    @property
    def allowed(self) -> bool:
        return not self.barriers


def held_by(requests: "QuerySet[SpendRequest]", without: Any = None) -> Decimal:
    """What these requests hold or took, in euros."""
    if without is not None and without.pk:
        requests = requests.exclude(pk=without.pk)
    return requests.aggregate(total=HELD)["total"]


def leave_for(
    line: BudgetLine, decision: Decision | None, request: SpendRequest | None = None
) -> Leave | None:
    """The leave under which money goes: the decision's on this line, its own amount, or the line's.

    `request` itself does not count as used.
    """
    active = line.mandates.filter(withdrawn_at=None, decision__status__in=STANDING)
    if decision is not None:
        own = active.filter(kind=Mandate.Kind.SPEND, decision=decision).order_by("-id").first()
        spent = SpendRequest.objects.filter(decision=decision)
        if own is not None:
            return Leave(own.amount, held_by(spent.filter(line=line), request), own, decision)
        if decision.mandate_amount is not None:
            return Leave(decision.mandate_amount, held_by(spent, request), None, decision)
    standing = active.filter(kind=Mandate.Kind.STANDING).order_by("-id").first()
    if standing is None:
        return None
    return Leave(standing.amount, held_by(SpendRequest.objects.filter(mandate=standing), request), standing)


def answer(
    line: BudgetLine, amount: Decimal, decision: Decision | None = None, request: SpendRequest | None = None
) -> Answer:
    """Judge an amount in euros on a line; asks nothing of who approves (see permissions.Panel)."""
    leave = leave_for(line, decision, request)
    needed = approvals_needed(amount)
    barriers = [*_of_year(line), *_of_room(line, amount), *judge_leave(leave, amount, decision)]
    return Answer(line, amount, line.room, needed, leave, barriers)


def _of_year(line: BudgetLine) -> list[Barrier]:
    if line.budget.status == "adopted":
        return []
    if line.budget.status == "closed":
        return [Barrier("year_closed", _("Dit jaar is afgesloten."))]
    return [Barrier("year_concept", _("De begroting van dit jaar is nog niet vastgesteld."))]


def _of_room(line: BudgetLine, amount: Decimal) -> list[Barrier]:
    if amount <= line.room:
        return []
    text = _("Op dit onderdeel is nog %(room)s vrij. U vraagt %(amount)s. Eerst is een besluit nodig.")
    return [Barrier("line_room", text % {"room": euro(line.room), "amount": euro(amount)})]


def judge_leave(leave: Leave | None, amount: Decimal, decision: Decision | None) -> list[Barrier]:
    """Above the light limit a decision's mandate or the line's own; a decision's amount is never passed."""
    if decision is not None and decision.status not in STANDING:
        return [Barrier("decision_stands", _("Het besluit achter deze aanvraag geldt niet (meer)."))]
    limit = light_limit()
    if leave is None or leave.decision is None:
        if amount <= limit or (leave is not None and amount <= leave.left):
            return []
        if leave is None:
            text = _("Boven %(limit)s is een besluit nodig dat zegt wat het mag kosten.")
            return [Barrier("mandate", text % {"limit": euro(limit)})]
        text = _(
            "Het doorlopend mandaat laat nog %(left)s toe. U vraagt %(amount)s. Eerst is een besluit nodig."
        )
    else:
        if amount <= leave.left:
            return []
        text = _("Het besluit laat nog %(left)s toe. U vraagt %(amount)s. Eerst is een nieuw besluit nodig.")
    return [Barrier("mandate_left", text % {"left": euro(leave.left), "amount": euro(amount)})]


def open_lines() -> "QuerySet[BudgetLine]":
    """The lines on which money can be promised today."""
    return BudgetLine.objects.filter(Q(budget__status="adopted")).for_list()
