"""The treasurer's desk of budget years: all of them, one of them, and what others spent in the wijk."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budgets.actions import open_budget, reservations, write_others
from budgets.forms.years import OpenYearForm, OthersForm, first_year
from budgets.models import (
    Budget,
    BudgetLine,
    FundApplication,
    FundingSource,
    Gift,
    LineAmendment,
    OthersMoney,
    SpendRequest,
)
from budgets.money import ZERO
from budgets.permissions import can_keep_year
from budgets.querysets import BOOKS
from budgets.views.reading import log_spend_readings
from budgets.views.year_steps import DESK, KEEPERS
from budgets.yearly.overview import manyyears
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.roles import roles_of
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


@open_to(*DESK)
def years(request: PersonRequest) -> HttpResponse:
    """/werk/geld/jaar/: every year with its stand, and a proposal for the next."""
    may = can_keep_year(request.user)
    form = OpenYearForm(request.POST or None, initial={"year": first_year(), "copied": True})
    refusal = None
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid():
            try:
                budget = open_budget(
                    form.cleaned_data["year"], by=request.user, copied=form.cleaned_data["copied"]
                )
            except Refused as refused:
                refusal = refused
            else:
                flash.success(request, _("Er is een voorstel voor %(year)s.") % {"year": budget.year})
                return redirect("budgets:year_desk", budget.year)
    rows = Budget.objects.visible_to(request.user).prefetch_related("lines", "sources").order_by("-year")
    context = {"years": [(one, _sums(one)) for one in rows], "form": form, "may": may, "refusal": refusal}
    return render(request, "budgets/years.html", context, status=409 if refusal else 200)


def _sums(budget: Budget) -> dict[str, Any]:
    """The lines of a year together, and its sources, in euros."""
    lines = list(budget.lines.all())
    names = ("original", "amended", "reserved", "paid", "available")
    sums = {name: sum((getattr(line, name) for line in lines), ZERO) for name in names}
    return sums | {"sources": sum((one.amount for one in budget.sources.all()), ZERO)}


@open_to(*DESK)
def year_desk(request: PersonRequest, year: int) -> HttpResponse:
    """/werk/geld/jaar/<year>/: lines, sources, changes, gifts, funds, and what still holds the year open."""
    found = Budget.objects.visible_to(request.user).select_related("decision", "closed_by", "report")
    lines = BudgetLine.objects.select_related("theme")
    sources = FundingSource.objects.select_related("only_line__budget", "only_theme")
    budget = get_object_or_404(
        found.prefetch_related(Prefetch("lines", lines), Prefetch("sources", sources)), year=year
    )
    waiting, hidden = _waiting(budget, request.user)
    sums = _sums(budget)
    context = {
        "budget": budget,
        "lines": list(budget.lines.all()),
        "sums": sums,
        "short": sums["amended"] - sums["sources"],
        "sources": budget.sources.all(),
        "changes": LineAmendment.objects.filter(line__budget=budget).select_related("line", "decision", "by"),
        "many": manyyears(budget, budget.lines.all()),
        "gifts": Gift.objects.filter(source__budget=budget).select_related(
            "known_to", "also_known_to", "decision"
        ),
        "funds": FundApplication.objects.filter(budget=budget),
        "waiting": waiting,
        "hidden": hidden,
        "may": can_keep_year(request.user),
        "today": clock.today(),
    }
    return render(request, "budgets/year_desk.html", context)


def _waiting(budget: Budget, user: Any) -> tuple[list[SpendRequest], int]:
    """The reservations of an open year that this person may read, and how many more there are."""
    if budget.status != Budget.Status.ADOPTED:
        return [], 0
    held = SpendRequest.objects.visible_to(user).filter(pk__in=reservations(budget)).for_list()
    waiting = list(held.order_by("pk"))
    log_spend_readings(waiting, user)
    every = len(waiting) if roles_of(user) & BOOKS else reservations(budget).count()
    return waiting, every - len(waiting)


@open_to(*DESK)
def others_desk(request: PersonRequest) -> HttpResponse:
    """/werk/geld/anderen/: what others spent in the wijk."""
    context = {"rows": OthersMoney.objects.all(), "may": can_keep_year(request.user)}
    return render(request, "budgets/others_desk.html", context)


@open_to(*KEEPERS)
def others_form(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """/werk/geld/anderen/nieuw/ and /werk/geld/anderen/<row>/: one row, with its source."""
    row = get_object_or_404(OthersMoney, pk=pk) if pk else None
    names = list(OthersForm.base_fields)
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = OthersForm(request.POST or None, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            write_others(row, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refusal = refused
        else:
            flash.success(request, _("Bewaard. Het staat op de site."))
            return redirect("budgets:others_desk")
    context = {"form": form, "row": row, "refusal": refusal}
    return render(request, "budgets/others_form.html", context, status=422 if form.errors else 200)
