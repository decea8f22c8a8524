"""Saying what an entry of the bank is: a booking, several, or something that needs none. A person says it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budgets.actions.bank_accounts import only_books
from budgets.actions.funding import record_gift
from budgets.actions.moving import required
from budgets.actions.payments import book_refund, pay_request, reverse_booking
from budgets.models import (
    BankEntry,
    BankPart,
    BankPartUndone,
    BankQuestion,
    Booking,
    BudgetLine,
    FundingSource,
    Gift,
    SpendRequest,
)
from budgets.money import cents
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.ui.filters import euro

QUESTION_DAYS = 14
"""Days in which somebody finds out what an entry is (house rule)."""
Parts = Sequence[tuple[Booking, Decimal]]


@action("bank.match")
def match_entry(
    entry: BankEntry, *, by: Any, parts: Parts, score: int | None = None, why: Sequence[str] = ()
) -> list[BankPart]:
    """An entry is these bookings: euros above zero for each, together no more than is open of the entry.

    An entry can be given to several bookings, and a booking to several entries; to the cent, never more
    than either. `score` and `why` are those of the proposal that the person confirmed.
    """
    only_books(by)
    if not parts:
        raise Refused(_("Kies eerst een boeking."), code="match_nothing")
    left = _left(entry)
    amounts = [(booking, cents(amount)) for booking, amount in parts]
    asked = sum((amount for _booking, amount in amounts), Decimal(0))
    if asked > left:
        text = _("Van deze bankregel is nog %(left)s open. U verdeelt %(asked)s.")
        raise Refused(text % {"left": euro(left), "asked": euro(asked)}, code="budgets_entry_not_over")
    return [
        _part(entry, BankPart.Kind.BOOKING, amount, by, booking=booking, score=score, why=" ".join(why))
        for booking, amount in sorted(amounts, key=lambda one: one[0].pk)
    ]


@action("bank.explain")
def explain_entry(
    entry: BankEntry,
    *,
    by: Any,
    kind: str,
    words: str,
    amount: Decimal | None = None,
) -> BankPart:
    """An entry that is no booking: income, between own accounts, a mistake, or something else.

    `amount` in euros above zero (default: all that is open). What went out needs a booking, so that it
    needed approval: only a mistake that came back and money between own accounts go out without one.
    """
    only_books(by)
    words = required(words, _("Schrijf op wat deze bankregel is."), "budgets_part_of")[:300]
    if kind == BankPart.Kind.GIFT:
        raise Refused(
            _("Een gift staat eerst in het register."),
            code="explain_gift",
            first=_("Open bij deze bankregel “Dit is een gift”."),
        )
    if kind == BankPart.Kind.BOOKING or kind not in BankPart.Kind.values:
        raise Refused(_("Kies wat het is."), code="explain_kind")
    if entry.amount < 0 and kind in (BankPart.Kind.INCOME, BankPart.Kind.OTHER):
        raise Refused(
            _("Er ging geld uit. Daar hoort een goedgekeurde aanvraag bij."),
            code="explain_out",
            first=_("Kies de aanvraag waar dit bij hoort, of vraag dit geld eerst aan."),
        )
    left = _left(entry)
    return _part(entry, kind, left if amount is None else cents(amount), by, words=words)


@action("bank.gift")
def gift_entry(entry: BankEntry, *, by: Any, gift: Gift) -> BankPart:
    """What came in is this gift of the register: matched once, for the amount of the gift."""
    only_books(by)
    if entry.amount < 0:
        raise Refused(_("Dit ging eruit. Dat is geen gift."), code="budgets_part_direction")
    left = _left(entry)
    gift = Gift.objects.select_for_update(no_key=True).get(pk=gift.pk)
    if gift.cash:
        raise Refused(_("Deze gift was contant en kwam niet over de bank."), code="gift_cash")
    if BankPart.objects.filter(gift=gift, undone=None).exists():
        raise Refused(_("Deze gift staat al bij een bankregel."), code="gift_matched")
    if gift.amount > left:
        text = _("Van deze bankregel is nog %(left)s open. De gift is %(asked)s.")
        words = {"left": euro(left), "asked": euro(gift.amount)}
        raise Refused(text % words, code="budgets_entry_not_over")
    return _part(entry, BankPart.Kind.GIFT, gift.amount, by, words=_("gift in het register"), gift=gift)


@action("bank.record_gift")
def record_entry_gift(entry: BankEntry, *, by: Any, source: FundingSource, **facts: Any) -> BankPart:
    """What came in is a new gift: all that is open of the entry goes into the register, and is matched.

    `facts` are those of `record_gift` but for amount, day and cash; its rules hold here too.
    """
    only_books(by)
    gift = record_gift(source, by=by, amount=_left(entry), received_on=entry.booked_on, **facts)
    return gift_entry(entry, by=by, gift=gift)


@action("bank.fee")
def book_entry(
    entry: BankEntry, *, by: Any, request: SpendRequest, second_signature: User | None = None
) -> BankPart:
    """What went out is a payment of an approved request (bank fees too): book it and match it in one go.

    The booking takes the date of the bank; everything that holds for a payment holds here.
    """
    only_books(by)
    if entry.amount > 0:
        raise Refused(_("Dit kwam binnen. Boek het als geld terug."), code="budgets_part_direction")
    left = _left(entry)
    booking = pay_request(
        request,
        by=by,
        amount=left,
        paid_on=entry.booked_on,
        key=f"bank:{entry.pk}:{_times(entry)}",
        second_signature=second_signature,
    )
    return _part(entry, BankPart.Kind.BOOKING, left, by, booking=booking)


@action("bank.refund")
def refund_entry(
    entry: BankEntry, *, by: Any, request: SpendRequest, line: BudgetLine | None = None
) -> BankPart:
    """What came in is money back of a paid request: book the refund and match it in one go.

    `line` is a line of the open year when the year of the request is closed.
    """
    only_books(by)
    if entry.amount < 0:
        raise Refused(_("Dit ging eruit. Dat is geen geld terug."), code="budgets_part_direction")
    left = _left(entry)
    key = f"bank:{entry.pk}:{_times(entry)}"
    booking = book_refund(request, by=by, amount=left, paid_on=entry.booked_on, key=key, line=line)
    return _part(entry, BankPart.Kind.BOOKING, left, by, booking=booking)


@action("bank.returned")
def return_entry(entry: BankEntry, *, by: Any, booking: Booking, line: BudgetLine | None = None) -> BankPart:
    """The bank sent this payment back: its booking is reversed on the day of the bank, and matched in one go.

    The whole payment, or it is money back (`refund_entry`). What came back can be paid again. `line` is a
    line of the open year when the year of the payment is closed.
    """
    only_books(by)
    if entry.amount < 0:
        raise Refused(_("Dit ging eruit. Dat is geen geld terug."), code="budgets_part_direction")
    left = _left(entry)
    if booking.amount != left:
        text = _("De betaling was %(paid)s en er kwam %(left)s terug.")
        raise Refused(
            text % {"paid": euro(booking.amount), "left": euro(left)},
            code="returned_amount",
            first=_("Boek dit als geld terug van die uitgave."),
        )
    reason = _("teruggestuurd door de bank")
    found = reverse_booking(booking, by=by, reason=reason, paid_on=entry.booked_on, line=line)
    return _part(entry, BankPart.Kind.BOOKING, left, by, booking=found)


@action("bank.ask")
def ask_about(entry: BankEntry, *, by: Any, owner: User, words: str, due: date | None = None) -> BankQuestion:
    """Nobody knows yet what an entry is: `owner` finds out before an Amsterdam date (default: in 14 days)."""
    only_books(by)
    _left(entry)
    words = required(words, _("Schrijf op wat u wilt weten."), "bank_question")[:300]
    due = due or clock.today() + timedelta(days=QUESTION_DAYS)
    return BankQuestion.objects.create(entry=entry, owner=owner, words=words, due=due, by=by, at=clock.now())


@action("bank.undo")
def undo_part(part: BankPart, *, by: Any, reason: str) -> BankPartUndone:
    """What was said of an entry does not stand any more; the booking stays, and is open at the bank again.

    Refused when the request is accounted for: first the kascommissie opens it.
    """
    only_books(by)
    reason = required(reason, _("Schrijf op waarom dit niet klopt."), "undo_reason")[:300]
    if part.booking is not None:
        request = SpendRequest.objects.select_for_update(no_key=True).get(pk=part.booking.request_id)
        if request.status == "accounted":
            raise Refused(
                _("Deze uitgave is al verantwoord."),
                code="undo_accounted",
                first=_("Vraag de kascommissie om de bon af te keuren. Dan is zij weer open."),
            )
    if BankPartUndone.objects.filter(part=part).exists():
        raise Refused(_("Dit is al losgemaakt."), code="budgets_bankpartundone_part_id_key")
    return BankPartUndone.objects.create(part=part, reason=reason, by=by, at=clock.now())


def _left(entry: BankEntry) -> Decimal:
    """What is open of an entry now, in euros; refused when nothing is."""
    amount, settled = BankEntry.objects.values_list("sum__amount", "sum__settled").get(pk=entry.pk)
    if settled >= amount:
        raise Refused(_("Deze bankregel is al uitgelegd."), code="entry_settled")
    return amount - settled


def _times(entry: BankEntry) -> int:
    """How often a part of this entry was undone: a new attempt after that is another attempt."""
    return BankPartUndone.objects.filter(part__entry=entry).count()


def _part(
    entry: BankEntry,
    kind: str,
    amount: Decimal,
    by: Any,
    *,
    booking: Booking | None = None,
    gift: Gift | None = None,
    words: str = "",
    score: int | None = None,
    why: str = "",
) -> BankPart:
    if amount <= 0:
        raise Refused(_("Vul een bedrag boven nul in."), code="budgets_part_positive")
    return BankPart.objects.create(
        entry=entry,
        kind=kind,
        booking=booking,
        gift=gift,
        amount=amount,
        words=words,
        score=score,
        why=why,
        by=by,
        at=clock.now(),
    )
