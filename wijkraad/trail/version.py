"""The data version: raised by every public change in its own transaction, so no page is ever stale.

A page that was rendered after reading version N may be shown as long as the version is N. The
version is read before the data: data that is newer than its version only renders once more.
"""

from typing import Any
from weakref import WeakSet

import psycopg
from django.db import connection
from psycopg.pq import ExecStatus

SQL = "SELECT sum(version) FROM trail_dataversion"
NAME = b"data_version"
_prepared: "WeakSet[psycopg.Connection[Any]]" = WeakSet()


def data_version() -> int:
    """How many public changes have been committed; grows only."""
    if connection.connection is not None and not _is_watched():
        version = _read_directly(connection.connection)
        if version is not None:
            return version
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        return int(cursor.fetchone()[0])


def _is_watched() -> bool:
    """Whether the statement belongs to a transaction, or somebody counts the statements."""
    return connection.in_atomic_block or connection.queries_logged or bool(connection.execute_wrappers)


def _read_directly(raw: "psycopg.Connection[Any]") -> int | None:
    """The same statement by libpq alone: every page asks it, and cursors make it five times as dear.

    None when it does not work out: the ordinary way then gives the number or the error.
    """
    try:
        if raw not in _prepared:
            if raw.pgconn.prepare(NAME, SQL.encode()).status != ExecStatus.COMMAND_OK:
                return None
            _prepared.add(raw)
        result = raw.pgconn.exec_prepared(NAME, [])
    except psycopg.Error:
        return None
    value = result.get_value(0, 0) if result.status == ExecStatus.TUPLES_OK else None
    return int(value) if value else None
