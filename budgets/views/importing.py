"""Years from before the portal, read from a list: first what is in it, then all of it or nothing."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budgets.actions.importing import drop_books, keep_books, take_in_books
from budgets.forms.years import OldBooksForm
from budgets.models import OldBooks
from budgets.views.year_steps import KEEPERS
from budgets.yearly.old_books import COLUMNS, NEEDED
from issues.importing.sheets import LARGEST
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

SAMPLE = 8


@open_to(*KEEPERS)
def old_books(request: PersonRequest) -> HttpResponse:
    """/werk/geld/inlezen/: send a file, and what was sent before."""
    form = OldBooksForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            books = keep_books(by=request.user, name=file.name or "", content=file.read(LARGEST + 1))
        except Refused as refused:
            refusal = refused
        else:
            return redirect("budgets:old_books_file", books.uuid)
    context: dict[str, Any] = {"form": form, "refusal": refusal, "columns": COLUMNS, "needed": NEEDED}
    context["earlier"] = OldBooks.objects.select_related("by")[:20]
    return render(request, "budgets/old_books.html", context, status=409 if refusal else 200)


@open_to(*KEEPERS)
def old_books_file(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """/werk/geld/inlezen/<uuid>/: the faults, or what would come in and the button."""
    books = get_object_or_404(OldBooks, uuid=uuid)
    refusal = None
    wish = {"inlezen": take_in_books, "weg": drop_books}.get(request.POST.get("doe", ""))
    if wish is not None:
        try:
            wish(books, by=request.user)
        except Refused as refused:
            refusal = refused
        else:
            flash.success(request, _("Ingelezen.") if wish is take_in_books else _("Weggegooid."))
            return redirect("budgets:old_books_file", uuid)
    years: dict[int, int] = {}
    for row in books.rows:
        years[row["year"]] = years.get(row["year"], 0) + 1
    context = {
        "books": books,
        "sample": [_shown(row) for row in books.rows[:SAMPLE]],
        "years": sorted(years.items()),
        "refusal": refusal,
    }
    return render(request, "budgets/old_books_file.html", context, status=409 if refusal else 200)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it was understood, its amounts and its day as such."""
    sums = {name: Decimal(row[name]) if row.get(name) else None for name in ("original", "amount")}
    return row | sums | {"paid_on": date.fromisoformat(row["paid_on"]) if row.get("paid_on") else None}
