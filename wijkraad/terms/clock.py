"""The one clock: every action takes its instant from here, so that the demo can tell the past.

`now()` is an aware UTC instant, `today()` the calendar date in Amsterdam. `moved_to` shifts both
for one block of code; `wijkraad.trail.acting` stops the clock for the time of one action, so that
all its rows carry one instant, and hands it to PostgreSQL, where history triggers honour it only
for the database role `owner` or on a demo installation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_moved: ContextVar[datetime | None] = ContextVar("moved", default=None)


def now() -> datetime:
    """The instant of this action, aware."""
    return _moved.get() or timezone.now()


def today() -> date:
    """The calendar date in Amsterdam at `now()`."""
    return date_of(now())


def date_of(instant: datetime) -> date:
    """The Amsterdam calendar date of an aware instant."""
    return instant.astimezone(AMSTERDAM).date()


@contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Run a block as if it were `instant` (aware); nests, and is restored on leaving."""
    if instant.tzinfo is None:
        raise ValueError("moved_to needs an aware instant")
    token = _moved.set(instant)
    try:
        yield
    finally:
        _moved.reset(token)
