"""Statements that hang on one key only: written once per process, planned once per connection.

Django writes the SQL of a queryset anew at every use, psycopg reads it again for its places, and PostgreSQL
plans it again. For the page of one issue that took longer than fetching its rows. So a statement goes to
PostgreSQL once, with one open place, and after that only its name and the key do.
"""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus

Found = TypeVar("Found", bound=Model)
Key = int | str
_numbers = count(1)
_known: "WeakKeyDictionary[psycopg.Connection[Any], set[bytes]]" = WeakKeyDictionary()
"""The statements that each connection has; a new connection has none."""


class Statement:
    """SQL with its parameters, of which `place` (a value that no row has) stands where the key goes."""

    def __init__(self, sql: str, params: list[Any], place: Key | None = None) -> None:
        self.sql = sql
        self.params = params
        self.place = place
        self.name = b"statement_%d" % next(_numbers)
        self._text = b""

    def rows(self, key: Key | None = None) -> list[tuple[Any, ...]]:
        """The rows for this key. Raises django.db.DatabaseError."""
        if _goes_by_cursor():
            return self._ordinary(key)
        result = self._execute(key)
        loader = Transformer(connection.connection)
        loader.set_pgresult(result)
        return loader.load_rows(0, result.ntuples, tuple)

    def value(self, key: Key | None = None) -> str:
        """The only value of the only row, as PostgreSQL writes it. Raises django.db.DatabaseError."""
        if _goes_by_cursor():
            return str(self._ordinary(key)[0][0])
        return self._execute(key).get_value(0, 0).decode()

    def _execute(self, key: Key | None) -> Any:
        connection.ensure_connection()
        raw: psycopg.Connection[Any] = connection.connection
        known = _known.get(raw) or _known.setdefault(raw, set())
        with connection.wrap_database_errors:
            if self.name in known:
                with suppress(psycopg.errors.InvalidSqlStatementName):
                    return self._by_name(raw, key)
            # new to this connection; or psycopg cleared all its statements, as it does after a rollback
            _checked(raw.pgconn.prepare(self.name, self._with_open_place(raw)))
            known.add(self.name)
            return self._by_name(raw, key)

    def _by_name(self, raw: "psycopg.Connection[Any]", key: Key | None) -> Any:
        given = [str(key).encode()] if b"$1" in self._text else []
        return _checked(raw.pgconn.exec_prepared(self.name, given))

    def _with_open_place(self, raw: "psycopg.Connection[Any]") -> bytes:
        """The statement as PostgreSQL reads it: every parameter written out, and $1 for the key."""
        if not self._text:
            text = psycopg.ClientCursor(raw).mogrify(self.sql, self.params)
            place = f"'{self.place}'" if isinstance(self.place, str) else str(self.place)
            self._text = text.replace(place, "$1").encode()
        return self._text

    def _ordinary(self, key: Key | None) -> list[tuple[Any, ...]]:
        """The same by Django's cursor."""
        params = [type(param)(key) if param == self.place else param for param in self.params]
        with connection.cursor() as cursor:
            told = getattr(cursor, "debug_sql", None)
            with told(self.sql, params) if told else nullcontext(), connection.wrap_database_errors:
                cursor.cursor.execute(self.sql, params, prepare=True)
            return cursor.fetchall()


class Prepared(Generic[Found]):
    """`make(key)` as a statement that is made once; call it with a key to get the objects.

    The queryset may follow relations by `select_related`; it has no annotations and no prefetches.
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


def _goes_by_cursor() -> bool:
    """Inside a transaction, where a second try is not possible, and where somebody counts the statements."""
    return connection.in_atomic_block or connection.queries_logged or bool(connection.execute_wrappers)


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
    converters = compiler.get_converters([field[0] for field in compiler.select])

    def build(row: Any) -> Any:
        if converters:
            (row,) = compiler.apply_converters([row], converters)
        found = info["model"].from_db(connection.alias, names, row[first:last])
        for populator in related:
            populator.populate(row, found)
        return found

    return build
