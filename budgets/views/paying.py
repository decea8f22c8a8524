"""Paying: choosing what goes to the bank, the file and its equal by hand, and booking what the bank paid."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from budgets import actions, facts
from budgets.actions.orders import is_stale, own_accounts, stale_items, stale_words, waiting_orders
from budgets.banking import sepa
from budgets.forms import BookForm, OrderForm, ReasonForm
from budgets.models import Booking, PaymentItem, PaymentOrder, SpendShare
from budgets.permissions import can_keep_books
from budgets.views.reading import log_spend_readings
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.workdays import next_bank_day
from wijkraad.ui.filters import day

SHOWN = 20
"""How many earlier orders the page of paying lists."""


@open_to("treasurer")
@never_cache
def to_pay(request: HttpRequest) -> HttpResponse:
    """/werk/geld/betalen/: choose what goes to the bank together; making an order books nothing."""
    rows = list(facts.to_pay(request.user))
    log_spend_readings(rows, request.user)
    taken = waiting_orders(rows)
    form = OrderForm(
        request.POST or None,
        requests=[one for one in rows if one.pk not in taken and one.payee_iban],
        accounts=own_accounts(),
        initial={"execute_on": next_bank_day(clock.today())},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_order(by=request.user, **form.words())
        except Refused as refused:
            refusal = refused
        else:
            _say_moved(request, form.cleaned_data["execute_on"], made.execute_on)
            return redirect("budgets:order", made.uuid)
    context = {
        "form": form,
        "rows": rows,
        "taken": taken,
        "refusal": refusal,
        "account": own_accounts().first(),
        "orders": PaymentOrder.objects.order_by("-id")[:SHOWN],
    }
    return render(request, "budgets/to_pay.html", context, status=409 if refusal else 200)


def _say_moved(request: HttpRequest, asked: date, found: date) -> None:
    if asked != found:
        text = _("Op %(asked)s werken banken niet. De betaling gaat op %(found)s.")
        flash.info(request, text % {"asked": day(asked), "found": day(found)})


@open_to("treasurer", "auditor")
@never_cache
def order(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """/werk/geld/betaalopdracht/<uuid>/: the file, the same by hand, and what the bank paid."""
    return _page(request, _order(uuid))


FORGOTTEN = _("De namen en rekeningen zijn gewist: de bewaartermijn van dat jaar is voorbij.")


@open_to("treasurer")
@never_cache
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The file for the bank's own portal (pain.001.001.09); refused when a request changed since."""
    found = _order(uuid)
    if found.status == PaymentOrder.Status.DROPPED:
        raise Http404
    if any(item.is_forgotten for item in found.items.all()):
        return _page(request, found, refusal=Refused(FORGOTTEN, code="order_forgotten"))
    if lost := stale_items(found):
        return _page(request, found, refusal=Refused(stale_words(lost), code="order_stale"))
    answer = HttpResponse(sepa.pain001(_batch(found)), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.xml"'
    return answer


@open_to("treasurer")
@require_POST
def act(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """One step with an order: taken to the bank, booked, or dropped."""
    found = _order(uuid)
    if step not in STEPS:
        raise Http404
    items = _items(found)
    booked = _booked(items)
    waiting = [one for one in items if one.booking_key not in booked]
    form = _form(step, found, request.user, waiting, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, found, sent={step: form}, status=422)
    try:
        done = STEPS[step](found, request.user, form.cleaned_data if form else {})
    except Refused as refusal:
        sent = {step: form} if form else {}
        return _page(request, _order(uuid), refusal=refusal, sent=sent, status=409)
    flash.success(request, done)
    return redirect("budgets:order", uuid)


def _send(order: PaymentOrder, by: Any, _data: dict[str, Any]) -> str:
    actions.mark_sent(order, by=by)
    return _("Genoteerd. Geboekt is er nog niets: dat doet u als de bank heeft betaald.")


def _drop(order: PaymentOrder, by: Any, data: dict[str, Any]) -> str:
    actions.drop_order(order, by=by, reason=data["reason"])
    return _("De betaalopdracht is vervallen.")


def _book(order: PaymentOrder, by: Any, data: dict[str, Any]) -> str:
    """All chosen payments, or none: the first that is refused says why, and the choice stays on the page."""
    with transaction.atomic():
        for item in data["items"]:
            actions.book_item(item, by=by, paid_on=data["paid_on"], second_signature=data["second_signature"])
    return _("Geboekt: %(count)s.") % {"count": len(data["items"])}


STEPS = {"naar-de-bank": _send, "vervallen": _drop, "boeken": _book}


def _order(uuid: UUID) -> PaymentOrder:
    return get_object_or_404(
        PaymentOrder.objects.select_related("made_by", "sent_by", "dropped_by"), uuid=uuid
    )


def _form(step: str, order: PaymentOrder, user: Any, items: list[PaymentItem], data: Any = None) -> Any:
    """The form of a step; `items` are the payments that were not booked yet."""
    if step == "vervallen":
        return ReasonForm(data, prefix=step)
    if step == "boeken":
        start = {"paid_on": min(order.execute_on, clock.today())}
        return BookForm(data, prefix=step, items=items, user=user, initial=start)
    return None


def _items(order: PaymentOrder) -> list[PaymentItem]:
    shares = Prefetch("request__shares", SpendShare.objects.select_related("issue__theme"))
    return list(order.items.select_related("request__line").prefetch_related(shares).order_by("id"))


def _booked(items: list[PaymentItem]) -> dict[str, Booking]:
    keys = [item.booking_key for item in items]
    return {one.key: one for one in Booking.objects.filter(key__in=keys)}


def _is_odd(name: str) -> bool:
    """Whether the file must write this name in other letters than the bank account has."""
    return sepa.sepa_text(name, sepa.NAME) != name


def _batch(order: PaymentOrder) -> sepa.Batch:
    return sepa.Batch(
        reference=order.reference,
        made_at=order.made_at.astimezone(clock.AMSTERDAM),
        execute_on=order.execute_on,
        name=order.debtor_name,
        iban=order.debtor_iban,
        transfers=tuple(
            sepa.Transfer(one.end_to_end, one.amount, one.creditor_name, one.creditor_iban, one.remittance)
            for one in order.items.order_by("id")
        ),
    )


def _page(
    request: HttpRequest,
    order: PaymentOrder,
    *,
    refusal: Refused | None = None,
    sent: dict[str, Any] | None = None,
    status: int = 0,
) -> HttpResponse:
    items = _items(order)
    booked = _booked(items)
    waiting = [one for one in items if one.booking_key not in booked]
    log_spend_readings([item.request for item in items], request.user)
    user, given = request.user, sent or {}
    steps = ("vervallen", "boeken")
    forms = {step: given.get(step) or _form(step, order, user, waiting) for step in steps}
    context = {
        "order": order,
        "rows": [(one, booked.get(one.booking_key), one in waiting and is_stale(one)) for one in items],
        "total": sum((item.amount for item in items), start=0),
        "odd_names": [one for one in items if _is_odd(one.creditor_name)],
        "unbooked": len(waiting),
        "forgotten": FORGOTTEN if any(one.is_forgotten for one in items) else "",
        "forms": forms,
        "pays": can_keep_books(user),
        "sent": given,
        "refusal": refusal,
    }
    return render(request, "budgets/order.html", context, status=status or (409 if refusal else 200))
