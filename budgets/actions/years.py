"""Budget years: proposed, adopted by a decision, changed by decisions, closed for good."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from budgets.actions.mandates import only_keepers, standing_decision
from budgets.actions.requests import change_request
from budgets.models import Budget, BudgetLine, FundingSource, LineAmendment, SpendRequest, YearReport
from budgets.money import ZERO, cents
from budgets.workflow import RESERVING
from budgets.yearbook import content_of, fingerprint
from meetings.models import Decision
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("budget.open")
def open_budget(year: int, *, by: Any, priority_target: int = 70) -> Budget:
    """A proposal for the budget of a year; `priority_target` in percent of what is paid."""
    only_keepers(by)
    if Budget.objects.filter(year=year).exists():
        raise Refused(_("Voor dit jaar is er al een begroting."), code="budget_exists")
    return Budget.objects.create(year=year, priority_target=priority_target, created_at=clock.now())


@action("budget.line")
def add_line(
    budget: Budget,
    *,
    by: Any,
    name: str,
    original: Decimal = ZERO,
    theme: Any = None,
    order: int | None = None,
) -> BudgetLine:
    """A line of a budget; after adoption it starts at zero and grows by amendments."""
    only_keepers(by)
    budget = _held(budget)
    if budget.status != Budget.Status.CONCEPT and original:
        raise Refused(
            _("De begroting is vastgesteld. Geef dit onderdeel geld met een besluit."),
            code="budgets_line_original",
        )
    order = budget.lines.count() + 1 if order is None else order
    return BudgetLine.objects.create(
        budget=budget, name=name.strip(), theme=theme, original=cents(original), order=order
    )


@action("budget.source")
def add_source(
    budget: Budget, *, by: Any, kind: str, name: str, amount: Decimal, earmark: str = ""
) -> FundingSource:
    """Where money of this year comes from, and what it may be used for."""
    only_keepers(by)
    return FundingSource.objects.create(
        budget=budget, kind=kind, name=name.strip(), amount=cents(amount), earmark=earmark.strip()
    )


@action("budget.adopt")
def adopt_budget(budget: Budget, *, by: Any, decision: Decision) -> Budget:
    """Adopt a budget by a decision: from now the original amounts are frozen."""
    only_keepers(by)
    budget = _held(budget)
    if budget.status != Budget.Status.CONCEPT:
        raise Refused(_("Deze begroting is al vastgesteld."), code="budgets_budget_move")
    if not budget.lines.exists():
        raise Refused(_("Deze begroting heeft nog geen onderdelen."), code="budget_empty")
    budget.decision = standing_decision(decision)
    budget.status, budget.adopted_at = Budget.Status.ADOPTED, clock.now()
    budget.save(update_fields=["decision", "status", "adopted_at"])
    return budget


@action("budget.amend")
def amend_line(line: BudgetLine, *, by: Any, amount: Decimal, decision: Decision) -> LineAmendment:
    """Add to a line, or take from it (below zero), by decision; never below what is promised and paid."""
    only_keepers(by)
    return _amend(line, cents(amount), standing_decision(decision), by)


@action("budget.transfer")
def transfer(
    source: BudgetLine, target: BudgetLine, *, by: Any, amount: Decimal, decision: Decision
) -> tuple[LineAmendment, LineAmendment]:
    """Move euros from one line to another of the same year, by decision; the lower line id is held first."""
    only_keepers(by)
    amount = cents(amount)
    if source.pk == target.pk or source.budget_id != target.budget_id or amount <= 0:
        raise Refused(
            _("Schuif een bedrag tussen twee onderdelen van hetzelfde jaar."), code="transfer_lines"
        )
    decision, both = standing_decision(decision), uuid4()
    amounts = {source.pk: -amount, target.pk: amount}
    made = {
        line.pk: _amend(line, amounts[line.pk], decision, by, both)
        for line in sorted((source, target), key=lambda one: one.pk)
    }
    return made[source.pk], made[target.pk]


def _amend(line: BudgetLine, amount: Decimal, decision: Decision, by: Any, pair: Any = None) -> LineAmendment:
    return LineAmendment.objects.create(
        line=line, amount=amount, decision=decision, transfer=pair, by=by, at=clock.now()
    )


@action("budget.carry_over")
def carry_over(request: SpendRequest, *, by: Any, line: BudgetLine, decision: Decision) -> SpendRequest:
    """Move what is promised to a line of the next year, by decision; it is approved anew there."""
    decision = standing_decision(decision)
    reason = _("Doorgeschoven naar %(year)s met %(number)s.")
    words = reason % {"year": line.budget.year, "number": decision.number or decision.title}
    return change_request(request, by=by, line=line, reason=str(words))


@action("budget.close")
def close_year(budget: Budget, *, by: Any) -> Budget:
    """Close a year for good. What is promised was paid, cancelled or carried over first; it is named."""
    only_keepers(by)
    list(BudgetLine.objects.filter(budget=budget).order_by("pk").select_for_update(no_key=True))
    budget = _held(budget)
    if budget.status != Budget.Status.ADOPTED:
        raise Refused(_("Alleen een vastgestelde begroting gaat dicht."), code="budgets_budget_move")
    waiting = SpendRequest.objects.filter(line__budget=budget, status__in=RESERVING).order_by("pk")
    if waiting:
        text = _("Nog open: %(list)s. Schuif ze met een besluit door of trek ze in.")
        raise Refused(text % {"list": ", ".join(_named(waiting))}, code="budgets_budget_reserved")
    budget.status, budget.closed_at, budget.closed_by = Budget.Status.CLOSED, clock.now(), by
    budget.save(update_fields=["status", "closed_at", "closed_by"])
    freeze_report(budget, by=by)
    return budget


def freeze_report(budget: Budget, *, by: Any) -> YearReport:
    """Keep the report of a year that closes in this transaction, with its fingerprint."""
    with translation.override(settings.LANGUAGE_CODE):
        content = content_of(budget, clock.today())
    return YearReport.objects.create(
        budget=budget, content=content, sha256=fingerprint(content), made_at=clock.now(), made_by=by
    )


def _named(requests: Iterable[SpendRequest]) -> list[str]:
    return [request.number or request.title for request in requests]


def _held(budget: Budget) -> Budget:
    return Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
