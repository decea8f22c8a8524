"""/werk/geld/bank/regel/<id>/gift/: what came in is a gift; it goes into the register under its rules."""

from typing import Any

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from budgets.actions import gift_entry, record_entry_gift
from budgets.banking.open_ends import unmatched_gifts
from budgets.banking.proposing import left
from budgets.forms.bank import BankGiftForm
from budgets.models import BankEntry, Budget, Gift
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused


@open_to("treasurer")
@never_cache
def gift(request: PersonRequest, pk: int) -> HttpResponse:
    """The gift of an entry: one that is in the register already, or a new one."""
    entry = get_object_or_404(BankEntry.objects.select_related("words", "sum", "account"), pk=pk)
    budget = Budget.objects.open().filter(year=entry.booked_on.year).first()
    if entry.amount < 0 or not left(entry):
        raise Http404
    known = unmatched_gifts(left(entry))
    form, refusal, status = _form(request, entry, budget), None, 200
    if request.method == "POST":
        status = 422
        try:
            if _kept(request, entry, form, known):
                flash.success(request, _("De gift staat in het register, bij deze bankregel."))
                return redirect("budgets:bank_entry", entry.pk)
        except Refused as refused:
            refusal, status = refused, 409
    words = {"entry": entry, "budget": budget, "known": known, "form": form, "refusal": refusal}
    return render(request, "budgets/bank_gift.html", words | {"left": left(entry)}, status=status)


def _form(request: PersonRequest, entry: BankEntry, budget: Budget | None) -> BankGiftForm | None:
    """The form of a new gift; None when the year of the entry takes none."""
    if budget is None:
        return None
    words = getattr(entry, "words", None)
    start = {"giver": words.name[:120] if words else "", "giver_kind": Gift.Giver.PERSON}
    fresh = request.method == "POST" and not request.POST.get("gift")
    return BankGiftForm(request.POST if fresh else None, budget=budget, user=request.user, initial=start)


def _kept(request: PersonRequest, entry: BankEntry, form: BankGiftForm | None, known: list[Gift]) -> bool:
    chosen: Any = request.POST.get("gift", "")
    if chosen:
        found = next((one for one in known if str(one.pk) == chosen), None)
        if found is None:
            raise Http404
        gift_entry(entry, by=request.user, gift=found)
        return True
    if form is None or not form.is_valid():
        return False
    record_entry_gift(entry, by=request.user, **form.cleaned_data)
    return True
