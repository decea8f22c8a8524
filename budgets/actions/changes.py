"""Changing an adopted budget, by decision only: more or less, to another line, to the next year."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from budgets.actions.mandates import only_keepers, standing_decision
from budgets.actions.moving import locked_line
from budgets.actions.requests import change_request
from budgets.models import BudgetLine, LineAmendment, SpendRequest
from budgets.money import cents
from meetings.models import Decision
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import euro

Halves = tuple[LineAmendment, LineAmendment]


@action("budget.amend")
def amend_line(line: BudgetLine, *, by: Any, amount: Decimal, decision: Decision) -> LineAmendment:
    """Add to a line, or take from it (below zero), by decision; never below what is promised and paid."""
    only_keepers(by)
    amount = cents(amount)
    if not amount:
        raise Refused(_("Het bedrag is nul."), code="budgets_amendment_not_zero")
    _can_give(locked_line(line.pk), -amount)
    return _amend(line, amount, standing_decision(decision), by)


@action("budget.transfer")
def transfer(
    source: BudgetLine, target: BudgetLine, *, by: Any, amount: Decimal, decision: Decision
) -> Halves:
    """Move euros from one line to another of the same year, by decision; the lower line id is held first."""
    only_keepers(by)
    amount = cents(amount)
    if source.pk == target.pk or source.budget_id != target.budget_id or amount <= 0:
        raise Refused(
            _("Schuif een bedrag tussen twee onderdelen van hetzelfde jaar."), code="transfer_lines"
        )
    _can_give(_held(source, target)[source.pk], amount)
    return _both(source, target, amount, standing_decision(decision), by)


@action("budget.carry_rest")
def carry_rest(
    source: BudgetLine, target: BudgetLine, *, by: Any, amount: Decimal, decision: Decision
) -> Halves:
    """Move what is still free on a line to a line of a later year, by decision, before the year closes."""
    only_keepers(by)
    amount = cents(amount)
    held = _held(source, target)
    source, target = held[source.pk], held[target.pk]
    if amount <= 0 or target.budget.year <= source.budget.year:
        raise Refused(_("Schuif een bedrag door naar een onderdeel van een later jaar."), code="carry_lines")
    if amount > source.available:
        text = _("Op %(line)s is nog %(free)s vrij. U schuift %(amount)s door.")
        words = {"line": str(source), "free": euro(source.available), "amount": euro(amount)}
        raise Refused(text % words, code="carry_room")
    return _both(source, target, amount, standing_decision(decision), by)


def _held(source: BudgetLine, target: BudgetLine) -> dict[int, BudgetLine]:
    """Both lines as they are now, held; the lower id first."""
    return {pk: locked_line(pk) for pk in sorted((source.pk, target.pk))}


def _can_give(line: BudgetLine, amount: Decimal) -> None:
    """Refused when a line would keep less than was promised and paid of it, or less than nothing."""
    most = min(line.room, line.amended)
    if amount > most:
        text = _("Van %(line)s kan nog %(most)s af. De rest is toegezegd of betaald.")
        raise Refused(text % {"line": str(line), "most": euro(most)}, code="amend_room")


def _both(source: BudgetLine, target: BudgetLine, amount: Decimal, decision: Decision, by: Any) -> Halves:
    both = uuid4()
    amounts = {source.pk: -amount, target.pk: amount}
    made = {
        line.pk: _amend(line, amounts[line.pk], decision, by, both)
        for line in sorted((source, target), key=lambda one: one.pk)
    }
    return made[source.pk], made[target.pk]


def _amend(
    line: BudgetLine, amount: Decimal, decision: Decision, by: Any, pair: UUID | None = None
) -> LineAmendment:
    return LineAmendment.objects.create(
        line=line, amount=amount, decision=decision, transfer=pair, by=by, at=clock.now()
    )


@action("budget.carry_over")
def carry_over(request: SpendRequest, *, by: Any, line: BudgetLine, decision: Decision) -> SpendRequest:
    """Move what is promised to a line of the next year, by decision; it is approved anew there."""
    if line.budget.year <= request.line.budget.year:
        raise Refused(_("Schuif door naar een onderdeel van een later jaar."), code="carry_lines")
    decision = standing_decision(decision)
    reason = _("Doorgeschoven naar %(year)s met %(number)s.")
    words = reason % {"year": line.budget.year, "number": decision.number or decision.title}
    return change_request(request, by=by, line=line, reason=str(words))
