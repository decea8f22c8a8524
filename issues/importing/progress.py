"""How far a long import is: all of it is one transaction, of which others see nothing before it is whole.

The name of its session is the one thing that others do see meanwhile (pg_stat_activity), on whatever machine
the worker runs. It is told there and nowhere else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

NAME = "wijkportaal import %s: "


@contextmanager
def progress(batch: int | str) -> Iterator[Callable[[int], None]]:
    """Inside it, call what it gives with the number of rows that are done."""

    def tell(done: int) -> None:
        _name(NAME % batch + str(done))

    with connection.cursor() as cursor:
        cursor.execute("SHOW application_name")
        before = cursor.fetchone()[0]
    tell(0)
    yield tell
    _name(before)  # when it fails, the transaction takes the name back


def _name(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [name])


def done_of(batch: int | str) -> int | None:
    """How many rows of an import or its undo are done; None when no session is at it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND starts_with(application_name, %s)",
            [NAME % batch],
        )
        row = cursor.fetchone()
    return int(row[0].rpartition(" ")[2]) if row else None
