"""/werk/geld/bank/: what the bank says beside what the books say, until nothing is left open."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from budgets.actions import add_account, end_account, match_entry
from budgets.banking.open_ends import (
    asked_about,
    bank_match,
    gaps,
    open_bookings,
    open_entries,
    rows_of_bank_match,
)
from budgets.banking.proposing import proposals
from budgets.banking.returning import returned_payments
from budgets.forms import bank as ours
from budgets.models import BankAccount, BankEntry, Booking
from budgets.permissions import can_keep_books
from budgets.views.bank_words import EntryRow, reasons_of
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.paginator import Slice, asked, leaf

BOOKS = ("treasurer", "auditor")
SIZE = 25


@open_to(*BOOKS)
@never_cache
def overview(request: PersonRequest) -> HttpResponse:
    """Open entries with their proposals, open bookings, K16 of this year. POST: the ticked proposals hold."""
    refusal = None
    if request.method == "POST":
        try:
            _confirm(request)
            return redirect("budgets:bank")
        except Refused as refused:
            refusal = refused
    part = asked(request, SIZE)
    page = leaf(request, part, _slice(part), lambda one: (one.booked_on, one.pk))
    entries = list(page.rows)
    bookings = open_bookings()
    found, back = proposals(entries), returned_payments(entries)
    questions = asked_about(entries)
    today = clock.today()
    context: dict[str, Any] = {
        "page": page,
        "rows": [
            EntryRow(one, found.get(one.pk, []), questions.get(one.pk), today, back.get(one.pk, []))
            for one in entries
        ],
        "open_count": open_entries().count(),
        "bookings": list(bookings[:SIZE]),
        "booking_count": bookings.count(),
        "match": bank_match(date(today.year, 1, 1), date(today.year + 1, 1, 1)),
        "year": today.year,
        "gaps": gaps(),
        "books": can_keep_books(request.user),
        "may_confirm": bool(found),
        "refusal": refusal,
    }
    return render(request, "budgets/bank.html", context, status=409 if refusal else 200)


def _slice(part: Slice) -> list[BankEntry]:
    """Oldest first after the key, or the nearest ones before it."""
    entries = open_entries()
    if part.before is not None:
        on, key = part.before
        older = entries.filter(Q(booked_on__lt=on) | Q(booked_on=on, pk__lt=key))
        return list(older.order_by("-booked_on", "-id")[: part.limit])
    if part.after is not None:
        on, key = part.after
        entries = entries.filter(Q(booked_on__gt=on) | Q(booked_on=on, pk__gt=key))
    return list(entries[: part.limit])


def _confirm(request: PersonRequest) -> None:
    """All ticked proposals, or none of them."""
    ticked = request.POST.getlist("voorstel")
    if not ticked:
        raise Refused(_("Vink eerst aan welke voorstellen kloppen."), code="match_nothing")
    with transaction.atomic():
        for one in ticked:
            entry, parts, score, why = proposal_of(one)
            match_entry(entry, by=request.user, parts=parts, score=score, why=why)
    done = len(ticked)
    words = ngettext("%(n)s bankregel is gekoppeld.", "%(n)s bankregels zijn gekoppeld.", done)
    flash.success(request, words % {"n": done})


def proposal_of(
    value: str,
) -> tuple[BankEntry, list[tuple[Booking, Decimal]], int, list[str]]:
    """What a ticked proposal says, judged anew; Refused when it is damaged or what it names is gone."""
    try:
        entry_pk, together, score, why = value.split("|")
        amounts = {int(one.split(":")[0]): Decimal(one.split(":")[1]) for one in together.split("+")}
        entry = BankEntry.objects.get(pk=int(entry_pk))
        bookings = Booking.objects.in_bulk(list(amounts))
        parts = [(bookings[pk], amount) for pk, amount in amounts.items()]
        known = [one for one in why.split() if one in reasons_of()]
        return entry, parts, min(100, int(score)), known
    except (ValueError, ArithmeticError, IndexError, KeyError, BankEntry.DoesNotExist):
        raise Refused(_("Dit voorstel is er niet meer. Kijk opnieuw."), code="proposal_gone") from None


@open_to(*BOOKS)
@never_cache
def found(request: PersonRequest, year: int) -> HttpResponse:
    """/werk/geld/bank/gevonden/<jaar>/: K16 with its rows."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    rows = list(rows_of_bank_match(start, end)[:500])
    context = {"year": year, "match": bank_match(start, end), "rows": rows, "today": clock.today()}
    return render(request, "budgets/bank_found.html", context)


@open_to(*BOOKS)
@never_cache
def accounts(request: PersonRequest) -> HttpResponse:
    """/werk/geld/bank/rekeningen/: the own accounts; only their statements are read in."""
    posted = request.POST if request.method == "POST" else None
    form, ending = ours.AccountForm(), ours.EndForm(prefix="eind")
    refusal = None
    if posted is not None:
        if not can_keep_books(request.user):
            raise PermissionDenied
        ended = posted.get("rekening", "")
        form = ours.AccountForm(None if ended else posted)
        ending = ours.EndForm(posted if ended else None, prefix="eind")
        try:
            if _kept(request, form, ending, ended):
                return redirect("budgets:bank_accounts")
        except Refused as refused:
            refusal = refused
    context = {
        "rows": BankAccount.objects.select_related("added_by"),
        "form": form,
        "ending": ending,
        "refusal": refusal,
        "books": can_keep_books(request.user),
        "today": clock.today(),
    }
    return render(request, "budgets/bank_accounts.html", context, status=409 if refusal else 200)


def _kept(request: PersonRequest, form: Any, ending: Any, ended: str) -> bool:
    if ended and ending.is_valid():
        account = get_object_or_404(BankAccount, pk=int(ended) if ended.isdigit() else 0)
        end_account(account, by=request.user, until=ending.cleaned_data["until"])
        flash.success(request, _("De rekening is afgesloten. Haar regels blijven staan."))
        return True
    if not ended and form.is_valid():
        add_account(by=request.user, **form.cleaned_data)
        flash.success(request, _("De rekening staat erbij. Lees nu een afschrift in."))
        return True
    return False
