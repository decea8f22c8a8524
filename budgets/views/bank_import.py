"""/werk/geld/bank/inlezen/: a file of the bank, judged first, taken in after a yes: all of it or nothing."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from budgets.actions import (
    begin_bank_import,
    check_bank_file,
    drop_bank_file,
    keep_bank_file,
    take_in_bank,
)
from budgets.forms.bank import BankFileForm
from budgets.models import BankAccount, BankImport
from budgets.permissions import can_keep_books
from budgets.tasks import check_bank_import, read_bank_import
from budgets.views.bank import BOOKS
from issues.importing.progress import done_of
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import number

AT_ONCE = 256 * 1024
"""Bytes of a file that is judged while its sender waits; the worker does larger ones."""
SHOWN = 20


@open_to(*BOOKS)
@never_cache
def imports(request: PersonRequest) -> HttpResponse:
    """Send a file; what was sent before."""
    posted = request.method == "POST"
    if posted and not can_keep_books(request.user):
        raise PermissionDenied
    form = BankFileForm(request.POST, request.FILES) if posted else BankFileForm()
    refusal = None
    if posted and form.is_valid():
        data = form.cleaned_data
        file = data["file"]
        try:
            batch = keep_bank_file(
                by=request.user,
                name=file.name,
                content=file.read(),
                opening=data["opening"],
                closing=data["closing"],
            )
        except Refused as refused:
            refusal = refused
        else:
            if file.size <= AT_ONCE:
                check_bank_file(batch)
            else:
                check_bank_import.defer(batch=batch.pk)
            return redirect("budgets:bank_import", batch.uuid)
    context = {
        "form": form,
        "refusal": refusal,
        "books": can_keep_books(request.user),
        "accounts": BankAccount.objects.all(),
        "earlier": BankImport.objects.select_related("by").defer("content", "faults", "found")[:SHOWN],
    }
    return render(request, "budgets/bank_imports.html", context, status=409 if refusal else 200)


@open_to(*BOOKS)
@never_cache
def import_file(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """One file: how far it is, what is wrong, what it would add; the buttons."""
    rows = BankImport.objects.select_related("by").defer("content")
    batch = get_object_or_404(rows.annotate(bytes=Length("content")), uuid=uuid)
    refusal = None
    if request.method == "POST":
        if not can_keep_books(request.user):
            raise PermissionDenied
        try:
            _act(request, batch)
            return redirect("budgets:bank_import", batch.uuid)
        except Refused as refused:
            refusal = refused
            batch.refresh_from_db()
    done = done_of(f"bank {batch.pk}") if batch.is_busy else None
    context: dict[str, Any] = {
        "batch": batch,
        "refusal": refusal,
        "done": done,
        "found": [_shown(row) for row in batch.found],
        "books": can_keep_books(request.user),
        "statements": batch.statements.select_related("account") if batch.state == "done" else [],
    }
    return render(request, "budgets/bank_import.html", context, status=409 if refusal else 200)


def _shown(row: list[Any]) -> list[Any]:
    """A statement of the preview with its days and amounts as such."""
    account, number, first, last, opening, closing, lines, fresh = row
    days = [date.fromisoformat(one) for one in (first, last)]
    return [account, number, *days, Decimal(opening), Decimal(closing), lines, fresh]


def _act(request: PersonRequest, batch: Any) -> None:
    doing = request.POST.get("doe", "")
    if doing == "inlezen":
        begun = begin_bank_import(batch, by=request.user)
        if batch.bytes > AT_ONCE:
            read_bank_import.defer(batch=begun.pk)
        elif (done := take_in_bank(begun, by=request.user)).state == BankImport.State.DONE:
            words = ngettext("%(n)s bankregel is ingelezen.", "%(n)s bankregels zijn ingelezen.", done.added)
            flash.success(request, words % {"n": number(done.added)})
    elif doing == "weg":
        drop_bank_file(batch, by=request.user)
        flash.success(request, _("Het bestand is weg. Er is niets ingelezen."))
