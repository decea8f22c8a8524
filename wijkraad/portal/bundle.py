"""Several querysets in one statement: each becomes a JSON list inside one row.

A page of ours that tells a chain needs rows from a dozen tables. Asked one by one that is a dozen trips;
asked together it is one, and each part is still the queryset of its own room with its own `visible_to`.
For visitors the statement is made once per process (`wijkraad.terms.prepared`), its constants written into
it: a planner that does not see them cannot use an index that holds some rows only.
"""

import json
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from wijkraad.terms.prepared import Statement

Parts = Mapping[str, QuerySet]
Rows = dict[str, list[dict[str, Any]]]
# A key that no row has; its place in the parameters is where the real key goes.
PLACE = -987_654_321
TEXT_PLACE = "no-such-key"
MOST = 64
"""Statements of one name each that a process keeps."""
_EXACT = json.JSONDecoder(parse_float=Decimal)
"""Made once: `json.loads` with an option makes one at every use."""
_kept: dict[str, Statement] = {}
_of_day: dict[str, tuple[date, Statement]] = {}


def rows_of(parts: Parts) -> Rows:
    """The rows of all parts, fetched with one statement; amounts are Decimal, days and instants ISO text."""
    sql, params = _compiled(parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return _read(cursor.fetchone()[0])


def rows_at(name: str, key: int, parts: Callable[[int], Parts]) -> Rows:
    """Like `rows_of` for parts that depend on one key only; their SQL is made once and kept under `name`."""
    if name not in _kept:
        if len(_kept) >= MOST:
            del _kept[next(iter(_kept))]
        _kept[name] = Statement(*_compiled(parts(PLACE)), PLACE)
    return _read(_kept[name].value(key))


def rows_with(name: str, text: str, parts: Callable[[str], Parts]) -> Rows:
    """Like `rows_at` for parts that depend on one text only."""
    if name not in _kept:
        _kept[name] = Statement(*_compiled(parts(TEXT_PLACE)), TEXT_PLACE)
    return _read(_kept[name].value(text))


def rows_chosen(
    name: str, key: str, chosen: Callable[[str], QuerySet], parts: Callable[[int], Parts], **more: str
) -> Rows | None:
    """Like `rows_at`, of the one row that `chosen(key)` finds, all in one statement; None when it finds none.

    `chosen` gives the `values()` of a queryset, its `id` among them; the row comes as the part "chosen".
    `more` is SQL of one value, read in the same instant; it comes as text.
    """
    if name not in _kept:
        columns, params = _columns(parts(PLACE), about="chosen.id")
        columns.append("'chosen', json_build_array(row_to_json(chosen))")
        columns += [f"'{title}', ({sql})::text" for title, sql in more.items()]
        which, of_which = chosen(TEXT_PLACE).query.sql_with_params()
        told = f"SELECT json_build_object({', '.join(columns)})::text FROM ({which}) chosen"  # noqa: S608 - SQL by Django
        _kept[name] = Statement(f"SELECT coalesce(({told}), 'null')", [*params, *of_which], TEXT_PLACE)
    return _read(_kept[name].value(key))


def rows_on(name: str, day: date, parts: Callable[[date], Parts]) -> Rows:
    """Like `rows_of` for parts that depend on the day only; their SQL is made once a day and kept."""
    known = _of_day.get(name)
    if known is None or known[0] != day:
        known = _of_day[name] = (day, Statement(*_compiled(parts(day))))
    return _read(known[1].value())


def rows_for(name: str, user: Any, known: Hashable, parts: Callable[[Any], Parts]) -> Rows:
    """Like `rows_of` for a person; the statement is kept for this person as long as `known` is the same.

    `parts` may differ in nothing else than `known` and the person. The key is written into the statement, so
    that PostgreSQL plans it once: planning thirty parts takes as long as fetching their rows.
    """
    return rows_at(f"{name} {user.pk} {known!r}", PLACE, lambda _key: parts(user))


def _compiled(parts: Parts) -> tuple[str, list[Any]]:
    columns, params = _columns(parts)
    return f"SELECT json_build_object({', '.join(columns)})::text", params  # noqa: S608 - names are ours


def _columns(parts: Parts, about: str = "") -> tuple[list[str], list[Any]]:
    """The columns of each part with their parameters; `about` is SQL to stand where the key goes."""
    columns: list[str] = []
    params: list[Any] = []
    for name, rows in parts.items():
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        kept: Sequence[Any] = given
        if about:
            sql, kept = _written_out(sql, given, about)
        columns.append(f"'{name}', (SELECT json_agg(rows) FROM ({sql}) rows)")  # noqa: S608 - SQL by Django
        params += kept
    return columns, params


def _written_out(sql: str, params: Sequence[Any], about: str) -> tuple[str, list[Any]]:
    """The SQL with `about` in each place of the key; the other parameters stay."""
    rest = iter(params)
    kept: list[Any] = []

    def place(mark: re.Match[str]) -> str:
        if mark.group() == "%%":
            return "%%"
        param = next(rest)
        if param == PLACE:
            return about
        kept.append(param)
        return "%s"

    return re.sub("%%|%s", place, sql), kept


def _read(text: str) -> Any:
    found = _EXACT.decode(text)
    return None if found is None else {name: rows or [] for name, rows in found.items()}
