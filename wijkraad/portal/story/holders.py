"""Who has to move, and for how many days: one function feeds the figures and both drawings.

The ball lies with the council while a matter is new, looked into, decided or worked on; with the
partner while it waits; with residents while they look whether "klaar gemeld" is true. A "no" gives it
back to the council at once. Nobody has it in nazorg and after the end. Days are calendar days between
two dates, so the days of the holders add up to the total.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wijkraad.portal.story.rows import Doubt, Facts, Move

RESIDENTS, COUNCIL, PARTNER = 0, 1, 2
LANE_OF = {
    "reported": COUNCIL,
    "assessing": COUNCIL,
    "decided": COUNCIL,
    "in_progress": COUNCIL,
    "waiting": PARTNER,
    "reported_done": RESIDENTS,
}
ENDED = frozenset({"resolved", "not_resolved", "rejected", "withdrawn", "merged"})


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end` the issue was in `state` and the holder of `lane` had to move."""

    lane: int
    start: date
    end: date
    state: str

    @property
    def days(self) -> int:
        return (self.end - self.start).days


class Held(NamedTuple):
    """Days per holder; `total` is their sum."""

    residents: int
    council: int
    partner: int

    @property
    def total(self) -> int:
        return self.residents + self.council + self.partner


def spans(facts: Facts) -> list[Span]:
    """The stretches of time in which somebody had to move, in order, without gaps but nazorg.

    Stretches of zero days are left out; neighbours with the same lane and state are joined.
    """
    found: list[Span] = []
    for state, start, end in _states(facts.moves, facts.first_report_on, facts.today):
        if state in ENDED:
            continue
        for lane, first, last in _parts(state, start, end, facts.doubts):
            _append(found, Span(lane, first, last, state))
    return found


def _append(found: list[Span], span: Span) -> None:
    if span.days <= 0:
        return
    if found and (found[-1].lane, found[-1].state, found[-1].end) == (span.lane, span.state, span.start):
        span = Span(span.lane, found.pop().start, span.end, span.state)
    found.append(span)


def _states(moves: Iterable[Move], start: date, today: date) -> Iterable[tuple[str, date, date]]:
    state, since = "reported", start
    for move in moves:
        on = max(move.on, since)
        if on > since:
            yield state, since, on
        state, since = move.target, on
    if state not in ENDED and today > since:
        yield state, since, today
    elif state in ENDED:
        yield state, since, max(today, since)


def _parts(state: str, start: date, end: date, doubts: Iterable[Doubt]) -> Iterable[tuple[int, date, date]]:
    """One stretch, or two when residents said "no" while it was claimed done."""
    lane = LANE_OF[state]
    if state == "reported_done":
        noes = [doubt.on for doubt in doubts if start <= doubt.on < end]
        if noes:
            yield lane, start, min(noes)
            yield COUNCIL, min(noes), end
            return
    yield lane, start, end


def lane_now(facts: Facts) -> int:
    """Who has to move now, also on the very day on which the ball changed hands."""
    last = facts.moves[-1] if facts.moves else None
    state = last.target if last else "reported"
    if last and state == "reported_done" and any(doubt.on >= last.on for doubt in facts.doubts):
        return COUNCIL
    return LANE_OF.get(state, COUNCIL)


def held(found: Iterable[Span]) -> Held:
    """The days of each holder over these stretches."""
    days = [0, 0, 0]
    for span in found:
        days[span.lane] += span.days
    return Held(*days)


def lane_on(found: Iterable[Span], on: date, default: int = COUNCIL) -> int:
    """Who had to move at the end of a day."""
    for span in found:
        if span.start <= on < span.end:
            return span.lane
    return default
