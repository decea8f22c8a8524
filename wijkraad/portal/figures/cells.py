"""Public answers that give nobody away: which cells of a figure may be shown, also beside all other cells.

A cell is a question of a visitor: a theme, a street, an area (each or all) and a period (a calendar year,
one of its quarters, or the last 365 days). Rules:

1. Fewer cases than `public_count_from` (5) are not shown.
2. A sensitive theme (not public by itself, or with signals) is shown per area and calendar year only, once
   that year is over: a year that still runs, asked day after day, would tell of each day. Matters that are
   not fully public count in no street and no quarter, and by theme or area in no running year.
3. Complementary: next to a hidden cell there is always another one. Of the parts of a whole (by theme,
   street, area, quarter) the smallest shown ones are hidden too until what is hidden together is 5 or more;
   and a cell is hidden when a wider shown one has only 1–4 cases more. So no two public answers, subtracted,
   give a hidden one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from wijkraad.portal.figures.shape import Period

DIMENSIONS = ("theme", "street", "area")
Place = tuple[int, int | None, int | None]
"""Theme, street and area."""


@dataclass(frozen=True, slots=True)
class Case:
    """So many cases (`n`) behind a figure: where they belong, and their day in the figure.

    `until`: the day from which they no longer are (an issue that came back); they count in periods that end
    before. Days may be moved back to the last day on which a period that is known begins or ends.
    """

    theme: int
    street: int | None
    area: int | None
    on: date
    public: bool
    until: date | None = None
    n: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A question of a visitor; None means all."""

    period: Period
    theme: int | None = None
    street: int | None = None
    area: int | None = None

    @property
    def is_year(self) -> bool:
        """A whole calendar year."""
        start = self.period.start
        return self.period == Period.year(start.year)

    def fine(self, today: date) -> bool:
        """Finer than area and a year that is over on `today`: only fully public matters count.

        A year of all themes and areas together is not, also while it runs.
        """
        placed = self.theme is not None or self.area is not None
        over = self.is_year and self.period.end <= today
        return self.street is not None or self.period.days < 365 or (placed and not over)

    def lasts(self, case: Case) -> bool:
        """Whether a case falls in its period and stood at its end."""
        inside = self.period.start <= case.on < self.period.end
        return inside and (case.until is None or case.until >= self.period.end)

    def within(self, other: "Cell") -> bool:
        """Whether all that it asks for is asked for by the other one too."""
        return self.period.within(other.period) and all(
            getattr(other, name) in (None, getattr(self, name)) for name in DIMENSIONS
        )


class Cells:
    """All cells of one figure over its cases; `shown` says which of them a visitor may see."""

    def __init__(
        self,
        cases: Iterable[Case],
        periods: Sequence[Period],
        sensitive: frozenset[int],
        least: int,
        today: date,
    ) -> None:
        self.cases = list(cases)
        self.periods = periods
        self.sensitive = sensitive
        self.least = least
        self.today = today
        self.keys = {
            name: sorted({getattr(case, name) for case in self.cases} - {None}) for name in DIMENSIONS
        }
        self._placed: dict[tuple[Period, bool], Counter[Place]] = {}
        self._numbers: dict[Cell, int] = {}
        self._shown: dict[Cell, bool] = {}

    def number(self, cell: Cell) -> int:
        if cell not in self._numbers:
            placed = self._by_place(cell)
            wanted = (cell.theme, cell.street, cell.area)
            self._numbers[cell] = sum(
                n
                for place, n in placed.items()
                if all(want is None or want == here for want, here in zip(wanted, place, strict=True))
            )
        return self._numbers[cell]

    def _by_place(self, cell: Cell) -> "Counter[Place]":
        """The cases of a period by theme, street and area, counted once."""
        fine = cell.fine(self.today)
        known = cell.period, fine
        if known not in self._placed:
            asked, found = Cell(cell.period), Counter[Place]()
            for case in self.cases:
                if asked.lasts(case) and (case.public or not fine):
                    found[case.theme, case.street, case.area] += case.n
            self._placed[known] = found
        return self._placed[known]

    def allowed(self, cell: Cell) -> bool:
        """Whether the question may be asked at all (rule 2)."""
        return not (cell.theme in self.sensitive and cell.fine(self.today))

    def shown(self, cell: Cell) -> bool:
        if cell not in self._shown:
            self._shown[cell] = self._judge(cell)
        return self._shown[cell]

    def _judge(self, cell: Cell) -> bool:
        number = self.number(cell)
        if number < self.least or not self.allowed(cell):
            return False
        for whole in self.wider(cell):
            more = self.number(whole) - number
            if 0 < more < self.least and self.shown(whole):
                return False
        return not any(cell in self._hidden(parts) for parts in self._partitions(cell))

    def wider(self, cell: Cell) -> list[Cell]:
        """Every other cell that holds it."""
        found = [cell]
        for name in DIMENSIONS:
            if getattr(cell, name) is not None:
                found += [replace(one, **cast(Any, {name: None})) for one in found]
        periods = [period for period in self.periods if cell.period.within(period)]
        found = [replace(one, period=period) for one in found for period in periods]
        return [one for one in found if one != cell]

    def _partitions(self, cell: Cell) -> Iterable[list[Cell]]:
        """The rows of parts that it is one of: by theme, by street, by area, by quarter."""
        for name in DIMENSIONS:
            if getattr(cell, name) is not None:
                yield [replace(cell, **{name: key}) for key in self.keys[name]]
        year = Period.year(cell.period.start.year)
        quarters = [Period.quarter(year.start.year, number) for number in (1, 2, 3, 4)]
        if cell.period in quarters:
            yield [replace(cell, period=one) for one in quarters]

    def _hidden(self, parts: list[Cell]) -> set[Cell]:
        """What is hidden of the parts of a whole: the small ones, and the smallest others till they
        hide enough.
        """
        numbers = sorted((self.number(one), place, one) for place, one in enumerate(parts))
        hidden = {one for number, _place, one in numbers if number < self.least or not self.allowed(one)}
        together = sum(self.number(one) for one in hidden)
        for number, _place, one in numbers:
            if not 0 < together < self.least:
                break
            if one not in hidden:
                hidden.add(one)
                together += number
        return hidden
