"""Who acts, and when: told to PostgreSQL once per action, for the history triggers."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from wijkraad.terms import clock
from wijkraad.terms.refusal import refusal_of

P = ParamSpec("P")
R = TypeVar("R")
RETRIES = 3
"""How often an action is tried again after another transaction got in its way."""
PAUSE = 0.02
"""Seconds before the first retry, at most; doubled each time."""

_told: ContextVar[tuple[Any, str] | None] = ContextVar("told", default=None)
SQL = (
    "SELECT set_config('wijkraad.actor', %s, true), set_config('wijkraad.verb', %s, true),"
    " set_config('wijkraad.at', %s, true)"
)


@contextmanager
def acting(by: Any, verb: str) -> Iterator[None]:
    """One action = one transaction; `by` is the User, or None for the system or an anonymous visitor.

    The clock stands still during it. History triggers read actor, verb and instant from settings
    that end with the transaction. An action called from another one speaks with its own verb while
    it runs; the outer one is put back after it.
    """
    with transaction.atomic(), clock.moved_to(clock.now()):
        before = _told.get()
        _tell(by, verb)
        token = _told.set((by, verb))
        try:
            yield
        finally:
            _told.reset(token)
        if before is not None:
            _tell(*before)


def _tell(by: Any, verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL, [str(getattr(by, "pk", None) or ""), verb, clock.now().isoformat()])


def action(verb: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: it opens `acting` with its keyword `by`.

    A database constraint that has a Dutch sentence becomes `Refused`. When no transaction is open
    yet, the whole action is tried again after a serialization failure or a deadlock, three times.
    It must therefore read what it judges inside itself (under lock), and never touch the world
    outside the database.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if connection.in_atomic_block:
                return once(*args, **kwargs)
            for attempt in range(RETRIES):
                try:
                    return once(*args, **kwargs)
                except OperationalError as error:
                    if not isinstance(error.__cause__, SerializationFailure | DeadlockDetected):
                        raise
                    time.sleep(random.uniform(0, PAUSE * 2**attempt))  # noqa: S311 - no secret
            return once(*args, **kwargs)

        def once(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with acting(kwargs.get("by"), verb):
                    return function(*args, **kwargs)
            except IntegrityError as error:
                refusal = refusal_of(error)
                if refusal is None:
                    raise
                raise refusal from error

        return run

    return decorate
