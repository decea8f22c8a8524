"""Who acts, and when: told to PostgreSQL once per action, for the history triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from wijkraad.terms import clock

_told: ContextVar[tuple[Any, str] | None] = ContextVar("told", default=None)
SQL = (
    "SELECT set_config('wijkraad.actor', %s, true), set_config('wijkraad.verb', %s, true),"
    " set_config('wijkraad.at', %s, true)"
)


@contextmanager
def acting(by: Any, verb: str) -> Iterator[None]:
    """One action = one transaction; `by` is the User, or None for the system or an anonymous visitor.

    History triggers read actor, verb and instant from settings that end with the transaction. An
    action called from another one keeps the outer actor's row of verbs: the inner verb wins while
    it runs, the outer one is put back after it.
    """
    with transaction.atomic():
        before = _told.get()
        _tell(by, verb)
        try:
            yield
        finally:
            _told.set(before)
        if before is not None and connection.in_atomic_block:
            _tell(*before)


def _tell(by: Any, verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL, [str(getattr(by, "pk", None) or ""), verb, clock.now().isoformat()])
    _told.set((by, verb))
