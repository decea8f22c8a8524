"""The first priority dashboard: what needs somebody now, open work per theme, speed, and money per line."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from budgets.models import BudgetLine
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures import now
from wijkraad.portal.figures.stored import MONEY, SPEED, shares_of, speed_of
from wijkraad.portal.interventions import Intervention, interventions
from wijkraad.terms import clock
from wijkraad.trail.stored import read

STATES = ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done")


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """Open issues of one theme, per state in the order of STATES."""

    key: str
    word: str
    slug: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


class Dashboard:
    """Everything on the page, for one person at one date; a constant number of statements."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.today = clock.today()
        self.counts = now.counts(user, self.today)
        self.rows = rows_of({"themes": now.per_theme(user), "lines": lines(user, self.today.year)})
        self.act: list[Intervention] = interventions(user, self.today)
        # the figures that everybody sees: their numbers lead to the page that shows the same ones
        kept = read(SPEED, MONEY)
        self.speed = speed_of(SPEED.of(kept, self.today))
        self.shares = shares_of(MONEY.of(kept, self.today))

    @property
    def themes(self) -> list[ThemeRow]:
        """Open issues per theme, the fullest first."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.rows["themes"]:
            own = found.setdefault(row["slug"], {"key": row["key"], "word": row["word"], "counts": {}})
            own["counts"][row["status"]] = own["counts"].get(row["status"], 0) + row["total"]
        made = [
            ThemeRow(own["key"], own["word"], slug, tuple(own["counts"].get(state, 0) for state in STATES))
            for slug, own in found.items()
        ]
        return sorted(made, key=lambda row: -row.total)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of this year's budget with what is free, in euro."""
        names = ("original", "amended", "reserved", "paid")
        found = []
        for row in self.rows["lines"]:
            amounts = {name: Decimal(row[name]) for name in names}
            free = amounts["amended"] - amounts["reserved"] - amounts["paid"]
            over = amounts["paid"] + amounts["reserved"] - amounts["original"]
            found.append(row | amounts | {"free": free, "over": max(Decimal(0), over)})
        return found

    @property
    def widest(self) -> Decimal:
        """The largest amount of any line: the common scale of the bars."""
        sums = [max(row["amended"], row["paid"] + row["reserved"], row["original"]) for row in self.lines]
        return max(sums, default=Decimal(1)) or Decimal(1)

    def figure(self, key: str) -> now.Figure:
        return now.FIGURES[key]


def lines(user: Any, year: int) -> QuerySet:
    """The budget lines of a year that this person may see."""
    found = BudgetLine.objects.visible_to(user).filter(budget__year=year).order_by("order", "id")
    return found.values(
        "name", "original", "amended", "reserved", "paid", key=F("theme__colour_key"), word=F("theme__name")
    )
