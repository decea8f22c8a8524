"""Believable histories: which states an issue passed, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

PATHS: list[tuple[int, tuple[str, ...]]] = [
    (6, ("reported",)),
    (8, ("reported", "assessing")),
    (6, ("reported", "assessing", "decided")),
    (9, ("reported", "assessing", "decided", "in_progress")),
    (4, ("reported", "assessing", "in_progress")),
    (6, ("reported", "assessing", "decided", "waiting")),
    (5, ("reported", "assessing", "in_progress", "reported_done")),
    (22, ("reported", "assessing", "decided", "in_progress", "reported_done", "resolved")),
    (14, ("reported", "assessing", "in_progress", "reported_done", "resolved")),
    (4, ("reported", "assessing", "decided", "in_progress", "reported_done", "in_progress")),
    (3, ("reported", "assessing", "in_progress", "reported_done", "resolved", "assessing")),
    (4, ("reported", "assessing", "decided", "not_resolved")),
    (6, ("reported", "rejected")),
    (3, ("reported", "assessing", "rejected")),
]
"""Weights in percent and the states passed; the last one is where the issue is now."""
STOPS = {
    "reported": "nllllll",
    "assessing": "ddnllll",
    "decided": "dddnlll",
    "in_progress": "dddnlll",
    "waiting": "dddnlll",
    "reported_done": "dddddcl",
    "resolved": "ddddddn",
    "not_resolved": "dddssdl",
    "rejected": "dssssdl",
}


@dataclass(frozen=True)
class History:
    """The states of one issue, oldest first, each with the instant it began."""

    states: tuple[str, ...]
    instants: tuple[datetime, ...]

    @property
    def status(self) -> str:
        return self.states[-1]

    def when(self, state: str) -> datetime | None:
        """The last instant at which a state began."""
        found = [at for name, at in zip(self.states, self.instants, strict=True) if name == state]
        return found[-1] if found else None


class Histories:
    """Draws histories from a seeded source; `span_days` is how far back the oldest report lies."""

    def __init__(self, random: Random, now: datetime, span_days: int = 1000) -> None:
        self.random = random
        self.now = now
        self.span_days = span_days
        self._paths = [path for _, path in PATHS]
        self._weights = [weight for weight, _ in PATHS]

    def draw(self) -> History:
        """One history that ends before now; a new report is at most 60 days old."""
        states = self.random.choices(self._paths, self._weights)[0]
        days = self.random.random() * (self.span_days if len(states) > 1 else 60)
        start = self.now - timedelta(days=days + 0.01)
        parts = sorted(self.random.random() for _ in states[1:])
        total = (self.now - start).total_seconds() * 0.95
        later = tuple(start + timedelta(seconds=total * part) for part in parts)
        return History(states, (start, *later))
