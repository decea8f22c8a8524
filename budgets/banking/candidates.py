"""Which open bookings an entry of the bank can mean, found by the database: nobody walks along all pairs.

Three roads lead to a candidate: the open amount is equal, the number of the request stands in what the bank
says, or, when no open booking has that amount, the account of the payee is equal (then several together).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from budgets.banking.numbers_said import bare, numbers_in
from budgets.banking.open_ends import open_bookings
from budgets.models import BankEntry, Booking

LONGEST_DAYS = 45
"""Further apart than this an entry and a booking are not compared."""
MANY = 100
"""More entries than a page shows."""
SAME, PAYEE = 20, 8
"""Bookings looked at for one entry: of an equal amount, and of the same account."""


@dataclass
class Candidates:
    """The bookings that one entry can mean, by the road that led to them."""

    same: list[Booking] = field(default_factory=list)
    named: list[Booking] = field(default_factory=list)
    payee: list[Booking] = field(default_factory=list)


# `o` are the open bookings, `a` the entries that are asked about. The best of each come first: same account,
# same name, nearest day.
FIND = """
WITH a AS (
  SELECT * FROM unnest(%s::bigint[], %s::boolean[], %s::numeric[], %s::date[], %s::text[], %s::text[])
    AS a(id, leaves, amount, day, iban, name)
), said AS (
  SELECT * FROM unnest(%s::bigint[], %s::text[]) AS said(id, number)
), k AS MATERIALIZED ({open}), o AS MATERIALIZED (
  SELECT b.id, b.amount > 0 AS leaves, s.amount - s.settled AS amount, b.paid_on AS day, r.payee_iban AS iban,
    upper(r.payee_name) AS name, replace(upper(r.number), '-', '') AS number
  FROM budgets_booking b JOIN budgets_bookingsum s ON s.booking_id = b.id
  JOIN budgets_spendrequest r ON r.id = b.request_id JOIN k ON k.id = b.id
), same AS (
  SELECT a.id AS entry, o.id AS booking, row_number() OVER (
    PARTITION BY a.id
    ORDER BY a.iban <> '' AND o.iban = a.iban DESC, o.name = a.name DESC, abs(o.day - a.day), o.id
  ) AS place
  FROM a JOIN o ON o.leaves = a.leaves AND o.amount = a.amount AND abs(o.day - a.day) <= {days}
), payee AS (
  SELECT a.id AS entry, o.id AS booking, row_number() OVER (
    PARTITION BY a.id ORDER BY abs(o.day - a.day), o.id
  ) AS place
  FROM a JOIN o ON o.leaves = a.leaves AND o.iban = a.iban AND abs(o.day - a.day) <= {days}
  WHERE a.iban <> '' AND NOT EXISTS (SELECT 1 FROM o x WHERE x.leaves = a.leaves AND x.amount = a.amount)
)
SELECT 'same', entry, booking, place FROM same WHERE place <= {most_same}
UNION ALL
SELECT 'payee', entry, booking, place FROM payee WHERE place <= {most_payee}
UNION ALL
SELECT 'named', a.id, o.id, o.id FROM a JOIN said ON said.id = a.id
  JOIN o ON o.number = said.number AND o.leaves = a.leaves AND abs(o.day - a.day) <= {days}
ORDER BY 1, 2, 4
"""


def candidates(entries: Sequence[BankEntry]) -> dict[int, Candidates]:
    """Entry → the bookings it can mean; needs the `sum` of each. Two statements, six for a whole file."""
    if not entries:
        return {}
    rows = _pairs(entries)
    known = Booking.objects.filter(pk__in={row[2] for row in rows}).select_related("sum", "request")
    bookings = known.in_bulk()
    found: dict[int, Candidates] = defaultdict(Candidates)
    for road, entry, booking, _place in rows:
        getattr(found[entry], road).append(bookings[booking])
    return found


def _pairs(entries: Sequence[BankEntry]) -> list[tuple[str, int, int, int]]:
    sql, values = open_bookings().order_by().values("id").query.sql_with_params()
    words = [getattr(one, "words", None) for one in entries]
    said = [(one.pk, number) for one in entries for number in numbers_in(one)]
    asked: list[Any] = [
        [one.pk for one in entries],
        [one.amount < 0 for one in entries],
        [one.sum.amount - one.sum.settled for one in entries],
        [one.booked_on for one in entries],
        [one.iban if one else "" for one in words],
        [" ".join(one.name.upper().split()) if one else "" for one in words],
        [pk for pk, _number in said],
        [bare(number) for _pk, number in said],
    ]
    limits = {"days": LONGEST_DAYS, "most_same": SAME, "most_payee": PAYEE}
    with _no_walk_along_pairs(len(entries)), connection.cursor() as cursor:
        cursor.execute(FIND.format(open=sql, **limits), [*asked, *values])
        return cursor.fetchall()


@contextmanager
def _no_walk_along_pairs(number: int) -> Iterator[None]:
    """For a whole file at once: PostgreSQL takes the bookings of the last minute for none, and compares all.

    Only `owner` may count rows (ANALYZE); PostgreSQL does it by itself within a minute, after this is asked.
    """
    if number <= MANY:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = DEFAULT")
