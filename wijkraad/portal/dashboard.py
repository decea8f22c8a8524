"""The first priority dashboard: what needs somebody now, open work per theme, speed, and money per line."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from budgets.models import BudgetLine
from issues.querysets import reads_confidential
from wijkraad.people.roles import roles_of
from wijkraad.portal import interventions
from wijkraad.portal.bundle import Parts, rows_for
from wijkraad.portal.figures import desk, now
from wijkraad.portal.figures.stored import MONEY, SPEED, shares_of, speed_of
from wijkraad.terms import clock
from wijkraad.terms.values import value
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
        self.rows = rows_for("dashboard", user, self._known(), self._parts)
        self.counts = now.counts_of(self.rows)
        self.act = interventions.board(self.rows, self.today)
        # the figures that everybody sees: their numbers lead to the page that shows the same ones
        kept = read(SPEED, MONEY)
        self.speed = speed_of(SPEED.of(kept, self.today))
        self.shares = shares_of(MONEY.of(kept, self.today))

    def _known(self) -> tuple[Any, ...]:
        """All that the parts of the page hang on, but for the person."""
        limits = value("stuck_after", self.today), value("talk_limit", self.today)
        return self.today, sorted(roles_of(self.user)), reads_confidential(self.user), limits

    def _parts(self, user: Any) -> Parts:
        return {
            **now.count_parts(user, self.today),
            **interventions.parts(user, self.today),
            **desk.per_theme(user),
            "lines": lines(user, self.today.year),
        }

    @property
    def themes(self) -> list[ThemeRow]:
        """Open issues per theme, the fullest first."""
        open_now: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.rows["open"]:
            theme, state = row["key"].split(":")[:2]
            open_now[theme][state] += row["total"]
        made = [
            ThemeRow(row["colour_key"], row["name"], row["slug"], tuple(counts[state] for state in STATES))
            for row in self.rows["themes"]
            if (counts := open_now.get(str(row["id"])))
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
