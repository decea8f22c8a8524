"""Statements that hang on a key or a few: written once per process, planned once per connection.

Django writes the SQL of a queryset anew at every use, psycopg reads it again for its places, and PostgreSQL
plans it again. For the page of one issue that took longer than fetching its rows. So a statement goes to
PostgreSQL once, with open places, and after that only its name and the keys do.
"""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus

Found = TypeVar("Found", bound=Model)
Key = int | str
_numbers = count(1)
MOST = 200
"""Statements that one connection keeps; the oldest leaves."""
_known: "WeakKeyDictionary[psycopg.Connection[Any], dict[bytes, None]]" = WeakKeyDictionary()
"""The statements that each connection has, oldest first; a new connection has none."""


class Statement:
    """SQL with its parameters, of which `places` (values that no row has) stand where the keys go."""

    def __init__(self, sql: str, params: list[Any], *places: Key) -> None:
        self.sql = sql
        self.params = params
        self.places = places
        self.name = b"statement_%d" % next(_numbers)
        self._text = b""
        self._open: list[int] = []
        """Which of the places the SQL has: a part that can find nothing may have been left out of it."""

    @classmethod
    def of(cls, sql: str) -> "Statement":
        """SQL of which every `%s` is the place of a key."""
        places = [f"open-{number}" for number in range(sql.count("%s"))]
        return cls(sql, places, *places)

    def rows(self, *keys: Any) -> list[tuple[Any, ...]]:
        """The rows for these keys. Raises django.db.DatabaseError."""
        asked = connections[DEFAULT_DB_ALIAS]
        if _goes_by_cursor(asked):
            return self._ordinary(keys)
        result = self._execute(asked, keys)
        loader = Transformer(asked.connection)
        loader.set_pgresult(result)
        return loader.load_rows(0, result.ntuples, tuple)

    def value(self, *keys: Any) -> str:
        """The only value of the only row, as PostgreSQL writes it. Raises django.db.DatabaseError."""
        asked = connections[DEFAULT_DB_ALIAS]
        if _goes_by_cursor(asked):
            return str(self._ordinary(keys)[0][0])
        return self._execute(asked, keys).get_value(0, 0).decode()

    def _execute(self, asked: Any, keys: tuple[Any, ...]) -> Any:
        """`asked` is Django's connection itself: the name `connection` looks for it at each use."""
        asked.ensure_connection()
        raw: psycopg.Connection[Any] = asked.connection
        known = _known.get(raw) or _known.setdefault(raw, {})
        with asked.wrap_database_errors:
            if self.name in known:
                with suppress(psycopg.errors.InvalidSqlStatementName):
                    return self._by_name(raw, keys)
            # new to this connection; or psycopg cleared all its statements, as it does after a rollback
            _checked(raw.pgconn.prepare(self.name, self._with_open_places(raw)))
            _remember(raw, known, self.name)
            return self._by_name(raw, keys)

    def _by_name(self, raw: "psycopg.Connection[Any]", keys: tuple[Any, ...]) -> Any:
        given: list[Any] = [None if keys[at] is None else str(keys[at]).encode() for at in self._open]
        return _checked(raw.pgconn.exec_prepared(self.name, given))

    def _with_open_places(self, raw: "psycopg.Connection[Any]") -> bytes:
        """The statement as PostgreSQL reads it: every parameter written out, and $1, $2 … for the keys."""
        if not self._text:
            text = psycopg.ClientCursor(raw).mogrify(self.sql, self.params)
            for at, place in enumerate(self.places):
                written = f"'{place}'" if isinstance(place, str) else str(place)
                if written in text:
                    self._open.append(at)
                    text = text.replace(written, f"${len(self._open)}")
            self._text = text.encode()
        return self._text

    def _ordinary(self, keys: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The same by Django's cursor."""
        params = [self._key_or_constant(param, keys) for param in self.params]
        with connection.cursor() as cursor:
            told = getattr(cursor, "debug_sql", None)
            telling = told(self.sql, params, use_last_executed_query=True) if told else nullcontext()
            with telling, connection.wrap_database_errors:
                cursor.cursor.execute(self.sql, params, prepare=True)
            return cursor.fetchall()

    def _key_or_constant(self, param: Any, keys: tuple[Any, ...]) -> Any:
        for place, key in zip(self.places, keys, strict=False):
            if param == place:
                return None if key is None else type(param)(key)
        return param


def _remember(raw: "psycopg.Connection[Any]", known: dict[bytes, None], name: bytes) -> None:
    """Note that this connection has the statement, and take leave of its oldest when there are too many."""
    known[name] = None
    if len(known) > MOST:
        oldest = next(iter(known))
        del known[oldest]
        raw.pgconn.exec_(b"DEALLOCATE " + oldest)


class Prepared(Generic[Found]):
    """`make(key)` as a statement that is made once; call it with a key to get the objects.

    The queryset may follow relations by `select_related`; it may have annotations, and no prefetches.
    """

    def __init__(self, make: Callable[[Any], QuerySet[Found]], *, place: Key) -> None:
        self.make = make
        self.place = place
        self._made: tuple[Statement, Callable[[Any], Any]] | None = None

    def __call__(self, key: Key) -> list[Found]:
        """The objects for this key, in the order of the queryset."""
        if self._made is None:
            compiler = self.make(self.place).query.get_compiler(connection.alias)
            sql, params = compiler.as_sql()
            self._made = (Statement(sql, list(params), self.place), _builder(compiler))
        statement, build = self._made
        return [build(row) for row in statement.rows(key)]


def _goes_by_cursor(asked: Any) -> bool:
    """Inside a transaction, where a second try is not possible, and where somebody counts the statements."""
    return asked.in_atomic_block or asked.queries_logged or bool(asked.execute_wrappers)


def _checked(result: Any) -> Any:
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise psycopg.errors.error_from_result(result)
    return result


def _builder(compiler: Any) -> Callable[[Any], Any]:
    """How a row becomes an object with its related ones: as Django's own ModelIterable does it."""
    info = compiler.klass_info
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [field[0].target.attname for field in compiler.select[first:last]]
    related = get_related_populators(info, compiler.select, connection.alias)  # type: ignore[call-arg]
    added = compiler.annotation_col_map or {}
    converters = compiler.get_converters([field[0] for field in compiler.select])

    def build(row: Any) -> Any:
        if converters:
            (row,) = compiler.apply_converters([row], converters)
        found = info["model"].from_db(connection.alias, names, row[first:last])
        for populator in related:
            populator.populate(row, found)
        for name, place in added.items():
            setattr(found, name, row[place])
        return found

    return build
