"""The figures of the portal that are stored: how fast and how well (K1, K3, K5a, K14), and money (K7)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from budgets.standing import SPENDING
from meetings.standing import REGISTER
from wijkraad.portal.figures.deciding import figure_k5a, figure_k14
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.portal.figures.shares import Shares, share_rows, shares
from wijkraad.portal.figures.speed import figure_k1, figure_k3
from wijkraad.trail.stored import Figure


@dataclass(frozen=True, slots=True)
class Median:
    """A stored median in days over n cases; None without cases."""

    days: Fraction | None
    n: int

    @property
    def whole(self) -> int | None:
        """Rounded half-up to whole days, for a headline."""
        return None if self.days is None else int(self.days + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Share:
    """A stored share: so many of so many."""

    part: int
    n: int


def _speed(day: date) -> dict[str, Any]:
    """Over the 365 days up to and with `day`, as a visitor may see them; medians as twice their days."""
    asked = Scope(Period.year_up_to(day))
    medians = {"k1": figure_k1(asked, today=day, beside=False), "k3": figure_k3(asked, today=day)}
    parts = {"k5a": figure_k5a(asked, today=day), "k14": figure_k14(asked, today=day)}
    twice = {key: None if one.value is None else int(2 * one.value) for key, one in medians.items()}
    return {
        **{key: {"twice": twice[key], "n": one.n} for key, one in medians.items()},
        **{key: {"part": one.part, "n": one.n} for key, one in parts.items()},
    }


def _money(day: date) -> dict[str, Any]:
    """K7 of the year of `day`: its rows, amounts in euro as text."""
    rows = share_rows(date(day.year, 1, 1), date(day.year + 1, 1, 1)).order_by("slot", "prio")
    return {"rows": [row | {"total": str(row["total"])} for row in rows]}


SPEED = Figure("speed", _speed)
MONEY = Figure("money", _money)
ALL = (REGISTER, SPEED, MONEY, SPENDING)


@dataclass(frozen=True, slots=True)
class Speed:
    """K1, K3, K5a and K14 over a year."""

    to_decision: Median
    to_outcome: Median
    no_decision: Share
    kept: Share


def speed_of(facts: dict[str, Any]) -> Speed:
    """The stored facts as figures."""

    def median(key: str) -> Median:
        twice = facts[key]["twice"]
        return Median(None if twice is None else Fraction(twice, 2), facts[key]["n"])

    def share(key: str) -> Share:
        return Share(facts[key]["part"], facts[key]["n"])

    return Speed(median("k1"), median("k3"), share("k5a"), share("k14"))


def shares_of(facts: dict[str, Any]) -> Shares:
    """The stored rows of K7 as shares."""
    return shares(facts["rows"])
