"""/werk/geld/bank/regel/<id>/: one entry of the bank, what was said of it, and what it can be."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from budgets.actions import (
    ask_about,
    book_entry,
    explain_entry,
    match_entry,
    refund_entry,
    return_entry,
    undo_part,
)
from budgets.answers import open_lines
from budgets.banking.open_ends import asked_about, nearest_bookings
from budgets.banking.proposing import left, proposals
from budgets.banking.returning import returned_payments
from budgets.forms import bank as ours
from budgets.models import BankEntry, BankPart, Booking
from budgets.money import UnclearAmount, parse_amount
from budgets.permissions import can_keep_books
from budgets.views.bank import BOOKS, proposal_of
from budgets.views.bank_words import EntryRow, said
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

NEAREST = 40
"""Bookings offered for dividing by hand, the nearest in time first."""
Forms = dict[str, forms.Form]


@open_to(*BOOKS)
@never_cache
def entry(request: PersonRequest, pk: int) -> HttpResponse:
    """The entry with its forms; POST does one of them (`doe`)."""
    found = get_object_or_404(BankEntry.objects.select_related("words", "sum", "account", "statement"), pk=pk)
    doing = request.POST.get("doe", "") if request.method == "POST" else ""
    sent = _forms(request, found, doing)
    refusal, status = None, 200
    if doing:
        if not can_keep_books(request.user):
            raise PermissionDenied
        if doing not in DOINGS:
            raise Http404
        form = sent.get(doing)
        if form is None or form.is_valid():
            try:
                flash.success(request, DOINGS[doing](request, found, form))
                return redirect("budgets:bank_entry", found.pk)
            except Refused as refused:
                refusal, status = refused, 409
        else:
            status = 422
    return render(request, "budgets/bank_entry.html", _context(request, found, sent, refusal), status=status)


def _forms(request: PersonRequest, found: BankEntry, doing: str) -> Forms:
    """The forms that this entry can take, the one that was sent with its words."""
    user, out, people = request.user, found.amount < 0, holders(*COUNCIL)

    def sent(name: str) -> Any:
        return request.POST if doing == name else None

    made: Forms = {
        "uitleg": ours.ExplainForm(sent("uitleg"), prefix="uitleg", out=out),
        "vraag": ours.AskForm(sent("vraag"), prefix="vraag", user=user, people=people),
    }
    if out:
        made["betaling"] = ours.PaymentForm(sent("betaling"), prefix="betaling", user=user, people=people)
    else:
        made["terug"] = ours.MoneyBackForm(sent("terug"), prefix="terug", user=user)
    if doing == "los":
        made["los"] = ours.UndoForm(request.POST, prefix="los")
    return made


def _match(request: PersonRequest, found: BankEntry, _form: Any) -> str:
    entry, parts, score, why = proposal_of(request.POST.get("voorstel", ""))
    if entry.pk != found.pk:
        raise Http404
    match_entry(entry, by=request.user, parts=parts, score=score, why=why)
    return _("De bankregel is gekoppeld.")


def _divide(request: PersonRequest, found: BankEntry, _form: Any) -> str:
    """The amounts that were written beside bookings."""
    amounts: dict[int, Decimal] = {}
    for name, text in request.POST.items():
        if not name.startswith("boeking-") or not str(text).strip() or not name[8:].isdigit():
            continue
        try:
            amounts[int(name[8:])] = parse_amount(str(text))
        except UnclearAmount as error:
            raise Refused(str(error), code="amount_unclear") from None
    bookings = Booking.objects.in_bulk(list(amounts))
    if len(bookings) != len(amounts):
        raise Http404
    match_entry(found, by=request.user, parts=[(bookings[pk], amount) for pk, amount in amounts.items()])
    return _("De bankregel is verdeeld.")


def _explain(request: PersonRequest, found: BankEntry, form: Any) -> str:
    explain_entry(found, by=request.user, **form.cleaned_data)
    return _("Opgeschreven wat deze bankregel is.")


def _ask(request: PersonRequest, found: BankEntry, form: Any) -> str:
    ask_about(found, by=request.user, **form.cleaned_data)
    return _("Opgeschreven wie dit uitzoekt.")


def _pay(request: PersonRequest, found: BankEntry, form: Any) -> str:
    book_entry(found, by=request.user, **form.cleaned_data)
    return _("De betaling is geboekt en gekoppeld.")


def _back(request: PersonRequest, found: BankEntry, form: Any) -> str:
    refund_entry(found, by=request.user, **form.cleaned_data)
    return _("Het geld terug is geboekt en gekoppeld.")


def _undo(request: PersonRequest, found: BankEntry, form: Any) -> str:
    key = request.POST.get("deel", "")
    part = get_object_or_404(BankPart, pk=int(key) if key.isdigit() else 0, entry=found)
    undo_part(part, by=request.user, **form.cleaned_data)
    return _("Losgemaakt. De bankregel staat weer open.")


def _returned(request: PersonRequest, found: BankEntry, _form: Any) -> str:
    key = request.POST.get("boeking", "")
    booking = get_object_or_404(Booking.objects.filter(kind="payment"), pk=int(key) if key.isdigit() else 0)
    chosen = request.POST.get("onderdeel", "")
    line = open_lines().filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    return_entry(found, by=request.user, booking=booking, line=line)
    return _("De betaling is teruggedraaid en gekoppeld. Betaal haar opnieuw als de gegevens kloppen.")


DOINGS: dict[str, Callable[[PersonRequest, BankEntry, Any], str]] = {
    "koppel": _match,
    "verdeel": _divide,
    "uitleg": _explain,
    "vraag": _ask,
    "betaling": _pay,
    "terug": _back,
    "retour": _returned,
    "los": _undo,
}


def _context(request: PersonRequest, found: BankEntry, sent: Forms, refusal: Any) -> dict[str, Any]:
    parts = list(
        found.parts.select_related("booking__request", "by", "undone__by", "gift__source__budget").order_by(
            "id"
        )
    )
    still, near = left(found), []
    row = EntryRow(found, [], None, clock.today())
    if still:
        made = proposals([found]).get(found.pk, [])
        back = returned_payments([found]).get(found.pk, [])
        row = EntryRow(found, made, asked_about([found]).get(found.pk), clock.today(), back)
        near = nearest_bookings(found, NEAREST)
    typed = {name: text for name, text in request.POST.items() if name.startswith("boeking-")}
    return {
        "entry": found,
        "row": row,
        "parts": [(one, said(one.why.split())) for one in parts],
        "near": [(one, left(one), typed.get(f"boeking-{one.pk}", "")) for one in near],
        "forms": sent,
        "lines": list(open_lines()) if any(one.year_closed for one in row.returned) else [],
        "books": can_keep_books(request.user),
        "refusal": refusal,
        "undoing": ours.UndoForm(prefix="los"),
    }
