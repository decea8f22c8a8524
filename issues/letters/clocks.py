"""The clocks of a letter: when a term ends, by its kind.

Sources: Algemene wet bestuursrecht (Awb) 3:16, 4:13–4:15, 4:17, 6:7, 6:8, 7:10, 9:11; Wet open
overheid 4.4 and 8.4; the numbers of weeks are the dated setting `letter_weeks`. A term that ends on
a weekend day or a holiday moves to the next working day (Algemene termijnenwet 1 and 3). All dates
are Amsterdam calendar days and the last day on which it may still happen.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from issues.models import Letter
from wijkraad.terms.values import value
from wijkraad.terms.workdays import next_workday

LEGAL = ("bezwaar", "handhavingsverzoek", "woo", "klacht")
"""Kinds to which they must reply within a legal term."""
DEFAULT_KINDS = ("bezwaar", "handhavingsverzoek", "woo")
"""Kinds for which an ingebrekestelling exists."""
PENALTY_KINDS = ("bezwaar", "handhavingsverzoek")
"""Kinds with a dwangsom by law; for the Woo only a judge can give one (Woo 8.4)."""
HEARD_KINDS = ("bezwaar", "klacht")
"""Kinds for which they must hear us before they decide (Awb 7:2, 9:10)."""
ONCE = ("bezwaar", "woo", "klacht")
"""Kinds whose term may be longer by notice for a fixed number of weeks, once."""


def weeks_after(day: date, key: str) -> date:
    """The end of a term of `letter_weeks[key]` weeks that starts after `day`."""
    return next_workday(day + timedelta(weeks=int(value("letter_weeks")[key])))


def file_before(kind: str, published_on: date) -> date:
    """The fatal date of a bezwaar or zienswijze.

    Bezwaar: six weeks that start the day after the decision was made known (Awb 6:8). Zienswijze:
    six weeks that start on the day itself on which the plan lies for inspection (Awb 3:16 lid 2).
    """
    if kind == "zienswijze":
        return weeks_after(published_on - timedelta(days=1), "zienswijze")
    return weeks_after(published_on, "bezwaar_file")


def own_move(letter: Letter) -> date | None:
    """Our own fatal date, for letters that we must file in time."""
    if letter.kind in ("bezwaar", "zienswijze") and letter.published_on is not None:
        return file_before(letter.kind, letter.published_on)
    return None


def term_of(letter: Letter) -> date | None:
    """The day their term ends, extension and pauses included; None when the law gives none.

    A term that stands still now is counted without the days of that pause.
    """
    weeks = value("letter_weeks")
    start = _start_of(letter)
    if start is None or letter.kind not in LEGAL:
        return None
    key = letter.kind
    if letter.advisory and f"{key}_committee" in weeks:
        key = f"{key}_committee"
    total = int(weeks[key])
    if letter.extended and letter.kind in ONCE:
        total += int(weeks[f"{letter.kind}_extension"])
    return next_workday(start + timedelta(weeks=total, days=letter.paused_days))


def _start_of(letter: Letter) -> date | None:
    """The day after which their weeks count: for a bezwaar the end of the period for objections."""
    if letter.kind == "bezwaar":
        return own_move(letter)
    return letter.received_on or letter.sent_on


def longer_by_law(letter: Letter) -> date | None:
    """The end of their term after the extension by notice; None when the law names no weeks for it."""
    if letter.kind not in ONCE or letter.extended:
        return None
    kept, letter.extended = letter.extended, True
    try:
        return term_of(letter)
    finally:
        letter.extended = kept


def may_default_from(letter: Letter) -> date | None:
    """The first day on which an ingebrekestelling may go out; None when it never may, or while paused."""
    if letter.kind not in DEFAULT_KINDS or letter.term_ends is None or letter.paused_on is not None:
        return None
    return letter.term_ends + timedelta(days=1)


@dataclass(frozen=True)
class Penalty:
    """What a dwangsom could be: since which day, how many days and euros so far, how much at most."""

    since: date
    days: int
    so_far: Decimal
    most: Decimal


def penalty_of(letter: Letter, on: date) -> Penalty | None:
    """The dwangsom that is possible by law (Awb 4:17), in euros; None when there can be none.

    It runs from the day after the two weeks of the ingebrekestelling, 42 days at most, and stops with
    the answer. It is due only to an interested party that asked in time; so it is only ever "misschien".
    """
    if letter.kind not in PENALTY_KINDS or letter.default_until is None or letter.interested is False:
        return None
    since = letter.default_until + timedelta(days=1)
    last = min(on, letter.answered_on) if letter.answered_on else on
    days = max(0, (last - since).days + 1)
    rates = value("penalty_payment")
    most = int(rates["most_days"])
    return Penalty(since, min(days, most), _sum(rates, min(days, most)), _sum(rates, most))


def _sum(rates: dict[str, int], days: int) -> Decimal:
    step = int(rates["step_days"])
    first, second = min(days, step), min(max(0, days - step), step)
    rest = days - first - second
    return Decimal(first * rates["first"] + second * rates["second"] + rest * rates["rest"])


def next_file_before(letter: Letter) -> date | None:
    """After their decision: our fatal date for beroep (bezwaar) or bezwaar (others), six weeks (Awb 6:7)."""
    if letter.status != "answered" or letter.answered_on is None or letter.kind not in DEFAULT_KINDS:
        return None
    return weeks_after(letter.answered_on, "bezwaar_file")


def is_late(letter: Letter, on: date) -> bool:
    """Whether an answer is overdue: past the term, or past our own date. A running term is never late."""
    if letter.status not in ("sent", "in_default") or letter.paused_on is not None:
        return False
    end = letter.term_ends or letter.own_date
    return end is not None and end < on


def badge_of(letter: Letter, on: date) -> str:
    """Which clock badge a letter shows: klok-wij, klok-loopt, klok-eigen, klok-late, or '' at the end."""
    if letter.status == "concept":
        return "klok-wij"
    if letter.status not in ("sent", "in_default"):
        return ""
    if is_late(letter, on):
        return "klok-late"
    return "klok-loopt" if letter.term_ends else "klok-eigen"
