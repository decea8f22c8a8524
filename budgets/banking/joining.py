"""What of a statement is new: entries that are known already are passed over, equal ones both count.

An entry is known by its fingerprint and by how many times it was seen. Two statements of one day that follow
each other (the closing balance of the first is the opening balance of the second) share nothing. Afterwards
the balances decide: over all days that statements share, opening + all entries = closing, or nothing is
taken in. So a file in another format over the same days, or a lost entry, is found out.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from budgets.banking.entries import RawEntry, RawStatement
from budgets.money import ZERO


@dataclass(frozen=True)
class Span:
    """A statement that is here already, or that is being taken in."""

    key: int
    number: str
    first_day: date
    last_day: date
    opening: Decimal
    closing: Decimal


@dataclass
class Known:
    """What is here of one account: its statements, and the statements in which each fingerprint was seen."""

    spans: list[Span] = field(default_factory=list)
    seen: dict[str, list[int]] = field(default_factory=dict)

    def fresh_of(self, statement: RawStatement) -> list[tuple[RawEntry, int]]:
        """The entries of a statement that are not here yet, each with its number among its equals."""
        before = {span.key for span in self.spans if _follows(statement, span)}
        counts: Counter[str] = Counter()
        found: list[tuple[RawEntry, int]] = []
        added: Counter[str] = Counter()
        for entry in statement.entries:
            identity = entry.identity
            counts[identity] += 1
            seen = self.seen.get(identity, [])
            if counts[identity] <= sum(1 for key in seen if key not in before):
                continue
            added[identity] += 1
            found.append((entry, len(seen) + added[identity]))
        return found

    def take(self, key: int, statement: RawStatement, fresh: list[tuple[RawEntry, int]]) -> None:
        """Know this statement too."""
        self.spans.append(span_of(key, statement))
        for entry, _occurrence in fresh:
            self.seen.setdefault(entry.identity, []).append(key)


def span_of(key: int, statement: RawStatement) -> Span:
    return Span(
        key,
        statement.number,
        statement.first_day,
        statement.last_day,
        statement.opening,
        statement.closing,
    )


def _follows(statement: RawStatement, span: Span) -> bool:
    """Whether a statement goes on where an earlier one ended, under another number."""
    return (
        span.closing == statement.opening
        and span.number != statement.number
        and bool(span.number and statement.number)
        and span.first_day <= statement.first_day
        and span.last_day <= statement.last_day
        and span.opening != statement.opening
    )


def days_of(spans: list[Span], one: Span) -> tuple[date, date, list[Span]]:
    """The days from first to last that this statement shares with others, and the statements over them."""
    low, high = one.first_day, one.last_day
    while True:
        over = [span for span in spans if span.first_day <= high and span.last_day >= low]
        first = min([low, *(span.first_day for span in over)])
        last = max([high, *(span.last_day for span in over)])
        if (first, last) == (low, high):
            return low, high, over
        low, high = first, last


def misfit(spans: list[Span], low: date, high: date, total: Decimal) -> Decimal:
    """By how many euros the entries of these days miss the balances of their statements; 0 when right.

    Several statements can begin or end on the outer days: one pair that fits is enough.
    """
    begins = [span.opening for span in spans if span.first_day == low]
    ends = [span.closing for span in spans if span.last_day == high]
    differences = [begin + total - end for begin in begins for end in ends]
    return ZERO if ZERO in differences else min(differences, key=abs)
