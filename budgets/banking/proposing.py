"""Which booking an entry of the bank probably is, with the reasons: a proposal, never a match.

A person confirms it. The score (0–100) adds what speaks for it: the amount, the number of the request in
what the bank says, the account of the payee, the date. An entry can be several bookings together, and a
booking several entries; only sums to the cent are proposed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from budgets.banking.candidates import Candidates, candidates
from budgets.banking.numbers_said import bare, numbers_in
from budgets.models import BankEntry, Booking

AMOUNT, REFERENCE, ACCOUNT, NAME, NEAR, SOON = 45, 30, 15, 10, 10, 5
"""What each reason is worth."""
NEAR_DAYS, SOON_DAYS = 3, 10
ENOUGH = 45
"""Below this nothing is proposed."""
MOST = 8
"""Bookings that are tried together for one entry."""
SHOWN = 3
Why = tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """Bookings (one or several) that an entry may be, what of the entry goes to each, score and reasons."""

    entry: BankEntry
    parts: tuple[tuple[Booking, Decimal], ...]
    score: int
    why: Why

    @property
    def total(self) -> Decimal:
        return sum((amount for _booking, amount in self.parts), Decimal(0))


def left(row: Any) -> Decimal:
    """What of an entry or booking is still open, in euros above zero; needs its `sum`."""
    return row.sum.amount - row.sum.settled


def proposals(entries: Iterable[BankEntry]) -> dict[int, list[Proposal]]:
    """Entry → its proposals, the best first, at most three; entries without one are absent."""
    rows = list(entries)
    known = candidates(rows)
    found: dict[int, list[Proposal]] = {}
    for entry in rows:
        made = sorted(_of(entry, known[entry.pk]), key=lambda one: (-one.score, one.parts[0][0].pk))
        if made:
            found[entry.pk] = made[:SHOWN]
    return found


def _of(entry: BankEntry, known: Candidates) -> Iterable[Proposal]:
    open_amount, words, numbers = left(entry), getattr(entry, "words", None), numbers_in(entry)
    # The account alone is never enough: without amount or number a booking of that payee is not judged.
    for booking in {one.pk: one for one in (*known.same, *known.named)}.values():
        score, why = _judge(entry, booking, numbers, words)
        if score >= ENOUGH:
            yield Proposal(entry, ((booking, min(open_amount, left(booking))),), score, why)
    if not known.same:
        related = {one.pk: one for one in (*known.named, *known.payee)}
        yield from _together(entry, list(related.values())[:MOST], open_amount, numbers, words)


def _judge(entry: BankEntry, booking: Booking, numbers: set[str], words: Any) -> tuple[int, Why]:
    """The score of one booking for an entry, and the reasons by name."""
    request, score = booking.request, 0
    why: list[str] = []
    if left(booking) == left(entry):
        score, why = score + AMOUNT, [*why, "amount"]
    if request.number and bare(request.number) in numbers:
        score, why = score + REFERENCE, [*why, "reference"]
    if words and words.iban and words.iban == request.payee_iban:
        score, why = score + ACCOUNT, [*why, "account"]
    elif words and words.name and _alike(words.name, request.payee_name):
        score, why = score + NAME, [*why, "name"]
    apart = abs((entry.booked_on - booking.paid_on).days)
    if apart <= NEAR_DAYS:
        score, why = score + NEAR, [*why, "date"]
    elif apart <= SOON_DAYS:
        score, why = score + SOON, [*why, "days"]
    return min(score, 100), tuple(why)


def _alike(one: str, other: str) -> bool:
    return " ".join(one.upper().split()) == " ".join(other.upper().split())


def _together(
    entry: BankEntry, related: list[Booking], amount: Decimal, numbers: set[str], words: Any
) -> Iterable[Proposal]:
    """Two or three related bookings whose sum is exactly what is open of the entry."""
    for size in (2, 3):
        for group in combinations([(one, left(one)) for one in related], size):
            if sum(part for _one, part in group) == amount:
                scores = [_judge(entry, one, numbers, words) for one, _part in group]
                why = tuple(dict.fromkeys(reason for _score, reasons in scores for reason in reasons))
                score = min(100, min(score for score, _reasons in scores) + AMOUNT)
                yield Proposal(entry, group, score, ("together", *why))
                return
