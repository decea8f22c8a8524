"""K8, overspend: what was paid and promised above the budget (2-domain, Figures). Amounts in euros.

Gross adds the lines that went over; net lets lines that stayed under make up for them. Both are given
against what was first budgeted (original) and against what is agreed now (amended).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budgets.money import ZERO

STRUCTURAL = 3
"""So many closed years in a row above the original amount is structural."""


@dataclass(frozen=True)
class Over:
    """An overspend and what it is measured against; `share` is None for "geen begroting"."""

    amount: Decimal
    base: Decimal

    @property
    def share(self) -> Decimal | None:
        """The overspend as a fraction of the budget; None without a budget."""
        return self.amount / self.base if self.base else None


def over(spent: Decimal, base: Decimal) -> Over:
    """max(0, paid + reserved − budget) ÷ budget."""
    return Over(max(ZERO, spent - base), base)


def gross(pairs: Iterable[tuple[Decimal, Decimal]]) -> Over:
    """Of (spent, budget) per line: only what went over counts."""
    rows = list(pairs)
    return Over(sum((over(*row).amount for row in rows), ZERO), sum((base for _spent, base in rows), ZERO))


def net(pairs: Iterable[tuple[Decimal, Decimal]]) -> Over:
    """Of (spent, budget) per line: everything together."""
    rows = list(pairs)
    return over(sum((spent for spent, _base in rows), ZERO), sum((base for _spent, base in rows), ZERO))


def run_of_years(year: int, earlier: dict[int, Over]) -> list[Over]:
    """The unbroken run of closed years that went over and that ends in `year`, newest first."""
    found = []
    while (one := earlier.get(year)) is not None and one.amount > 0:
        found.append(one)
        year -= 1
    return found


def threads(lines: Sequence[Any]) -> dict[int, Any]:
    """Key of each line → what it is the same line as: its first forerunner by `follows`, else its name."""
    known = {line.pk: line for line in lines}
    found: dict[int, Any] = {}
    for line in sorted(lines, key=lambda one: one.budget.year):
        before = known.get(line.follows_id)
        found[line.pk] = found[before.pk] if before is not None and before.pk in found else line.name
    return found
