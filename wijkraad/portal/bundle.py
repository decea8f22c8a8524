"""Several querysets in one statement: each becomes a JSON list inside one row.

A page of ours that tells a chain needs rows from a dozen tables. Asked one by one that is a dozen trips;
asked together it is one, and each part is still the queryset of its own room with its own `visible_to`.
For visitors the text of the statement is made once per process: only the key of the row differs.
"""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.sql import Literal

Parts = Mapping[str, QuerySet]
Rows = dict[str, list[dict[str, Any]]]
# A key that no row has; its place in the parameters is where the real key goes.
PLACE = -987_654_321
_MARKS = re.compile("%%|%s")
_kept: dict[str, tuple[str, list[Any]]] = {}
_of_day: dict[str, tuple[date, str]] = {}


def rows_of(parts: Parts) -> Rows:
    """The rows of all parts, fetched with one statement; amounts are Decimal, days and instants ISO text."""
    return _fetch(*_compiled(parts))


def rows_at(name: str, key: int, parts: Callable[[int], Parts]) -> Rows:
    """Like `rows_of` for parts that depend on one key only; their SQL is made once and kept under `name`."""
    if name not in _kept:
        _kept[name] = _written(*_compiled(parts(PLACE)))
    sql, params = _kept[name]
    return _fetch(sql, [key if param == PLACE else param for param in params], prepare=True)


def rows_on(name: str, day: date, parts: Callable[[date], Parts]) -> Rows:
    """Like `rows_of` for parts that depend on the day only; their SQL is made once a day and kept."""
    known = _of_day.get(name)
    if known is None or known[0] != day:
        sql, _none = _written(*_compiled(parts(day)))
        known = _of_day[name] = (day, sql.replace("%%", "%"))
    return _fetch(known[1], None, prepare=True)


def _compiled(parts: Parts) -> tuple[str, list[Any]]:
    columns: list[str] = []
    params: list[Any] = []
    for name, rows in parts.items():
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        columns.append(f"'{name}', (SELECT json_agg(rows) FROM ({sql}) rows)")  # noqa: S608 - SQL by Django
        params += given
    return f"SELECT json_build_object({', '.join(columns)})::text", params  # noqa: S608 - names are ours


def _written(sql: str, params: list[Any]) -> tuple[str, list[Any]]:
    """The statement with its constants written into it, and the parameters that stay: those of the key.

    A planner that does not see the constants cannot use an index that holds some rows only, so it would plan
    the kept statement anew at every use: 11 ms for home instead of 2.
    """
    left = iter(params)

    def written(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(left)
        if value == PLACE:
            return "%s"
        return Literal(value).as_string(connection.connection).replace("%", "%%")

    connection.ensure_connection()
    return _MARKS.sub(written, sql), [value for value in params if value == PLACE]


def _fetch(sql: str, params: list[Any] | None, *, prepare: bool = False) -> Rows:
    with connection.cursor() as cursor:
        if prepare:
            _execute_prepared(cursor, sql, params)
        else:
            cursor.execute(sql, params)
        found = json.loads(cursor.fetchone()[0], parse_float=Decimal)
    return {name: rows or [] for name, rows in found.items()}


def _execute_prepared(cursor: Any, sql: str, params: list[Any] | None) -> None:
    """Run a statement that PostgreSQL keeps planned in this connection: planning a dozen parts takes longer
    than running them. The debug cursor of tests counts it like any other.
    """
    told = getattr(cursor, "debug_sql", None)
    with told(sql, params) if told else nullcontext(), connection.wrap_database_errors:
        cursor.cursor.execute(sql, params, prepare=True)
