"""How long things took, summed up by the database: n, median and quarters, in all and per month of the end.

Of tens of thousands of rows only a dozen come back. `ended` and `days` are the columns of the rows given: the
day on which each ended and how many days it took.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# The n-th of an ordered array; the places are those of `shape.spread` and `shape.median`, counted from one.
SUMMARY = """
SELECT x.part, x.month, x.n, x.all_of_them[1], x.all_of_them[1 + (x.n - 1) / 4],
  x.all_of_them[(x.n + 1) / 2], x.all_of_them[x.n / 2 + 1], x.all_of_them[x.n - (x.n - 1) / 4],
  x.all_of_them[x.n]
FROM (
  SELECT p.part, p.month, count(*)::int AS n, array_agg(p.days ORDER BY p.days) AS all_of_them
  FROM (
    SELECT r.ended >= %s AS part, date_trunc('month', r.ended::timestamp)::date AS month, r.days
    FROM ({rows}) r (ended, days)
  ) p GROUP BY GROUPING SETS ((p.part), (p.part, p.month))
) x ORDER BY x.part, x.month
"""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the things of a period took, in days; `months`: the median per month of the end, in order."""

    n: int = 0
    median: Fraction | None = None
    spread: dict[str, int] = field(default_factory=dict)
    months: tuple[Fraction, ...] = ()


def lengths_of(start: date, *every: QuerySet) -> tuple[Lengths, Lengths]:
    """The lengths of what ended before `start`, and of what ended since; rows give (ended, days)."""
    told: list[str] = []
    params: list[Any] = []
    for rows in every:
        try:
            sql, given = rows.order_by().query.sql_with_params()
        except EmptyResultSet:
            continue
        told.append(sql)
        params += given
    return lengths_in(" UNION ALL ".join(told), params, start) if told else (Lengths(), Lengths())


def lengths_in(sql: str, params: Sequence[Any], start: date) -> tuple[Lengths, Lengths]:
    """The same of rows given as SQL of our own."""
    with connection.cursor() as cursor:
        cursor.execute(SUMMARY.format(rows=sql), [start, *params])
        found = cursor.fetchall()
    return _told([row[1:] for row in found if not row[0]]), _told([row[1:] for row in found if row[0]])


def _told(rows: list[tuple[Any, ...]]) -> Lengths:
    whole = [row for row in rows if row[0] is None]
    if not whole:
        return Lengths()
    _month, n, least, quarter, low, high, three_quarters, most = whole[0]
    around = {"least": least, "quarter": quarter, "three_quarters": three_quarters, "most": most}
    months = tuple(Fraction(row[4] + row[5], 2) for row in rows if row[0] is not None)
    return Lengths(n, Fraction(low + high, 2), around, months)
