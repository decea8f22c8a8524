"""The clocks of a letter: when a term ends, by its kind.

Sources: Algemene wet bestuursrecht 3:16, 4:13, 4:17, 6:7, 7:10, 9:11; Wet open overheid 4.4;
the numbers of weeks are the dated setting `letter_weeks`. A term that ends on a weekend day or a
holiday moves to the next working day (Algemene termijnenwet 1).
"""

from datetime import date, timedelta

from issues.models import Letter
from wijkraad.terms.values import value
from wijkraad.terms.workdays import next_workday

LEGAL = ("bezwaar", "handhavingsverzoek", "woo", "klacht")
"""Kinds to which they must reply within a legal term."""
DEFAULT_KINDS = ("bezwaar", "handhavingsverzoek", "woo")
"""Kinds for which an ingebrekestelling exists."""


def weeks_after(day: date, key: str) -> date:
    """The end of a term of `letter_weeks[key]` weeks that starts after `day`."""
    return next_workday(day + timedelta(weeks=int(value("letter_weeks")[key])))


def file_before(published_on: date) -> date:
    """The fatal date of a bezwaar or zienswijze: six weeks after the decision was published."""
    return weeks_after(published_on, "bezwaar_file")


def term_of(letter: Letter) -> date | None:
    """The day their term ends, extension included; None when the law gives none (or a day is missing)."""
    start = letter.received_on or letter.sent_on
    if letter.kind == "bezwaar":
        if letter.published_on is None:
            return None
        # their weeks start when the period for objections has ended
        start = letter.published_on + timedelta(weeks=int(value("letter_weeks")["bezwaar_file"]))
        return _longer(
            letter, start, "bezwaar_committee" if letter.advisory else "bezwaar", "bezwaar_extension"
        )
    if start is None or letter.kind not in LEGAL:
        return None
    if letter.kind == "klacht":
        return _longer(letter, start, "klacht_committee" if letter.advisory else "klacht", "klacht_extension")
    if letter.kind == "woo":
        return _longer(letter, start, "woo", "woo_extension")
    return weeks_after(start, "handhavingsverzoek")


def _longer(letter: Letter, start: date, key: str, extension: str) -> date:
    weeks = value("letter_weeks")
    total = int(weeks[key]) + (int(weeks[extension]) if letter.extended else 0)
    return next_workday(start + timedelta(weeks=total))


def own_move(letter: Letter) -> date | None:
    """Our own fatal date, for letters that we must file in time."""
    if letter.kind in ("bezwaar", "zienswijze") and letter.published_on is not None:
        return file_before(letter.published_on)
    return None


def may_default_from(letter: Letter) -> date | None:
    """The first day on which an ingebrekestelling may go out; None when it never may."""
    if letter.kind not in DEFAULT_KINDS or letter.term_ends is None:
        return None
    return letter.term_ends + timedelta(days=1)


def is_late(letter: Letter, on: date) -> bool:
    """Whether an answer is overdue: past the term, or past our own date. A running term is never late."""
    if letter.status not in ("sent", "in_default"):
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
