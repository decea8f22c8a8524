"""Leave to spend, given and taken back by decision."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from budgets.actions.moving import locked, locked_line
from budgets.answers import judge_leave, leave_for
from budgets.models import BudgetLine, Mandate, SpendRequest
from budgets.money import ZERO, cents
from budgets.workflow import PAYABLE, STANDING
from meetings.models import Decision
from wijkraad.people.roles import has_role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import euro

KEEPERS = ("treasurer", "secretary", "chair")
"""Who writes into the books what a meeting decided."""


def only_keepers(by: Any) -> None:
    if not has_role(by, *KEEPERS):
        raise Refused(_("Dit doet de penningmeester, de secretaris of de voorzitter."), code="keepers_only")


def standing_decision(decision: Decision) -> Decision:
    """The decision, held; refused unless it was adopted and still stands."""
    found = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    if found.status not in STANDING:
        raise Refused(_("Dit kan alleen met een aangenomen besluit."), code="decision_stands")
    return found


@action("mandate.grant")
def grant_mandate(
    decision: Decision, *, by: Any, line: BudgetLine, amount: Decimal, kind: str = "spend"
) -> Mandate:
    """Write down the leave of an adopted decision on a line, in euros.

    `spend`: for spending under this decision; `standing`: for the line without a decision of its own;
    `overspend`: the line may go over by this amount. Never more than the decision says.
    """
    only_keepers(by)
    line = locked_line(line.pk)
    decision = standing_decision(decision)
    amount = cents(amount)
    if decision.mandate_amount is not None:
        given = Mandate.objects.filter(decision=decision, kind=kind, withdrawn_at=None)
        total = given.aggregate(total=Sum("amount", default=ZERO))["total"]
        if total + amount > decision.mandate_amount:
            text = _("Het besluit zegt dat het %(amount)s mag kosten.")
            raise Refused(text % {"amount": euro(decision.mandate_amount)}, code="mandate_amount")
    return Mandate.objects.create(
        decision=decision, line=line, kind=kind, amount=amount, granted_at=clock.now(), granted_by=by
    )


@action("mandate.withdraw")
def withdraw_mandate(mandate: Mandate, *, by: Any) -> Mandate:
    """End a mandate; refused by the database when the line needs it for what is promised and paid."""
    only_keepers(by)
    locked_line(mandate.line_id)
    mandate = Mandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if mandate.withdrawn_at is None:
        mandate.withdrawn_at, mandate.withdrawn_by = clock.now(), by
        mandate.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return mandate


@action("spend.move_decision")
def move_to_decision(request: SpendRequest, *, by: Any, decision: Decision) -> SpendRequest:
    """Let what is promised rest on another decision, before the old one is replaced or withdrawn."""
    only_keepers(by)
    request = locked(request)
    decision = standing_decision(decision)
    if request.status not in PAYABLE:
        raise Refused(_("Alleen een toezegging gaat naar een ander besluit."), code="move_state")
    leave = leave_for(request.line, decision, request)
    barriers = judge_leave(leave, request.amount, decision)
    if barriers:
        raise Refused(barriers[0].text, code=barriers[0].code)
    request.decision, request.mandate = decision, leave.mandate if leave else None
    request.save(update_fields=["decision", "mandate"])
    return request
