"""From rows to the stops of het spoor, in order of time; each fact becomes one stop, none two.

A stop is a full card for the seven main steps and a small one for what happens in between. Two facts
of one kind on one day share no stop; what belongs together (the agendas before one decision, the
actions of one stretch of work, all money) shares one card.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from wijkraad.portal.story.holders import COUNCIL, ENDED, PARTNER, RESIDENTS
from wijkraad.portal.story.rows import Facts, Move, Payment, Point, Ruling, Task

ICONS = {
    "report": "megaphone",
    "agenda": "calendar-days",
    "decision": "gavel",
    "action": "wrench",
    "money": "euro",
    "result": "badge-check",
    "stopped": "octagon-x",
    "aftercare": "eye",
    "no": "x",
    "back": "rotate-ccw",
    "next": "calendar-clock",
}
SMALL = frozenset(
    {"claim", "no", "back", "letter", "update", "escalation", "joined", "voted_down", "settled"}
)
# On one day the chain is told in this order.
_TOLD = (
    "report",
    "joined",
    "update",
    "letter",
    "agenda",
    "voted_down",
    "decision",
    "escalation",
    "action",
) + ("money", "claim", "no", "settled", "result", "stopped", "back", "aftercare", "next")
_ORDER = {kind: place for place, kind in enumerate(_TOLD)}


@dataclass(slots=True)
class Stop:
    """One event: its day, the lane of whoever acted, and the row or rows behind it."""

    kind: str
    on: date
    lane: int
    row: Any = None
    rows: Sequence[Any] = ()
    until: date | None = None
    again: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def small(self) -> bool:
        return self.kind in SMALL

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "")

    @property
    def css(self) -> str:
        """The classes of the stop beside `wp-halte`."""
        return _css(self.kind)


@cache
def _css(kind: str) -> str:
    own = {
        "decision": "wp-halte--besluit",
        "result": "wp-halte--resultaat",
        "aftercare": "wp-halte--nazorg",
        "claim": "is-claim",
        "no": "is-nee",
        "back": "is-nee",
        "next": "is-straks",
    }.get(kind, "is-claim" if kind in SMALL else "")
    return " ".join(part for part in ("wp-halte--klein" if kind in SMALL else "", own) if part)


def stops(facts: Facts) -> list[Stop]:
    """Every stop of the issue, the report first, what comes next last."""
    found = [Stop("report", facts.first_report_on, RESIDENTS)]
    found += _agendas(facts)
    found += _decisions(facts.rulings)
    found += _work(facts)
    found += _money(facts.payments)
    found += _from_moves(facts)
    found += [Stop("no", doubt.on, RESIDENTS, doubt) for doubt in facts.doubts]
    found += [Stop(r.kind, max(r.on, facts.first_report_on), COUNCIL, r) for r in facts.remarks]
    found.sort(key=lambda stop: (stop.on, _ORDER.get(stop.kind, 50)))
    last = _last(facts)
    return [*found, last] if last else found


def _agendas(facts: Facts) -> list[Stop]:
    """The agendas of held meetings, one stop for those that led to the same decision (or to none yet)."""
    ends = sorted(ruling.on for ruling in facts.rulings)
    groups: dict[date | None, list[Point]] = {}
    for point in sorted((p for p in facts.points if p.held), key=lambda p: p.on):
        until = next((end for end in ends if end >= point.on), None)
        groups.setdefault(until, []).append(point)
    return [
        Stop("agenda", points[0].on, COUNCIL, rows=points, until=points[-1].on, extra={"decided": end})
        for end, points in groups.items()
    ]


def _decisions(rulings: Iterable[Ruling]) -> list[Stop]:
    return [
        Stop("voted_down" if ruling.status == "rejected" else "decision", ruling.on, COUNCIL, ruling)
        for ruling in rulings
    ]


def _work(facts: Facts) -> list[Stop]:
    """One card per stretch of work: the actions done (or still open) up to each "klaar gemeld"."""
    claims = [move.on for move in facts.moves if move.target == "reported_done"]
    groups: dict[date | None, list[Task]] = {}
    for task in facts.tasks:
        until = next((claim for claim in claims if (task.done_on or task.added_on) <= claim), None)
        groups.setdefault(until if task.done_on else None, []).append(task)
    found = []
    for tasks in groups.values():
        done = [task.done_on for task in tasks if task.done_on]
        on = max(done) if done else min(task.added_on for task in tasks)
        rows = sorted(tasks, key=lambda t: (t.done_on is None, t.done_on or t.due or t.added_on))
        found.append(Stop("action", on, COUNCIL, rows=rows))
    return found


def _money(payments: Sequence[Payment]) -> list[Stop]:
    if not payments:
        return []
    days = [p.first_paid_on or p.approved_on for p in payments]
    known = [day for day in days if day]
    if not known:
        return []
    return [Stop("money", min(known), COUNCIL, rows=payments)]


def _from_moves(facts: Facts) -> list[Stop]:
    found: list[Stop] = []
    claims = 0
    for move in facts.moves:
        if move.target == "reported_done":
            claims += 1
            lane = PARTNER if move.source == "waiting" and move.by == facts.partner else COUNCIL
            found.append(Stop("claim", move.on, lane, move, again=claims > 1))
        elif move.target == "resolved":
            found.append(Stop("result", move.on, RESIDENTS, move))
        elif move.target in ENDED:
            found.append(Stop("stopped", move.on, COUNCIL, move, extra={"state": move.target}))
        elif move.source in ENDED:
            claims = 0
            found.append(Stop("back", move.on, COUNCIL, move, extra={"state": move.source}))
    return _without_waverings(found)


def _without_waverings(found: list[Stop]) -> list[Stop]:
    """An end that was taken back the same day (a mistaken join) is no event for readers."""
    kept: list[Stop] = []
    for stop in found:
        if stop.kind == "back" and kept and kept[-1].kind == "stopped" and kept[-1].on == stop.on:
            kept.pop()
        else:
            kept.append(stop)
    return kept


def _last(facts: Facts) -> Stop | None:
    """What comes next and by when; nothing after an end without nazorg."""
    if facts.status == "resolved":
        return Stop("aftercare", facts.today, RESIDENTS, until=facts.aftercare_until, rows=aftercare(facts))
    if facts.status in ENDED:
        return None
    return Stop("next", facts.today, COUNCIL, rows=upcoming(facts))


@dataclass(frozen=True, slots=True)
class Coming:
    """One line of what comes (or came) with its date; `late` when that date has passed undone."""

    on: date | None
    kind: str
    words: str = ""
    who: str = ""
    path: str = ""
    late: int = 0
    done: bool = False


def upcoming(facts: Facts) -> list[Coming]:
    """The next steps of an open issue by date: agenda, actions, deadlines, the partner's date, our own."""
    today = facts.today
    found = [Coming(p.on, "agenda", path=p.path) for p in facts.points if not p.held and p.on >= today]
    found += [
        Coming(t.due, "action", t.title, t.who, late=_late(t.due, today))
        for t in facts.tasks
        if not t.done_on
    ]
    found += [
        Coming(r.deadline, "deadline", r.number, r.who, r.path, _late(r.deadline, today))
        for r in facts.rulings
        if r.status in {"adopted", "executing"} and r.deadline
    ]
    if facts.status == "waiting":
        found += _waiting(facts)
    if facts.status == "reported" and facts.norm_due:
        found.append(Coming(facts.norm_due, "norm", late=_late(facts.norm_due, today)))
    if facts.next_step and facts.next_step_on:
        found.append(
            Coming(facts.next_step_on, "step", facts.next_step, late=_late(facts.next_step_on, today))
        )
    return sorted(found, key=lambda c: (c.on is None, c.on or today))[:6]


