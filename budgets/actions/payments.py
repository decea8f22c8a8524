"""The ledger: paying, paying less, getting back, turning back, correcting. Bookings only grow."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from budgets import notices
from budgets.actions.chain import refresh
from budgets.actions.moving import judge_move, locked, moved, required
from budgets.models import BankConfirmation, Booking, BudgetLine, Receipt, SpendRequest
from budgets.money import cents
from budgets.permissions import can_keep_books, is_payee
from budgets.workflow import FROZEN, PAYABLE, SPENT
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action
from wijkraad.ui.filters import euro


@action("spend.pay")
def pay_request(
    request: SpendRequest,
    *,
    by: Any,
    amount: Decimal | None = None,
    paid_on: date | None = None,
    reference: str = "",
    key: str = "",
    second_signature: User | None = None,
    method: str = "bank",
    receipt: Receipt | None = None,
) -> Booking:
    """Book a payment of `amount` euros (default: all that is left) on an Amsterdam date (default today).

    `key` names this attempt: the same key again gives the same booking, and nothing is paid twice.
    Who approved this round and pays as well names the second signature that the bank asked. Cash
    (`method`) goes up to a limit and names its `receipt`, which is with the request already.
    """
    request = locked(request)
    if known := _same_attempt(request, key, amount):
        return known
    if request.status not in PAYABLE:
        raise Refused(_("Betalen kan pas na de goedkeuring, en één keer."), code="pay_state")
    only_books(by)
    if request.decision is not None and request.decision.status == FROZEN:
        raise Refused(
            _("Het spoedbesluit is niet bekrachtigd. Deze toezegging is bevroren."), code="pay_frozen"
        )
    left = request.amount - request.paid
    amount = cents(amount) if amount is not None else left
    if not 0 < amount <= left:
        text = _("Er is nog %(left)s te betalen. U boekt %(amount)s.")
        raise Refused(text % {"left": euro(left), "amount": euro(amount)}, code="pay_amount")
    _second_signature(request, by, second_signature)
    if method == Booking.Method.CASH:
        _judge_cash(request, amount, receipt)
    if amount == left or request.status == "approved":
        judge_move(request, "paid" if amount == left else "part_paid", by=by)
    more: dict[str, Any] = {"second_signature": second_signature, "method": method, "receipt": receipt}
    booking = _book(request, "payment", amount, by, paid_on, reference, key, **more)
    _after_payment(request, booking, "paid" if amount == left else "part_paid", by=by)
    return booking


def _judge_cash(request: SpendRequest, amount: Decimal, receipt: Receipt | None) -> None:
    """Cash up to the limit of the day for a whole request, and only with a receipt that nobody refused."""
    limit = value("cash_limit")
    if amount + request.paid > limit:
        text = _("Contant kan tot %(limit)s. Betaal dit via de bank.")
        raise Refused(text % {"limit": euro(limit)}, code="cash_limit")
    if receipt is None or receipt.request_id != request.pk or receipt.refused_at is not None:
        raise Refused(
            _("Contant betalen kan alleen met een bon."),
            code="cash_receipt",
            first=_("Voeg eerst de bon toe bij “Bonnen en verslag”."),
        )


def _after_payment(request: SpendRequest, booking: Booking, to: str, *, by: Any) -> None:
    due = booking.paid_on + timedelta(days=value("report_days", booking.paid_on))
    dates: dict[str, Any] = {"last_paid_on": booking.paid_on, "listed_on": booking.paid_on, "report_due": due}
    if request.status != to:
        moved(request, to, by=by, **dates)
    else:
        for name, new in dates.items():
            setattr(request, name, new)
        request.save(update_fields=list(dates))
    refresh(request)
    if to == "paid":
        notices.paid(request, by=by)


@action("spend.pay_short")
def pay_short(request: SpendRequest, *, by: Any, reason: str) -> SpendRequest:
    """It cost less than approved: the rest of a partly paid request comes free."""
    request = locked(request)
    judge_move(request, "paid_short", by=by)
    reason = required(reason, _("Schrijf op waarom het minder kostte."), "request_reason")
    moved(request, "paid_short", by=by, reason=reason)
    notices.paid_short(request, by=by)
    refresh(request)
    return request


@action("spend.refund")
def book_refund(
    request: SpendRequest,
    *,
    by: Any,
    amount: Decimal,
    paid_on: date | None = None,
    reference: str = "",
    key: str = "",
    line: BudgetLine | None = None,
) -> Booking:
    """Book `amount` euros (above zero) that came back; a ledger row, no state.

    `line` is a line of the open year when the year of the request is closed.
    """
    request = locked(request)
    if known := _same_attempt(request, key, -amount):
        return known
    only_books(by)
    amount = cents(amount)
    if request.status not in SPENT or not 0 < amount <= request.paid:
        text = _("Er is %(paid)s betaald. Terugboeken kan tot dat bedrag.")
        raise Refused(text % {"paid": euro(request.paid)}, code="refund_amount")
    booking = _book(request, "refund", -amount, by, paid_on, reference, key, line=line)
    refresh(request)
    return booking


@action("spend.reverse")
def reverse_booking(
    booking: Booking, *, by: Any, reason: str, paid_on: date | None = None, line: BudgetLine | None = None
) -> Booking:
    """The bank returned it: a reversal of exactly this booking; what came back can be paid again.

    The state says what is left: nothing paid any more is approved, a part of it is part_paid. Of a closed
    year it stands on `line`, of the open year, and the state of the request stays as it was.
    """
    request = locked(booking.request)
    only_books(by)
    reason = required(reason, _("Schrijf op waarom u terugdraait."), "request_reason")
    closed = _closed(request, line)
    if not closed and booking.amount > 0 and request.status in ("paid_short", "accounted"):
        raise Refused(_("Deze uitgave is al afgerond. Corrigeer de boeking."), code="reverse_state")
    found = _reverse(request, booking, reason, by, paid_on, line if closed else None)
    if booking.amount > 0 and not closed:
        _unpaid(request, by, reason)
    if booking.amount > 0:
        notices.returned(request, by=by)
    refresh(request)
    return found


def _unpaid(request: SpendRequest, by: Any, reason: str) -> None:
    """The state of a request of which a payment came back (both rows are in the books already)."""
    to = "part_paid" if request.paid else "approved"
    if request.status in ("paid", "part_paid") and request.status != to:
        judge_move(request, to, by=by)
        due = {} if request.paid else {"report_due": None}
        moved(request, to, by=by, reason=reason, **due)


def _closed(request: SpendRequest, line: BudgetLine | None) -> bool:
    """Whether the year of a request is closed; refused when it is and no line of the open year is given."""
    closed = request.line.budget.status == "closed"
    if closed and line is None:
        raise Refused(
            _("Dit jaar is afgesloten. Kies een onderdeel van het lopende jaar voor de correctie."),
            code="budgets_booking_year",
        )
    return closed


@action("spend.pay_again")
def pay_again(
    booking: Booking,
    *,
    by: Any,
    paid_on: date | None = None,
    key: str = "",
    second_signature: User | None = None,
) -> Booking:
    """What came back of a payment of a closed year is paid again: the same euros, named after that payment.

    It stands on the line of the open year that took the money back. `key` as in `pay_request`. Of an open
    year nobody needs this: the request itself waits to be paid again.
    """
    request = locked(booking.request)
    if known := _same_attempt(request, key, booking.amount):
        return known
    only_books(by)
    back = Booking.objects.filter(reverses=booking).select_related("line__budget").first()
    gone = (
        back is None or back.line_id == request.line_id or Booking.objects.filter(corrects=booking).exists()
    )
    if back is None or gone or booking.kind != Booking.Kind.PAYMENT:
        raise Refused(_("Dit geld is niet teruggekomen, of al opnieuw betaald."), code="again_state")
    _second_signature(request, by, second_signature)
    more: dict[str, Any] = {"second_signature": second_signature, "line": back.line, "corrects": booking}
    more["reason"] = str(_("opnieuw betaald"))
    found = _book(request, "payment", booking.amount, by, paid_on, booking.reference, key, **more)
    refresh(request)
    return found


@action("spend.correct")
def correct_booking(
    booking: Booking,
    *,
    by: Any,
    amount: Decimal,
    reason: str,
    paid_on: date | None = None,
    reference: str = "",
    line: BudgetLine | None = None,
) -> Booking:
    """A wrong booking becomes right: its reversal and a new row of `amount` euros; no state changes.

    Of a closed year both rows stand on `line`, of the open year, and name the booking they set right.
    """
    request = locked(booking.request)
    only_books(by)
    reason = required(reason, _("Schrijf op wat er fout was."), "request_reason")
    if request.status not in SPENT:
        raise Refused(_("Er is niets te corrigeren."), code="correct_state")
    closed = _closed(request, line)
    if booking.amount > request.paid and not Booking.objects.filter(reverses=booking).exists():
        raise Refused(
            _("Van deze betaling kwam al geld terug."),
            code="correct_refunded",
            first=_("Draai eerst de terugbetaling terug. Daarna boekt u haar opnieuw."),
        )
    line = line if closed else None
    _reverse(request, booking, reason, by, booking.paid_on, line)
    same: dict[str, Any] = {"reason": reason[:300], "method": booking.method, "receipt": booking.receipt}
    same |= {"line": line, "corrects": booking if closed else None}
    if booking.second_signature_id != by.pk:
        same["second_signature"] = booking.second_signature
    found = _book(request, "payment", cents(amount), by, paid_on or booking.paid_on, reference, "", **same)
    refresh(request)
    return found


@action("spend.bank_line")
def confirm_bank_line(booking: Booking, *, by: Any, seen_on: date, reference: str = "") -> BankConfirmation:
    """Somebody saw this booking on the bank statement of an Amsterdam date."""
    only_books(by)
    if seen_on > clock.today():
        raise Refused(_("Deze datum moet nog komen."), code="bank_future")
    known = BankConfirmation.objects.filter(booking=booking).first()
    return known or BankConfirmation.objects.create(
        booking=booking, seen_on=seen_on, reference=reference.strip()[:80], by=by, at=clock.now()
    )


def only_books(by: Any) -> None:
    if not can_keep_books(by):
        raise Refused(_("Dit doet de penningmeester."), code="books_who")


def _same_attempt(request: SpendRequest, key: str, amount: Decimal | None) -> Booking | None:
    """The booking that this attempt made before; refused when it was about something else."""
    known = Booking.objects.filter(key=key).first() if key else None
    if known is None:
        return None
    if known.request_id != request.pk or (amount is not None and known.amount != cents(amount)):
        raise Refused(_("Deze betaling is al geboekt, met andere gegevens."), code="pay_key")
    return known


def _second_signature(request: SpendRequest, by: Any, second: User | None) -> None:
    if second is not None and second.pk == by.pk:
        raise Refused(_("De tweede handtekening is van iemand anders dan wie betaalt."), code="pay_second")
    if second is not None and is_payee(second, request):
        raise Refused(_("Wie het geld krijgt, zet niet de tweede handtekening."), code="pay_second_payee")
    if second is not None:
        return
    if by.pk == request.requester_id or is_payee(by, request):
        raise Refused(
            _("Dit is uw eigen aanvraag of geld. Noem wie de tweede handtekening zet."),
            code="pay_second",
        )
    if request.approvals.filter(round=request.round, approver=by).exists():
        raise Refused(
            _("U keurde dit zelf goed. Noem wie bij de bank de tweede handtekening zet."), code="pay_second"
        )


def _book(
    request: SpendRequest,
    kind: str,
    amount: Decimal,
    by: Any,
    paid_on: date | None,
    reference: str,
    key: str,
    *,
    line: BudgetLine | None = None,
    **more: Any,
) -> Booking:
    """One row of the ledger; triggers keep the sums of request and line."""
    paid_on = paid_on or clock.today()
    if paid_on > clock.today():
        raise Refused(_("Deze datum moet nog komen."), code="pay_future")
    line = line or request.line
    booking = Booking.objects.create(
        request=request,
        line=line,
        kind=kind,
        amount=amount,
        paid_on=paid_on,
        cost_year=line.budget.year,
        reference=reference.strip()[:140],
        key=key or uuid4().hex,
        booked_by=by,
        booked_at=clock.now(),
        **more,
    )
    request.refresh_from_db(fields=["paid"])
    return booking


def _reverse(
    request: SpendRequest,
    booking: Booking,
    reason: str,
    by: Any,
    paid_on: date | None,
    line: BudgetLine | None,
) -> Booking:
    if Booking.objects.filter(reverses=booking).exists():
        raise Refused(_("Deze boeking is al teruggedraaid."), code="reverse_twice")
    if booking.kind == Booking.Kind.REVERSAL:
        raise Refused(_("Een tegenboeking draait niemand terug. Boek opnieuw."), code="reverse_reversal")
    reference = booking.reference
    return _book(
        request,
        "reversal",
        -booking.amount,
        by,
        paid_on,
        reference,
        "",
        line=line,
        reverses=booking,
        reason=reason[:300],
        method=booking.method,
    )
