"""Budget years: proposed line by line, adopted by a decision, closed for good with their report."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from budgets.actions.mandates import only_keepers, standing_decision
from budgets.actions.moving import required
from budgets.models import Budget, BudgetLine, PlannedYear, SpendRequest, YearReport
from budgets.money import ZERO, cents
from budgets.workflow import RESERVING
from budgets.yearly.yearbook import content_of, fingerprint
from meetings.models import Decision
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

EARLIEST, AHEAD = 2000, 5
"""The first year that may have a budget, and how many years from now the last one."""


@action("budget.open")
def open_budget(year: int, *, by: Any, priority_target: int = 70, copied: bool = False) -> Budget:
    """A proposal for the budget of a year; `priority_target` in percent of what is paid.

    `copied`: with the lines of the last year before it, at what they are agreed at now, and with what
    lines of several years expected of this one.
    """
    only_keepers(by)
    if not EARLIEST <= year <= clock.today().year + AHEAD:
        raise Refused(_("Kies een jaar, hooguit vijf jaar vooruit."), code="budget_year")
    if Budget.objects.filter(year=year).exists():
        raise Refused(_("Voor dit jaar is er al een begroting."), code="budget_exists")
    if Budget.objects.filter(year__gt=year, imported_at__isnull=False).exists():
        raise Refused(_("Dit jaar ligt voor een jaar uit de oude boeken."), code="budget_year")
    budget = Budget.objects.create(year=year, priority_target=priority_target, created_at=clock.now())
    if copied:
        _copy_lines(budget)
    return budget


def _copy_lines(budget: Budget) -> None:
    last = Budget.objects.filter(year__lt=budget.year).order_by("-year").first()
    for line in last.lines.prefetch_related("planned") if last else ():
        planned = {one.year: one.amount for one in line.planned.all()}
        if line.runs_until is not None and line.runs_until < budget.year:
            continue
        new = BudgetLine.objects.create(
            budget=budget,
            name=line.name,
            purpose=line.purpose,
            theme_id=line.theme_id,
            original=planned.get(budget.year, line.original),
            order=line.order,
            follows=line,
            runs_until=line.runs_until,
        )
        later = [
            PlannedYear(line=new, year=year, amount=a) for year, a in planned.items() if year > budget.year
        ]
        PlannedYear.objects.bulk_create(later)


@action("budget.line")
def add_line(
    budget: Budget,
    *,
    by: Any,
    name: str,
    original: Decimal = ZERO,
    theme: Any = None,
    order: int | None = None,
    purpose: str = "",
    later: Mapping[int, Decimal] | None = None,
) -> BudgetLine:
    """A line of a budget; after adoption it starts at zero and grows by amendments.

    `later`: what the line is expected to need in later years, year → euros; it then runs until the last.
    """
    only_keepers(by)
    budget = held_year(budget)
    if budget.status != Budget.Status.CONCEPT and (original or later):
        raise Refused(
            _("De begroting is vastgesteld. Geef dit onderdeel geld met een besluit."),
            code="budgets_line_original",
        )
    order = budget.lines.count() + 1 if order is None else order
    line = BudgetLine(budget=budget, order=order)
    return _filled(line, name, original, theme, purpose, later or {})


@action("budget.change_line")
def change_line(
    line: BudgetLine,
    *,
    by: Any,
    name: str,
    original: Decimal,
    theme: Any = None,
    purpose: str = "",
    later: Mapping[int, Decimal] | None = None,
) -> BudgetLine:
    """Change a line of a proposal. Of an adopted budget only the words change; its amounts are decided."""
    only_keepers(by)
    budget = held_year(line.budget)
    line = BudgetLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    line.budget = budget
    planned = {one.year: one.amount for one in line.planned.all()}
    if budget.status == Budget.Status.CLOSED:
        raise Refused(_("Dit jaar is afgesloten."), code="budgets_budget_closed")
    changed = cents(original) != line.original or (later is not None and dict(later) != planned)
    if budget.status != Budget.Status.CONCEPT and changed:
        raise Refused(
            _("De begroting is vastgesteld. Veranderen kan alleen met een besluit."),
            code="budgets_line_original",
        )
    return _filled(line, name, original, theme, purpose, later)


def _filled(
    line: BudgetLine,
    name: str,
    original: Decimal,
    theme: Any,
    purpose: str,
    later: Mapping[int, Decimal] | None,
) -> BudgetLine:
    line.name = required(name, _("Geef het onderdeel een naam."), "line_name")
    line.original, line.theme, line.purpose = cents(original), theme, purpose.strip()
    if line.original < 0:
        raise Refused(_("Een onderdeel kan niet onder nul komen."), code="budgets_line_not_negative")
    if later is not None:
        line.runs_until = max(later, default=None)
    line.save()
    if later is not None and line.budget.status == Budget.Status.CONCEPT:
        line.planned.all().delete()
        PlannedYear.objects.bulk_create(
            PlannedYear(line=line, year=year, amount=cents(amount)) for year, amount in later.items()
        )
    return line


@action("budget.drop_line")
def drop_line(line: BudgetLine, *, by: Any) -> None:
    """Take a line out of a proposal."""
    only_keepers(by)
    budget = held_year(line.budget)
    if budget.status != Budget.Status.CONCEPT:
        raise Refused(
            _("De begroting is vastgesteld. Veranderen kan alleen met een besluit."),
            code="budgets_line_original",
        )
    if SpendRequest.objects.filter(line=line).exists() or budget.sources.filter(only_line=line).exists():
        raise Refused(_("Bij dit onderdeel hoort al een aanvraag of een geldbron."), code="line_used")
    line.delete()


@action("budget.target")
def set_target(budget: Budget, *, by: Any, priority_target: int) -> Budget:
    """How much of every euro should go to priorities, in percent; fixed when the budget is adopted."""
    only_keepers(by)
    budget = held_year(budget)
    if budget.status != Budget.Status.CONCEPT:
        raise Refused(_("De begroting is vastgesteld."), code="budgets_budget_move")
    budget.priority_target = priority_target
    budget.save(update_fields=["priority_target"])
    return budget


@action("budget.adopt")
def adopt_budget(budget: Budget, *, by: Any, decision: Decision) -> Budget:
    """Adopt a budget by a decision: from now the original amounts are frozen."""
    only_keepers(by)
    budget = held_year(budget)
    if budget.status != Budget.Status.CONCEPT:
        raise Refused(_("Deze begroting is al vastgesteld."), code="budgets_budget_move")
    if not budget.lines.exists():
        raise Refused(_("Deze begroting heeft nog geen onderdelen."), code="budget_empty")
    budget.decision = standing_decision(decision)
    budget.status, budget.adopted_at = Budget.Status.ADOPTED, clock.now()
    budget.save(update_fields=["decision", "status", "adopted_at"])
    return budget


@action("budget.close")
def close_year(budget: Budget, *, by: Any) -> Budget:
    """Close a year for good. What is promised was paid, cancelled or carried over first; it is named."""
    only_keepers(by)
    list(BudgetLine.objects.filter(budget=budget).order_by("pk").select_for_update(no_key=True))
    budget = held_year(budget)
    if budget.status != Budget.Status.ADOPTED:
        raise Refused(_("Alleen een vastgestelde begroting gaat dicht."), code="budgets_budget_move")
    waiting = reservations(budget)
    if waiting:
        text = _("Nog open: %(list)s. Schuif ze met een besluit door of trek ze in.")
        raise Refused(text % {"list": ", ".join(_named(waiting))}, code="budgets_budget_reserved")
    budget.status, budget.closed_at, budget.closed_by = Budget.Status.CLOSED, clock.now(), by
    budget.save(update_fields=["status", "closed_at", "closed_by"])
    freeze_report(budget, by=by)
    return budget


def reservations(budget: Budget) -> Any:
    """The requests that hold money of a year, oldest first: each is paid, carried over or cancelled."""
    return SpendRequest.objects.filter(line__budget=budget, status__in=RESERVING).order_by("pk")


def freeze_report(budget: Budget, *, by: Any) -> YearReport:
    """Keep the report of a year that closes in this transaction, with its fingerprint."""
    with translation.override(settings.LANGUAGE_CODE):
        content = content_of(budget, clock.today())
    return YearReport.objects.create(
        budget=budget, content=content, sha256=fingerprint(content), made_at=clock.now(), made_by=by
    )


def _named(requests: Iterable[SpendRequest]) -> list[str]:
    return [request.number or request.title for request in requests]


def held_year(budget: Budget) -> Budget:
    """The year as it is now, held until the action ends."""
    return Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
