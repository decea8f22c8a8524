"""The place of one report on the schematic map: a small piece of it, for who judges a report.

The drawing is no projection. A point of a phone is put beside the stop of the part of a street that is
nearest to it, shifted as far as the drawing as a whole stretches there; good to find the corner, not a door.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Any

from issues.models import Issue, Street
from issues.places.geography import DEGREE, metres_between, metres_to_ring, middle_of
from wijkraad.terms import clock

WIDE, HIGH = 240, 150
"""The piece of the drawing that is shown, in its own units."""
SHIFT = 26.0
"""How far a mark may stand from the stop it belongs to."""


@dataclass(frozen=True)
class Part:
    """A part of a street as the drawing and the earth know it; x and y are 0 without a stop."""

    pk: int
    street: int
    name: str
    words: str
    x: float
    y: float
    line: Sequence[Sequence[float]]


@dataclass(frozen=True)
class Spot:
    """Where a mark stands, whether it is a point that somebody gave, and in words how that lies."""

    x: float
    y: float
    is_point: bool
    metres: int | None
    nearest: str
    is_elsewhere: bool

    @property
    def box(self) -> str:
        return f"{self.x - WIDE / 2:.0f} {self.y - HIGH / 2:.0f} {WIDE} {HIGH}"


@lru_cache(maxsize=2)
def ground(_minute: int) -> tuple[list[dict[str, Any]], list[Part]]:
    """Streets for the map component, and their parts; read again every minute. One statement."""
    rows = Street.objects.order_by("name", "segments__order").values(
        "pk", "name", "path", "label_x", "label_y", "label_rotation", "in_area",
        "segments__pk", "segments__name", "segments__x", "segments__y", "segments__geometry",
    )  # fmt: skip
    streets: dict[int, dict[str, Any]] = {}
    parts = []
    for row in rows:
        if row["path"]:
            streets[row["pk"]] = {
                "name": row["name"], "d": row["path"], "label_x": row["label_x"], "label_y": row["label_y"],
                "rotation": row["label_rotation"], "now": False, "stub": not row["in_area"],
            }  # fmt: skip
        if row["segments__pk"]:
            parts.append(
                Part(
                    row["segments__pk"], row["pk"], row["name"], row["segments__name"], row["segments__x"],
                    row["segments__y"], row["segments__geometry"] or [],
                )
            )  # fmt: skip
    return list(streets.values()), parts


def spot_of(issue: Issue, *, sees_point: bool) -> dict[str, Any] | None:
    """The streets and the mark for the place of an issue; None when nothing is known of it.

    The point that a reporter gave may be a front door: only who may see contact details gets it, for
    others the mark stands at the stop.
    """
    streets, parts = ground(int(clock.now().timestamp()) // 60)
    drawn = [part for part in parts if part.x or part.y]
    has_point = sees_point and issue.lon is not None and issue.lat is not None
    spot = _at_point(issue, drawn) if has_point else _at_stop(issue, drawn)
    spot = spot or (_at_stop(issue, drawn) if has_point else None)
    return {"streets": streets, "spot": spot} if spot and streets else None


def _at_stop(issue: Issue, drawn: list[Part]) -> Spot | None:
    """At the chosen part of the street; else in the middle of its stops."""
    own = [part for part in drawn if part.pk == issue.segment_id]
    own = own or [part for part in drawn if part.street == issue.street_id]
    if not own:
        return None
    x, y = sum(part.x for part in own) / len(own), sum(part.y for part in own) / len(own)
    return Spot(x, y, False, None, "", False)


def _at_point(issue: Issue, drawn: list[Part]) -> Spot | None:
    lon, lat = float(issue.lon or 0), float(issue.lat or 0)
    known = [(metres_to_ring(lon, lat, part.line), part) for part in drawn if len(part.line) > 1]
    if not known:
        return None
    metres, part = min(known, key=lambda one: one[0])
    middle = middle_of(part.line)
    assert middle is not None  # it has a line
    scale = _units_per_metre(drawn)
    east = (lon - middle[0]) * DEGREE * cos(radians(lat)) * scale
    north = (lat - middle[1]) * DEGREE * scale
    far = max(1.0, (east**2 + north**2) ** 0.5 / SHIFT)
    return Spot(
        part.x + east / far, part.y - north / far, True, round(metres), f"{part.name}, {part.words}",
        issue.street_id is not None and part.street != issue.street_id,
    )  # fmt: skip


def _units_per_metre(drawn: list[Part]) -> float:
    """How the drawing stretches: the distance of the two outermost stops on paper and on earth."""
    placed = [(part, middle) for part in drawn if (middle := middle_of(part.line))]
    west, east = min(placed, key=lambda one: one[0].x), max(placed, key=lambda one: one[0].x)
    paper = ((east[0].x - west[0].x) ** 2 + (east[0].y - west[0].y) ** 2) ** 0.5
    metres = metres_between(west[1], east[1])
    return paper / metres if metres > 1 else 0.0
