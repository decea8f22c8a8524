"""What is still open on both sides: bank entries without explanation, bookings not found at the bank.

K16 (2-domain, Figures): bank bookings matched to a bank entry ÷ bank bookings, by count and by amount. A
booking that was turned back before it was found at the bank never went over it; it and its reversal count
on neither side.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Sum, Value, When

from budgets.models import BankEntry, BankPart, BankQuestion, BankStatement, Booking, Gift
from budgets.money import ZERO
from budgets.workflow import IMPORTED

MOST_GIFTS = 20
OPEN = Q(sum__settled__lt=F("sum__amount"))
NEVER_AT_BANK = Q(reversed_by__isnull=False, sum__settled=0, reversed_by__sum__settled=0) | Q(
    reverses__isnull=False, sum__settled=0, reverses__sum__settled=0
)
"""A mistake in the books that was turned back: neither row was seen at the bank."""


def open_entries() -> QuerySet[BankEntry]:
    """Entries of which a part is not explained yet, oldest first, with their words and sums."""
    found = BankEntry.objects.filter(OPEN).select_related("words", "sum", "account")
    return found.order_by("booked_on", "id")


def bank_bookings() -> QuerySet[Booking]:
    """Bookings that go over the bank: not those in cash, nor those of before the portal."""
    here = Booking.objects.filter(method=Booking.Method.BANK).exclude(request__status=IMPORTED)
    return here.exclude(NEVER_AT_BANK)


def open_bookings() -> QuerySet[Booking]:
    """Bank bookings of which a part was not found at the bank yet, oldest first."""
    found = bank_bookings().filter(OPEN).select_related("sum", "request__line__budget", "line")
    return found.order_by("paid_on", "id")


def nearest_bookings(entry: BankEntry, most: int) -> list[Booking]:
    """Open bookings in the direction of an entry, the nearest in time first."""
    seen = open_bookings()
    seen = seen.filter(amount__gt=0) if entry.amount < 0 else seen.filter(amount__lt=0)
    day = Value(entry.booked_on, output_field=DateField())
    apart = Func(F("paid_on"), day, template="abs(%(expressions)s)", arg_joiner=" - ")
    return list(seen.order_by(apart, "id")[:most])


def unmatched_gifts(most: Decimal) -> list[Gift]:
    """Gifts over the bank up to an amount in euros that stand at no entry yet, the newest first."""
    matched = BankPart.objects.filter(gift=OuterRef("pk"), undone=None)
    found = Gift.objects.filter(~Exists(matched), cash=False, returned_on=None, amount__lte=most)
    return list(found.order_by("-received_on", "-id")[:MOST_GIFTS])


def asked_about(entries: Any) -> dict[int, BankQuestion]:
    """Entry → the last question about it: who finds out, before when."""
    rows = BankQuestion.objects.filter(entry__in=entries).select_related("owner").order_by("id")
    return {row.entry_id: row for row in rows}


@dataclass(frozen=True)
class BankMatch:
    """K16 over [start, end) by cash date: numbers, and euros without their signs."""

    matched: int
    bookings: int
    matched_amount: Decimal
    amount: Decimal

    @property
    def share(self) -> Decimal | None:
        """By count, 0–1; None without bookings (n.v.t.)."""
        return Decimal(self.matched) / self.bookings if self.bookings else None

    @property
    def share_of_amount(self) -> Decimal | None:
        return self.matched_amount / self.amount if self.amount else None


def bank_match(start: date, end: date) -> BankMatch:
    """K16: a booking counts as matched when its whole amount was found; the amount counts what was found."""
    found = bank_bookings().filter(paid_on__gte=start, paid_on__lt=end)
    whole = Q(sum__settled=F("sum__amount"))
    row = found.aggregate(
        bookings=Count("pk"),
        matched=Count("pk", filter=whole),
        amount=Sum("sum__amount", default=ZERO),
        found=Sum("sum__settled", default=ZERO),
    )
    return BankMatch(row["matched"], row["bookings"], row["found"], row["amount"])


def rows_of_bank_match(start: date, end: date) -> QuerySet[Booking]:
    """The bookings behind K16, those that are not found first."""
    found = (
        bank_bookings().filter(paid_on__gte=start, paid_on__lt=end).select_related("sum", "request", "line")
    )
    done = Case(When(OPEN, then=0), default=1)
    return found.order_by(done, "paid_on", "id")


@dataclass(frozen=True)
class Gap:
    """Days between two statements of an account over which none was read in: the balances do not join."""

    account: str
    after: date
    before: date
    difference: Decimal


def gaps() -> list[Gap]:
    """Where a statement is missing: one begins with another balance than the one before it ended with."""
    found = []
    last: BankStatement | None = None
    for one in BankStatement.objects.select_related("account").order_by(
        "account", "first_day", "last_day", "id"
    ):
        if last is None or last.account_id != one.account_id:
            last = one
            continue
        if one.first_day > last.last_day and one.opening != last.closing:
            found.append(Gap(str(one.account), last.last_day, one.first_day, one.opening - last.closing))
        last = one if one.last_day >= last.last_day else last
    return found


def standing_parts(parts: Any) -> Any:
    """Of these parts the ones that were not undone."""
    return parts.filter(undone=None)


SEEN = Q(sum__settled=F("sum__amount")) | Q(bank__isnull=False)
"""A booking that was wholly found in the entries of the bank, or seen on a paper statement by a person."""
