"""The figures of the portal that are stored: how fast and how well (K1, K3, K5a, K14), and money (K7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from meetings.standing import REGISTER
from wijkraad.portal.figures import speed
from wijkraad.portal.figures.shares import Shares, share_rows, shares
from wijkraad.trail.stored import Figure

YEAR = timedelta(days=365)


def _speed(day: date) -> dict[str, Any]:
    """Over the 365 days up to and with `day`, as a visitor may see them; medians as twice their days."""
    start, end = day - YEAR + timedelta(days=1), day + timedelta(days=1)
    medians = {
        "k1": speed.report_to_decision(None, start, end),
        "k3": speed.report_to_outcome(None, start, end),
    }
    parts = {
        "k5a": speed.without_decision(None, start, end),
        "k14": speed.promises_kept(None, start, end),
    }
    twice = {key: None if one.days is None else int(2 * one.days) for key, one in medians.items()}
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
ALL = (REGISTER, SPEED, MONEY)


@dataclass(frozen=True, slots=True)
class Speed:
    """K1, K3, K5a and K14 over a year."""

    to_decision: speed.Median
    to_outcome: speed.Median
    no_decision: speed.Share
    kept: speed.Share


def speed_of(facts: dict[str, Any]) -> Speed:
    """The stored facts as figures."""

    def median(key: str) -> speed.Median:
        twice = facts[key]["twice"]
        return speed.Median(None if twice is None else Fraction(twice, 2), facts[key]["n"])

    def share(key: str) -> speed.Share:
        return speed.Share(facts[key]["part"], facts[key]["n"])

    return Speed(median("k1"), median("k3"), share("k5a"), share("k14"))


def shares_of(facts: dict[str, Any]) -> Shares:
    """The stored rows of K7 as shares."""
    return shares(facts["rows"])
