"""Payment orders: chosen by the treasurer, taken to the bank, and booked when the bank has paid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from localflavor.generic.validators import IBANValidator

from budgets.actions.moving import locked, required
from budgets.actions.payments import only_books, pay_request
from budgets.banking.sepa import NAME, WORDS, sepa_text
from budgets.models import BOOKING_KEY, BankAccount, Booking, PaymentItem, PaymentOrder, SpendRequest
from budgets.workflow import FROZEN, PAYABLE
from wijkraad.people.models import User
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.terms.workdays import next_bank_day
from wijkraad.trail.acting import action

BOOKED = Exists(Booking.objects.filter(key=Concat(Value(BOOKING_KEY), OuterRef("end_to_end"))))
"""Payments of an order that were booked: their key says so (PaymentItem.booking_key)."""
LIVE = (PaymentOrder.Status.MADE, PaymentOrder.Status.SENT)
Chosen = Sequence[tuple[SpendRequest, str]]
"""Requests, each with the words that the payee reads on the bank statement."""


@action("order.make")
def make_order(
    chosen: Chosen, *, by: Any, execute_on: date, account: BankAccount | None = None
) -> PaymentOrder:
    """A payment order of what is left of each request, to be executed on an Amsterdam date.

    A day on which banks move no money (weekend, closing day of TARGET) becomes the first one after it.
    `account` is the council's own account that pays (default: the first open one). Nothing is booked.
    Refused, all of it, when one of them is not approved, has no IBAN, is frozen, or waits in another order.
    """
    only_books(by)
    account = account or own_accounts().first()
    if account is None:
        raise Refused(_("De rekening van de wijkraad is nog niet bekend."), code="order_account")
    if not chosen:
        raise Refused(_("Kies minstens één uitgave."), code="order_empty")
    if execute_on < clock.today():
        raise Refused(_("Deze datum is al voorbij."), code="order_past")
    year = clock.today().year
    order = PaymentOrder.objects.create(
        reference=f"BO{year}-{numbers.draw('payment_order', year):03d}",
        execute_on=next_bank_day(execute_on),
        debtor_name=account.name,
        debtor_iban=account.iban,
        made_by=by,
        made_at=clock.now(),
    )
    for at, (request, words) in enumerate(sorted(chosen, key=lambda one: (one[0].line_id, one[0].pk)), 1):
        _add(order, at, locked(request), words)
    return order


def own_accounts() -> QuerySet[BankAccount]:
    """The council's own accounts that are open today, the oldest first."""
    today = clock.today()
    return BankAccount.objects.filter(Q(until=None) | Q(until__gte=today), since__lte=today)


def _add(order: PaymentOrder, at: int, request: SpendRequest, words: str) -> None:
    title = {"title": request.title}
    if request.status not in PAYABLE:
        raise Refused(_("“%(title)s” is niet (meer) goedgekeurd.") % title, code="order_state")
    if request.decision is not None and request.decision.status == FROZEN:
        raise Refused(_("“%(title)s” is bevroren: het spoedbesluit geldt niet.") % title, code="pay_frozen")
    try:
        IBANValidator()(request.payee_iban or "-")
    except ValidationError as error:
        text = _("“%(title)s” heeft geen goed rekeningnummer. Vul de IBAN in bij de aanvraag.")
        raise Refused(text % title, code="order_iban") from error
    if other := waiting_order(request):
        text = _("“%(title)s” staat al in betaalopdracht %(number)s.")
        raise Refused(text % {**title, "number": other.reference}, code="order_twice")
    PaymentItem.objects.create(
        order=order,
        request=request,
        end_to_end=f"{order.reference}-{at:03d}-{request.number}"[:35],
        amount=request.amount - request.paid,
        creditor_name=request.payee_name[:NAME],
        creditor_iban=request.payee_iban,
        remittance=sepa_text(words.strip() or f"{request.number} {request.title}", WORDS),
    )


def waiting_order(request: SpendRequest, *states: str) -> PaymentOrder | None:
    """The order in which this request waits: not dropped, and its payment not booked yet."""
    return waiting_orders([request], *states).get(request.pk)


@action("order.send")
def mark_sent(order: PaymentOrder, *, by: Any) -> PaymentOrder:
    """The treasurer took it to the bank. This books nothing: the bank may still refuse."""
    only_books(by)
    order = _held(order)
    if order.status != PaymentOrder.Status.MADE:
        raise Refused(_("Deze betaalopdracht is al naar de bank, of vervallen."), code="order_move")
    if lost := stale_items(order):
        raise Refused(stale_words(lost), code="order_stale")
    order.status, order.sent_by, order.sent_at = PaymentOrder.Status.SENT, by, clock.now()
    order.save(update_fields=["status", "sent_by", "sent_at"])
    return order


@action("order.drop")
def drop_order(order: PaymentOrder, *, by: Any, reason: str) -> PaymentOrder:
    """It is not paid this way: what was not booked can be chosen again."""
    only_books(by)
    order = _held(order)
    if order.status not in LIVE:
        raise Refused(_("Deze betaalopdracht is al vervallen."), code="order_move")
    order.reason = required(reason, _("Schrijf op waarom de betaalopdracht vervalt."), "request_reason")[:300]
    order.status, order.dropped_by, order.dropped_at = PaymentOrder.Status.DROPPED, by, clock.now()
    order.save(update_fields=["status", "dropped_by", "dropped_at", "reason"])
    return order


@action("order.book")
def book_item(item: PaymentItem, *, by: Any, paid_on: date, second_signature: User | None = None) -> Booking:
    """The bank paid this one: book it, once, however often it is sent."""
    only_books(by)
    request = locked(item.request)
    if _held(item.order).status != PaymentOrder.Status.SENT:
        raise Refused(_("Zet de betaalopdracht eerst op “naar de bank gebracht”."), code="order_not_sent")
    return pay_request(
        request,
        by=by,
        amount=item.amount,
        paid_on=paid_on,
        reference=item.remittance,
        key=item.booking_key,
        second_signature=second_signature,
    )


def stale_items(order: PaymentOrder) -> list[PaymentItem]:
    """Payments whose request changed since: no longer approved, less left, or another name or account."""
    return [item for item in order.items.select_related("request").exclude(BOOKED) if is_stale(item)]


def is_stale(item: PaymentItem) -> bool:
    asked = item.request
    if asked.status not in PAYABLE or asked.amount - asked.paid < item.amount:
        return True
    return (asked.payee_iban, asked.payee_name[:NAME]) != (item.creditor_iban, item.creditor_name)


def stale_words(items: list[PaymentItem]) -> str:
    text = _("Veranderd sinds deze opdracht: %(titles)s. Laat de opdracht vervallen en maak een nieuwe.")
    return str(text % {"titles": ", ".join(item.request.title for item in items)})


def _held(order: PaymentOrder) -> PaymentOrder:
    return PaymentOrder.objects.select_for_update(no_key=True).get(pk=order.pk)


def waiting_orders(requests: Iterable[SpendRequest], *states: str) -> dict[int, PaymentOrder]:
    """Request → the newest order in which it waits; one statement for any number."""
    found = PaymentItem.objects.filter(request__in=list(requests), order__status__in=states or LIVE)
    rows = found.exclude(BOOKED).select_related("order").order_by("id")
    return {item.request_id: item.order for item in rows}
