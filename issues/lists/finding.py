"""One page of a filtered list: the keys by one indexed order, their rows in one statement, no count."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import F, Q
from django.db.models.fields import FloatField
from django.db.models.functions import Cast

from issues.filters import IssueFilter
from issues.lists.listing import COLUMNS, TABLES, Row
from issues.lists.words import query

ORDERS: dict[str, tuple[str, bool, Callable[[str], Any]]] = {
    "laatst": ("last_event_at", True, datetime.fromisoformat),
    "oudst": ("first_report_at", False, datetime.fromisoformat),
    "meest": ("report_count", True, int),
    "best": ("rank", True, float),
}
"""Order → column, newest or most first, and how its text becomes a value again."""


def order_of(asked: IssueFilter) -> str:
    """Words are ranked, unless an order was asked for."""
    return "best" if asked.words and asked.sort == "laatst" else asked.sort


def one_page(
    asked: IssueFilter, *, after: tuple[Any, ...] | None, before: tuple[Any, ...] | None, limit: int
) -> Any:
    """The issues of one page with `sort_value`; after or before a key (sort value, id) that was seen."""
    column, descending, _value = ORDERS[order_of(asked)]
    rows: Any = asked.found
    if column == "rank":
        rank = SearchRank(F("search"), query(asked.words, asked.way))
        rows = rows.annotate(rank=Cast(rank, FloatField()))
    key = after or before
    forward = before is None
    if key is not None and len(key) == 2:
        smaller = descending == forward
        rows = rows.filter(_beyond(column, *key, smaller=smaller))
    if not forward:
        descending = not descending
    sign = "-" if descending else ""
    return rows.annotate(sort_value=F(column)).order_by(f"{sign}{column}", f"{sign}id")[:limit]


def _beyond(column: str, value: Any, pk: int, *, smaller: bool) -> Q:
    """Rows after a key in an order; the first condition lets an index find where to begin."""
    below = "lt" if smaller else "gt"
    return Q(**{f"{column}__{below}e": value}) & (
        Q(**{f"{column}__{below}": value}) | Q(**{f"id__{below}": pk})
    )


def public_rows(issues: Any) -> list[Row]:
    """The issues of a page as rows of the public list, in the same order; one statement more."""
    keys = [(one["pk"], one["sort_value"]) for one in issues.values("pk", "sort_value")]
    if not keys:
        return []
    place = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS}, '' {TABLES} WHERE i.id IN ({place})",  # noqa: S608 - our own text
            [pk for pk, _value in keys],
        )
        found = {row[0]: row for row in cursor.fetchall()}
    return [Row._make((*found[pk][:-1], _text(value))) for pk, value in keys if pk in found]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def key_of(asked: IssueFilter) -> Callable[[Any], tuple[Any, ...]]:
    """The function that gives the paging key of a row."""
    value = ORDERS[order_of(asked)][2]

    def key(row: Any) -> tuple[Any, ...]:
        if isinstance(row, Row):
            return value(row.sort), row.id
        return row.sort_value, row.pk

    return key
