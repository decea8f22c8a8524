"""What the story of one issue is made of: plain rows, cut loose from the tables they came from.

All dates are Amsterdam calendar days, all amounts euros. `facts` fills these rows from the database
with what the reader may see; `events`, `holders` and `drawing` know nothing of tables or readers.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wijkraad.portal.story.matter import Matter


@dataclass(slots=True)
class Move:
    """One move of the issue from state to state."""

    on: date
    source: str
    target: str
    by: str = ""
    reason: str = ""
    cause_kind: str = ""
    cause_number: str = ""
    cause_path: str = ""
    evidence: str = ""


@dataclass(slots=True)
class Point:
    """The issue as a point on the agenda of one meeting; `held` is false while it is still to come."""

    on: date
    path: str = ""
    held: bool = True
    outcome: str = ""
    words: str = ""
    by: str = ""


@dataclass(slots=True)
class Ruling:
    """One decision about the issue. `number` and `path` are empty where the reader may not see them."""

    on: date
    text: str
    number: str = ""
    path: str = ""
    status: str = "adopted"
    title: str = ""
    who: str = ""
    deadline: date | None = None
    first_deadline: date | None = None
    ceiling: Decimal | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    replaced_by: str = ""
    replaced_path: str = ""


@dataclass(slots=True)
class Task:
    """One action: somebody does something before a date."""

    title: str
    who: str
    added_on: date
    due: date | None = None
    done_on: date | None = None
    result: str = ""


@dataclass(slots=True)
class Term:
    """What a partner owes us: a letter or a promise, with the date it should come."""

    kind: str
    who: str
    asked_on: date
    due: date | None = None
    answered_on: date | None = None
    legal: bool = False
    number: str = ""
    words: str = ""


@dataclass(slots=True)
class Payment:
    """One spend request of the issue and what was paid of it (this issue's share)."""

    goal: str
    payee: str
    number: str = ""
    path: str = ""
    paid: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    first_paid_on: date | None = None
    last_paid_on: date | None = None
    approved_on: date | None = None
    accounted: bool = False
    approvers: int = 0


@dataclass(slots=True)
class Doubt:
    """Neighbours said "no, not solved": since when, how many, the reason as it was approved."""

    on: date
    count: int = 1
    words: str = ""
    settled_on: date | None = None
    answer: str = ""


@dataclass(slots=True)
class Remark:
    """A small event in words: a public update, an escalation, reports joined."""

    kind: str
    on: date
    words: str
    by: str = ""
    due: date | None = None


@dataclass(slots=True)
class Asked:
    """What residents may decide: `level` is the key of its words; `result` is what was done with it."""

    level: str
    about: str
    how: str
    until: date
    result: str = ""
    result_on: date | None = None


@dataclass(slots=True)
class Reaction:
    """Those concerned were asked on a day; their reaction, or none before `due`."""

    who: str
    asked_on: date
    due: date
    words: str = ""
    on: date | None = None


@dataclass(slots=True)
class Promised:
    """What a partner promised, in words: kept, broken, or still open."""

    who: str
    what: str
    said_on: date
    where: str
    due: date | None
    kept: bool | None
    settled_on: date | None


@dataclass(slots=True)
class Facts:
    """Everything about one issue that this reader may see."""

    today: date
    first_report_on: date
    status: str
    number: str = ""
    title: str = ""
    full: bool = True
    size: str = "gewoon"
    theme: str = ""
    partner: str = ""
    responsible: str = ""
    waiting_until: date | None = None
    norm_due: date | None = None
    aftercare_until: date | None = None
    on_agenda_at: date | None = None
    next_step: str = ""
    next_step_on: date | None = None
    goal: str = ""
    criterion: str = ""
    baseline: str = ""
    after_measure: str = ""
    judgement: str = ""
    report_count: int = 0
    household_count: int = 0
    at_least: int = 0
    """So many reports or more, where their number is not told."""
    months: list[tuple[date, int]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    says: list[Asked] = field(default_factory=list)
    heard: list[Reaction] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    corrections: list[Remark] = field(default_factory=list)
    """Dated answers to "Klopt hier iets niet?", newest first."""
    answers_yes: int = 0
    answers_no: int = 0
    followers_asked: int = 0
    asked_on: date | None = None
    photo_before: str = ""
    photo_after: str = ""
    aftercare_days: int = 180
    still_after: dict[str, int] = field(default_factory=dict)
    matter: Matter | None = None
    """The issue itself; None only where a story is told of made-up rows."""
