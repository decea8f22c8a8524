"""The two ladders of stepping in, and the rung that comes next."""

from collections.abc import Iterable
from datetime import date

from issues.models import Escalation
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.terms.workdays import add_workdays

Rung = Escalation.Rung
INSIDE = (Rung.OWNER, Rung.SECRETARY, Rung.BOARD)
OUTSIDE = (Rung.DEPARTMENT, Rung.MANAGER, Rung.DISTRICT, Rung.ALDERMAN)


def side_of(rung: str) -> tuple[str, ...]:
    """The ladder that a rung stands on, lowest first."""
    return INSIDE if rung in INSIDE else OUTSIDE


def next_rung(raised: Iterable[Escalation], *, outside: bool) -> str:
    """One above the highest that was tried on that side; the top stays the top."""
    ladder = OUTSIDE if outside else INSIDE
    tried = [ladder.index(one.rung) for one in raised if one.rung in ladder]
    return str(ladder[min(max(tried, default=-1) + 1, len(ladder) - 1)])


def due_of(rung: str) -> date:
    """The day before which that rung should answer: working days of the setting `escalation_workdays`."""
    return add_workdays(clock.today(), int(value("escalation_workdays")[rung]))
