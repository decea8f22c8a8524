"""Time as a drawing: days to units, months below, a line with rounded corners. Pure numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

LEFT = 128.0
"""Where the first day stands: left of it the names of the lanes."""
RADIUS = 7.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to units from the first day."""

    start: date
    per_day: float

    def x(self, day: date) -> float:
        return round(LEFT + (day - self.start).days * self.per_day, 1)


def rounded(points: Sequence[tuple[float, float]]) -> str:
    """A path along these points with rounded corners: radius 7, less where a side is short."""
    path = [f"M{points[0][0]:.1f} {points[0][1]:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        path.append(f"L{into[0]:.1f} {into[1]:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {out[0]:.1f} {out[1]:.1f}")
    path.append(f"L{points[-1][0]:.1f} {points[-1][1]:g}")
    return "".join(path)


def _length(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(corner: tuple[float, float], other: tuple[float, float], radius: float) -> tuple[float, float]:
    """The point `radius` from the corner on its way to `other`; sides are level or upright."""

    def step(value: float, target: float) -> float:
        return value + max(-radius, min(radius, target - value))

    return step(corner[0], other[0]), step(corner[1], other[1])


def straightened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Without doubles and without points in the middle of a level stretch."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and kept[-2][1] == kept[-1][1] == point[1]:
            kept.pop()
        kept.append(point)
    return kept


def months(scale: Scale, until: float) -> list[tuple[float, date]]:
    """The first days of the months inside the drawing; every third or so when they stand close."""
    every = 1 if scale.per_day * 30 >= 34 else 3 if scale.per_day * 91 >= 34 else 12
    found: list[tuple[float, date]] = []
    origin, per_day = scale.start.toordinal(), scale.per_day
    number = scale.start.year * 12 + scale.start.month
    while True:
        day, ordinal = _first_of(number)
        x = round(LEFT + (ordinal - origin) * per_day, 1)
        if x > until - 26:
            return found
        if number % 12 % every == 0:
            found.append((x, day))
        number += 1


@lru_cache(maxsize=2000)
def _first_of(number: int) -> tuple[date, int]:
    """The first day of the month after so many since the year 0, and its ordinal."""
    day = date(number // 12, number % 12 + 1, 1)
    return day, day.toordinal()
