"""Money that was given for one thing: how much of a year may still go to which line. Amounts in euros.

A source may be for one line, for the lines of one theme, or free. What a line promises and pays comes
first out of the money that is for it alone, then for its theme, and only then out of free money. So
earmarked money never pays for something else, whatever line the request names. A year without sources
says nothing: then there is no such rule to keep.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from budgets.models import BudgetLine, FundingSource
from budgets.money import ZERO
from budgets.permissions import Barrier
from wijkraad.ui.filters import euro

LOCK = 0x6275_6467
"""The first half of the advisory lock of a year's sources ("budg")."""


@dataclass(frozen=True)
class Earmark:
    """What the sources of a year say about one line.

    `own` is money for this line or its theme alone, with the givers' words in `rules`; `room` is what may
    still be promised on it without spending money that is for something else.
    """

    line: BudgetLine
    own: Decimal
    room: Decimal
    rules: tuple[tuple[str, str], ...]
    """Name of each source that is for this line, and what it is for."""

    def barrier(self, amount: Decimal) -> Barrier | None:
        """Why an amount cannot be promised on this line; None when it can."""
        if amount <= self.room:
            return None
        text = _(
            "Voor dit onderdeel is nog %(room)s over dat hiervoor mag. De rest is gegeven voor iets anders."
        )
        return Barrier("earmark_room", text % {"room": euro(max(self.room, ZERO))})


def sources_of(line: BudgetLine) -> list[FundingSource]:
    """Where the money of the year of this line comes from."""
    found = FundingSource.objects.filter(budget=line.budget_id)
    return list(found.select_related("only_line", "only_theme"))


def earmark_for(line: BudgetLine, sources: list[FundingSource] | None = None) -> Earmark | None:
    """The rule of the sources for one line; None when the year has no source with such a rule.

    `sources`: those of its year (`sources_of`), from who has read them already.
    """
    sources = sources_of(line) if sources is None else sources
    if not any(one.only_line_id or one.only_theme_id for one in sources):
        return None
    lines = BudgetLine.objects.filter(budget=line.budget_id).only("theme_id", "reserved", "paid", "committed")
    mine = [one for one in sources if is_for(one, line)]
    return Earmark(
        line=line,
        own=sum((one.amount for one in mine), ZERO),
        room=_room(line, list(lines), sources),
        rules=tuple((one.name, one.earmark) for one in mine),
    )


def hold_sources(line: BudgetLine) -> None:
    """One approval of a year at a time, when sources have rules: the next one sees what this one took."""
    ruled = FundingSource.objects.filter(budget=line.budget_id).exclude(only_line=None, only_theme=None)
    if ruled.exists():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, line.budget_id % 2**31])


def is_for(source: FundingSource, line: Any) -> bool:
    if source.only_line_id:
        return source.only_line_id == line.pk
    return source.only_theme_id is not None and source.only_theme_id == line.theme_id


def _room(line: BudgetLine, lines: list[BudgetLine], sources: Iterable[FundingSource]) -> Decimal:
    """What is left on the way from this line to the free money: its own, its theme's, then free."""
    per_line: dict[int, Decimal] = {}
    per_theme: dict[int, Decimal] = {}
    free = ZERO
    for one in sources:
        if one.only_line_id:
            per_line[one.only_line_id] = per_line.get(one.only_line_id, ZERO) + one.amount
        elif one.only_theme_id:
            per_theme[one.only_theme_id] = per_theme.get(one.only_theme_id, ZERO) + one.amount
        else:
            free += one.amount
    left_of_line = {one.pk: per_line.get(one.pk, ZERO) - one.committed for one in lines}
    left_of_theme = dict(per_theme)
    for other in lines:
        need = max(ZERO, -left_of_line[other.pk])
        if other.theme_id:
            left_of_theme[other.theme_id] = left_of_theme.get(other.theme_id, ZERO) - need
        else:
            free -= need
    free -= sum((max(ZERO, -left) for left in left_of_theme.values()), ZERO)
    own = max(ZERO, left_of_line.get(line.pk, ZERO))
    shared = max(ZERO, left_of_theme.get(line.theme_id, ZERO)) if line.theme_id else ZERO
    return own + shared + free
