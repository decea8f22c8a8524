"""Het spoor, stap voor stap: the stops with the time between them.

Between two stops lies at least one wait; where the ball changes hands a wait ends in a switch, so a
change of lane always sits in a wait. A wait is dotted while a partner has the ball, and where nothing
that counts happened for longer than the council allows itself in that state (K4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from markupsafe import Markup

from wijkraad.portal.story.events import Stop
from wijkraad.portal.story.holders import COUNCIL, PARTNER, RESIDENTS, Span, lane_now, lane_on
from wijkraad.portal.story.rows import Facts, Move, Term
from wijkraad.ui import rails


@dataclass(slots=True)
class Wait:
    """The time between two stops: its lane, how long, what it was for, and the switch at its end."""

    lane: int
    line: str = "vol"
    kind: str = ""
    days: int | None = None
    late: int = 0
    height: int = 1
    to_lane: int | None = None
    move: Move | None = None
    term: Term | None = None
    on_time: bool = False
    stop = False

    @property
    def rail(self) -> Markup:
        return rails.rail(self.lane, self.line)

    @property
    def switch(self) -> Markup:
        """The S-curve at its end; empty when the lane stays."""
        if self.to_lane is None or self.to_lane == self.lane:
            return Markup("")
        return rails.switch(self.lane, self.to_lane)


@dataclass(slots=True)
class Halt:
    """A stop as it is drawn: first, last, and the kind of line through it."""

    event: Stop
    line: str = "vol"
    first: bool = False
    last: bool = False
    stop = True

    @property
    def rail(self) -> Markup:
        return rails.rail(self.event.lane, self.line)

    @property
    def lane(self) -> int:
        return self.event.lane

    @property
    def css(self) -> str:
        return _css(self.event.css, self.event.kind, self.first, self.last)


@cache
def _css(own: str, kind: str, first: bool, last: bool) -> str:
    ends = ("is-eerste" if first else "", "is-laatste" if last else "")
    final = "is-eind" if last and kind not in {"next", "aftercare"} else ""
    return " ".join(part for part in ("wp-halte", own, *ends, final) if part)


def height(days: int) -> int:
    """The class of height: 1 below 30 days, 3 below 60, 4 from 60."""
    return 1 if days < 30 else 3 if days < 60 else 4


def steps(facts: Facts, stops: Sequence[Stop], spans: Sequence[Span]) -> list[Halt | Wait]:
    """Stops and waits in turn, ready to draw."""
    _settle_lanes(facts, stops, spans)
    found: list[Halt | Wait] = []
    for place, stop in enumerate(stops):
        if place:
            found += _between(facts, stops[place - 1], stop, spans)
        future = stop.kind in {"next", "aftercare"}
        found.append(Halt(stop, "straks" if future else "vol", place == 0, place == len(stops) - 1))
    _tell_once(found)
    return found


def _tell_once(found: Sequence[Halt | Wait]) -> None:
    """A promise is told at the first wait for it; later waits for the same say only that we still wait."""
    told: list[Term] = []
    for step in found:
        if isinstance(step, Wait) and step.kind == "partner" and step.term:
            if any(step.term is term for term in told):
                step.kind = "partner_still"
            told.append(step.term)


def _settle_lanes(facts: Facts, stops: Sequence[Stop], spans: Sequence[Span]) -> None:
    """What comes next, and small news of the council, stand in the lane of whoever has the ball."""
    for stop in stops:
        if stop.kind == "next":
            stop.lane = lane_now(facts)
        elif stop.kind in {"letter", "update", "escalation", "joined"}:
            stop.lane = lane_on(spans, stop.on, stop.lane)


def _between(facts: Facts, before: Stop, after: Stop, spans: Sequence[Span]) -> list[Wait]:
    if before.kind == "result":
        return [Wait(RESIDENTS, "bewaak", "aftercare", to_lane=_other(RESIDENTS, after.lane))]
    start = _leaves(before, after)
    parts = [
        Span(s.lane, max(s.start, start), min(s.end, after.on), s.state)
        for s in spans
        if min(s.end, after.on) > max(s.start, start)
    ]
    parts = _joined(parts)
    found: list[Wait] = []
    lane = before.lane
    for part in parts:
        lane = _add(facts, found, lane, part, before, after)
    if lane != after.lane:
        if found and found[-1].to_lane is None:
            found[-1].to_lane = after.lane
        else:
            found.append(Wait(lane, to_lane=after.lane))
    return found or [Wait(lane)]


def _leaves(before: Stop, after: Stop) -> date:
    """When the time after a stop begins; an agenda before its decision counts from its first day."""
    if before.kind == "agenda" and before.until and after.kind not in {"decision", "voted_down"}:
        return before.until
    return before.on


def _joined(parts: Sequence[Span]) -> list[Span]:
    """Neighbours in one lane as one stretch; the time before the first look stays apart."""
    found: list[Span] = []
    for part in parts:
        if found and found[-1].lane == part.lane and found[-1].state != "reported":
            part = Span(part.lane, found.pop().start, part.end, part.state)
        found.append(part)
    return found


def _other(lane: int, to: int) -> int | None:
    return to if to != lane else None


def _add(facts: Facts, found: list[Wait], lane: int, part: Span, before: Stop, after: Stop) -> int:
    """Add the wait of one stretch; returns the lane that the line is in after it."""
    if found and part.lane == COUNCIL and part.days < 30 and after.kind not in {"next", "no", "result"}:
        # A short rest of a stretch behind another wait tells nothing of its own.
        if part.lane != lane:
            found[-1].to_lane = part.lane
        return part.lane
    wait = _wait(facts, part, before, after)
    if part.lane == lane:
        found.append(wait)
    elif found and found[-1].to_lane is None:
        found[-1].to_lane = part.lane
        found.append(wait)
    elif wait.days is None or wait.days < 30:
        # A short stretch behind a stop: the switch and the days share one wait.
        wait.lane, wait.to_lane, wait.line = lane, part.lane, "vol"
        found.append(wait)
    else:
        found += [Wait(lane, kind=_handover(before), to_lane=part.lane), wait]
    return part.lane


def _handover(before: Stop) -> str:
    return {"no": "again", "report": "received", "claim": "look"}.get(before.kind, "")


def _wait(facts: Facts, part: Span, before: Stop, after: Stop) -> Wait:
    wait = Wait(part.lane, days=part.days or None, height=height(part.days))
    if part.lane == PARTNER:
        _with_partner(facts, wait, part)
    elif part.state == "reported_done":
        wait.kind = "answer" if part.lane == COUNCIL else "measure" if after.kind == "result" else "look"
    elif part.state == "reported":
        _picked_up(facts, wait, part)
    elif after.kind in {"decision", "voted_down"}:
        wait.kind = "to_decision"
        wait.days = (after.on - facts.first_report_on).days if facts.full else None
    elif after.kind == "next":
        wait.kind = f"now_{part.state}"
    elif before.kind in {"no", "back"}:
        wait.kind = "again"
    elif before.kind == "decision":
        wait.days = wait.days if facts.full else None
        wait.kind = "asked" if _goes_to_partner(facts, part.end) else "started"
    else:
        wait.kind = f"in_{part.state}" if part.days >= 30 else ""
        wait.days = part.days if part.days >= 30 else None
    if part.lane == COUNCIL and is_still(facts, part.state, part.start, part.end):
        wait.line = "stip"
    return wait


def _goes_to_partner(facts: Facts, on: date) -> bool:
    return any(move.target == "waiting" and move.on == on for move in facts.moves)


def _picked_up(facts: Facts, wait: Wait, part: Span) -> None:
    """From the report to the first look at it; its norm is in working days, kept in `norm_due`."""
    first = next((move for move in facts.moves if move.source == "reported"), None)
    if first is None:
        wait.kind = "not_seen"
        return
    wait.kind, wait.move = "picked_up", first
    wait.days = (first.on - facts.first_report_on).days
    wait.on_time = facts.norm_due is None or first.on <= facts.norm_due
    wait.height = height(part.days)


def _with_partner(facts: Facts, wait: Wait, part: Span) -> None:
    """Time at the partner: dotted; late from the date that was promised to the answer (or to today)."""
    wait.kind, wait.line = "partner", "stip"
    wait.term, wait.late = overdue(facts, part)


def overdue(facts: Facts, part: Span) -> tuple[Term | None, int]:
    """The term that a stretch at the partner waits for, and the days it was late by the stretch's end.

    A promise that passed stays late whatever is asked afterwards; else the newest term counts, and
    without any term the date on which we ask again.
    """
    near = [t for t in facts.terms if t.asked_on <= part.end and (t.answered_on or facts.today) >= part.start]
    if not near:
        due = facts.waiting_until
        if due is None:
            return None, 0
        return Term("date", facts.partner, part.start, due), max(0, (part.end - due).days)
    late = [(min(t.answered_on or part.end, part.end) - t.due).days if t.due else 0 for t in near]
    worst = max(range(len(near)), key=lambda place: (max(late[place], 0), near[place].asked_on))
    return near[worst], max(0, late[worst])


def is_still(facts: Facts, state: str, start: date, end: date) -> bool:
    """Whether nothing that counts (K4) happened for longer than T(state) between two dates."""
    limit = facts.still_after.get(state)
    if limit is None:
        return False
    if (end - start).days <= limit:
        return False
    days = [start, *(day for day in qualifying(facts) if start < day < end), end]
    return any((later - earlier).days > limit for earlier, later in pairwise(days))


def qualifying(facts: Facts) -> list[date]:
    """The days on which something counted: move, decision, money, finished action, letter, public update."""
    found = [move.on for move in facts.moves]
    found += [ruling.on for ruling in facts.rulings]
    found += [task.done_on for task in facts.tasks if task.done_on]
    found += [day for p in facts.payments for day in (p.first_paid_on, p.last_paid_on, p.approved_on) if day]
    found += [day for t in facts.terms for day in (t.asked_on, t.answered_on) if day and t.kind != "promise"]
    found += [remark.on for remark in facts.remarks if remark.kind == "update"]
    return sorted(found)