def _waiting(facts: Facts) -> list[Coming]:
    """What the partner owes us: each open term with its date; without one the date on which we ask again."""
    owed = [term for term in facts.terms if not term.answered_on]
    if not owed:
        return [Coming(facts.waiting_until, "partner", late=_late(facts.waiting_until, facts.today))]
    found = []
    for term in owed:
        running = term.legal and term.due is not None and term.due >= facts.today
        kind = "legal" if running else "promise" if term.kind == "promise" else "partner"
        found.append(Coming(term.due, kind, term.words, late=_late(term.due, facts.today)))
    return found


def _late(due: date | None, today: date) -> int:
    return max(0, (today - due).days) if due else 0


def aftercare(facts: Facts) -> list[Coming]:
    """The dates of nazorg: when we asked, when we ask again, when it ends."""
    if not facts.aftercare_until:
        return []
    found = [Coming(facts.aftercare_until, "aftercare_end", done=facts.aftercare_until <= facts.today)]
    resolved = last_move(facts, "resolved")
    if resolved:
        for days, kind in ((14, "asked"), (90, "asked_again")):
            on = date.fromordinal(resolved.on.toordinal() + days)
            found.append(Coming(on, kind, done=on <= facts.today))
    return sorted(found, key=lambda c: c.on or facts.today)


def last_move(facts: Facts, target: str) -> Move | None:
    """The latest move into a state."""
    return next((move for move in reversed(facts.moves) if move.target == target), None)


def spent(payments: Iterable[Payment]) -> Decimal:
    """Net paid in euro."""
    return sum((payment.paid for payment in payments), Decimal(0))


def ceiling(facts: Facts) -> Decimal | None:
    """What the running and finished decisions allow to spend together; None when none names an amount."""
    amounts = [r.ceiling for r in facts.rulings if r.ceiling is not None and r.status != "superseded"]
    return sum(amounts, Decimal(0)) if amounts else None
