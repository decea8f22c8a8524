"""Whether an issue is late, and how many days: one reading for desk, lists, map, issue page and workspace.

A norm in working days (no weekends, no Dutch public holidays) makes a date when the step begins; that date
is the promise and stays as made. It is late from the day after, in Amsterdam calendar days like every
number of days on the site. `IssueQuerySet.overdue` asks the same of the database.
"""

from datetime import date
from typing import Protocol

from issues.workflow import OPEN


class Promised(Protocol):
    """What it takes to know: an issue, or a row of a list."""

    @property
    def status(self) -> str: ...
    @property
    def norm_due(self) -> date | None: ...
    @property
    def waiting_until(self) -> date | None: ...


def promised_on(row: Promised) -> date | None:
    """The day that was promised for this step: by ourselves, or by the partner we wait for."""
    return row.waiting_until if row.status == "waiting" and row.waiting_until else row.norm_due


def days_late(row: Promised, today: date) -> int:
    """Days past that day; 0 when it is in time, closed, or nothing was promised."""
    due = promised_on(row)
    return max(0, (today - due).days) if due and row.status in OPEN else 0
