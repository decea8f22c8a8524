"""The lines of a hot-spot map: the piece of a drawn street that belongs to a part of it, and its step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, hypot
from typing import Any

from django.db.models import F, QuerySet

from issues.models import Segment
from issues.places.schematic import Line, Point, lines_of

STEPS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a street in the drawing; `path` is the line of the whole street."""

    pk: int
    name: str
    street_id: int
    street: str
    path: str
    x: float
    y: float

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Part":
        """A row of `parts_along`."""
        return cls(
            row["id"], row["name"], row["street_id"], row["of"], row["path"], float(row["x"]), float(row["y"])
        )


def parts_along(keys: Any) -> QuerySet:
    """These parts with the other parts of their streets."""
    streets = Segment.objects.filter(pk__in=keys).values("street")
    return Segment.objects.filter(street__in=streets).values(
        "id", "name", "street_id", "x", "y", of=F("street__name"), path=F("street__path")
    )


def step_of(raw: float, most: float) -> int:
    """1–4: the quarter of the heaviest part's weight in which this one falls."""
    return max(1, min(STEPS, ceil(STEPS * raw / most))) if most > 0 else 1


def heat(weights: dict[int, float], parts: Iterable[Part]) -> list[tuple[str, int]]:
    """(SVG path, step 1–4) of each part with a weight; `parts` holds all parts of their streets."""
    by_street: dict[int, list[Part]] = {}
    for part in parts:
        by_street.setdefault(part.street_id, []).append(part)
    most = max(weights.values(), default=0.0)
    return [
        (path, step_of(weights[part.pk], most))
        for along in by_street.values()
        for part in along
        if part.pk in weights and (path := piece_of(part, along))
    ]


def piece_of(part: Part, along: Sequence[Part]) -> str:
    """The line of the street nearest to a part, from halfway the part before it to halfway the next one.

    The whole path of a street of one part; "" when the street is not drawn.
    """
    path = part.path
    lines = lines_of(path)
    if len(along) == 1 or not lines:
        return path
    line = min(lines, key=lambda one: _nearest(one, (part.x, part.y))[0])
    places = sorted({_nearest(line, (one.x, one.y))[1] for one in along})
    here = places.index(_nearest(line, (part.x, part.y))[1])
    start = (places[here - 1] + places[here]) / 2 if here else 0.0
    end = (places[here] + places[here + 1]) / 2 if here + 1 < len(places) else _length(line)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in _cut(line, start, end))


def _sides(line: Line) -> list[tuple[Point, Point, float]]:
    return [(a, b, hypot(b[0] - a[0], b[1] - a[1])) for a, b in zip(line, line[1:], strict=False) if a != b]


def _length(line: Line) -> float:
    return sum(length for _a, _b, length in _sides(line))


def _nearest(line: Line, point: Point) -> tuple[float, float]:
    """How far a point is from a line, and how far along it the nearest place lies."""
    best, before = (float("inf"), 0.0), 0.0
    for (ax, ay), (bx, by), length in _sides(line):
        along = ((point[0] - ax) * (bx - ax) + (point[1] - ay) * (by - ay)) / length
        along = min(max(along, 0.0), length)
        x, y = ax + (bx - ax) * along / length, ay + (by - ay) * along / length
        best = min(best, (hypot(point[0] - x, point[1] - y), before + along))
        before += length
    return best


def _cut(line: Line, start: float, end: float) -> list[Point]:
    """The points of a line between two distances along it."""
    found: list[Point] = []
    before = 0.0
    for (ax, ay), (bx, by), length in _sides(line):
        low, high = max(start - before, 0.0), min(end - before, length)
        if low < high:
            ends = [(ax + (bx - ax) * at / length, ay + (by - ay) * at / length) for at in (low, high)]
            found += ends if not found else ends[1:]
        before += length
    return found
