"""The log of what was destroyed: outside the database and its backup, so that a restore can repeat it.

`var/erasures.log`, one line per row: instant, what, id. Never a word, a name or an address.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from wijkraad.terms import clock


@dataclass(frozen=True)
class Erasure:
    """One line: what was destroyed of which row, and when (aware)."""

    at: datetime
    what: str
    pk: int


def log_erasures(what: str, pks: Iterable[int]) -> None:
    """Append a line per row, on the disk before this returns; called before the commit.

    Should the transaction fail after all, the line stays: repeating it destroys what somebody
    wanted to destroy.
    """
    lines = "".join(f"{clock.now().isoformat()} {what} {pk}\n" for pk in pks)
    if not lines:
        return
    path = settings.VAR_DIR / "erasures.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as log:
        log.write(lines)
        log.flush()
        os.fsync(log.fileno())


def logged_erasures(since: datetime | None = None) -> Iterator[Erasure]:
    """The lines from an instant on (all of them without one), oldest first. ValueError for a damaged line."""
    path = settings.VAR_DIR / "erasures.log"
    if not path.exists():
        return
    for number, line in enumerate(path.read_text().splitlines(), 1):
        try:
            at, what, pk = line.split()
            found = Erasure(datetime.fromisoformat(at), what, int(pk))
        except ValueError as error:
            raise ValueError(f"erasures.log, line {number} is damaged") from error
        if since is None or found.at >= since:
            yield found
