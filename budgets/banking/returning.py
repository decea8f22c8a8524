"""Which payment the bank sent back: a proposal to reverse its booking, never done by itself.

Banks say of an entry that it came back (a reversal, or a return with its reason). A bank that says nothing
still writes the reference of our payment order. The amount is always the whole payment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from budgets.banking.numbers_said import bare, numbers_in, told
from budgets.banking.proposing import Why, left
from budgets.models import BOOKING_KEY, BankEntry, Booking
from budgets.workflow import SPENT

CAN_COME_BACK = Q(request__line__budget__status="adopted", request__status__in=("part_paid", "paid")) | Q(
    request__line__budget__status="closed", request__status__in=SPENT
)
"""Of a closed year also what is accounted for: its state stays, the open year takes the money back."""
LONGEST_DAYS = 60
"""Further apart than this a payment was not sent back."""
SHOWN = 3


@dataclass(frozen=True)
class Returned:
    """A payment that an entry may be the return of, with the reasons by name."""

    booking: Booking
    why: Why

    @property
    def year_closed(self) -> bool:
        """Whether its year is closed: then a line of the open year takes the money back."""
        return self.booking.request.line.budget.status == "closed"


def returned_payments(entries: Iterable[BankEntry]) -> dict[int, list[Returned]]:
    """Entry → the payments that it may send back, the likeliest first; one statement for any number."""
    rows = [one for one in entries if one.amount > 0 and (one.returned or BOOKING_MARK in told(one).upper())]
    if not rows:
        return {}
    days = [one.booked_on for one in rows]
    paid = Booking.objects.filter(
        kind=Booking.Kind.PAYMENT,
        method=Booking.Method.BANK,
        reversed_by=None,
        amount__in={left(one) for one in rows},
        paid_on__gte=min(days) - timedelta(days=LONGEST_DAYS),
        paid_on__lte=max(days),
    ).filter(CAN_COME_BACK)
    known = list(paid.select_related("request__line__budget", "line").order_by("-paid_on", "-id"))
    found = {one.pk: _of(one, known) for one in rows}
    return {pk: made for pk, made in found.items() if made}


BOOKING_MARK = "BO20"
"""How the reference of our payment orders begins."""


def _of(entry: BankEntry, known: list[Booking]) -> list[Returned]:
    judged = [_judged(entry, one) for one in known if _fits(entry, one)]
    return sorted((one for one in judged if one), key=lambda one: -len(one.why))[:SHOWN]


def _fits(entry: BankEntry, booking: Booking) -> bool:
    apart = (entry.booked_on - booking.paid_on).days
    return booking.amount == left(entry) and 0 <= apart <= LONGEST_DAYS


def _judged(entry: BankEntry, booking: Booking) -> Returned | None:
    """The reasons; None when the bank says neither that it came back nor which payment it was."""
    words, request, said = getattr(entry, "words", None), booking.request, told(entry)
    ours = booking.key.startswith(BOOKING_KEY) and booking.key.removeprefix(BOOKING_KEY) in said
    if not entry.returned and not ours:
        return None
    why = ["returned"] if entry.returned else []
    why += ["amount"]
    if ours or (request.number and bare(request.number) in numbers_in(entry)):
        why += ["reference"]
    if words and words.iban and words.iban == request.payee_iban:
        why += ["account"]
    return Returned(booking, tuple(why))
