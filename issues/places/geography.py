"""Where a point lies: our own arithmetic on stored outlines (no PostGIS).

Rule for borders: streets like Beeklaan and Valkenboskade are borders between buurten and our
outlines are only good to some metres. So a point within `NEAR_METRES` of an outline belongs to
both sides, and of all areas that hold or touch it **the lowest code answers**. The answer is the
same every time and for both sides of the street; residents find their report through the street,
which does not depend on the area. A point that no area holds or touches is outside.
"""

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from issues.models import Area, Issue, Report, Segment, Street

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]
Polygon = Sequence[Ring]

NEAR_METRES = 15.0
"""How far a point may lie from an outline and still touch it: 95 % of our outlines' error."""
STREET_METRES = 60.0
"""How far from the line of a street somebody with a phone still stands in it."""
DEGREE = 111_320.0
"""Metres in one degree of latitude."""


def metres_between(a: Point, b: Point) -> float:
    """Distance in metres between two WGS84 points (longitude first); good to 0.1 % within a city."""
    scale = cos(radians((a[1] + b[1]) / 2))
    return hypot((a[0] - b[0]) * DEGREE * scale, (a[1] - b[1]) * DEGREE)


def in_ring(lon: float, lat: float, ring: Ring) -> bool:
    """Whether a point lies inside a closed ring (even–odd rule)."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def metres_to_ring(lon: float, lat: float, ring: Ring) -> float:
    """The shortest distance in metres from a point to the line of a ring."""
    scale = cos(radians(lat))
    points = [((x - lon) * DEGREE * scale, (y - lat) * DEGREE) for x, y in ring]
    return min(_to_segment(a, b) for a, b in zip(points, points[1:], strict=False))


def _to_segment(a: Point, b: Point) -> float:
    """Distance from the origin to the segment a–b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(a[0] * dx + a[1] * dy) / length))
    return hypot(a[0] + t * dx, a[1] + t * dy)


def holds(polygons: Iterable[Polygon], lon: float, lat: float, near: float = NEAR_METRES) -> bool:
    """Whether the polygons hold the point, or have it within `near` metres of an outline."""
    for outer, *holes in polygons:
        if in_ring(lon, lat, outer) and not any(in_ring(lon, lat, hole) for hole in holes):
            return True
        if any(metres_to_ring(lon, lat, ring) <= near for ring in (outer, *holes)):
            return True
    return False


def areas_touching(lon: float, lat: float) -> list[Area]:
    """All areas that hold or touch the point, lowest code first."""
    room = NEAR_METRES / DEGREE / cos(radians(lat))
    found = Area.objects.filter(
        west__lte=lon + room, east__gte=lon - room, south__lte=lat + room, north__gte=lat - room
    ).order_by("code")
    return [area for area in found if holds(area.geometry, lon, lat)]


def area_at(lon: float, lat: float) -> Area | None:
    """The area of a point (WGS84, longitude first); None is "buiten het gebied"."""
    found = areas_touching(lon, lat)
    return found[0] if found else None


def middle_of(line: Sequence[Sequence[float]]) -> Point | None:
    """The middle of a stored line (the geometry of a part of a street); None without one."""
    if not line:
        return None
    if len(line) == 2:
        return (line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2
    return line[len(line) // 2][0], line[len(line) // 2][1]


def area_of_line(line: Sequence[Sequence[float]]) -> Area | None:
    """The area of the middle of a stored line."""
    middle = middle_of(line)
    return area_at(*middle) if middle else None


def settle_areas() -> None:
    """Give every part of a street the area of its middle, and every street the one area of all its lines.

    Done when outlines or streets were loaded, so that a report with a street and no point has an area
    without asking for it. A street through more areas has none: that would be a guess. What was reported
    before that gets its area too.
    """
    for segment in Segment.objects.exclude(geometry=[]):
        area = area_of_line(segment.geometry)
        Segment.objects.filter(pk=segment.pk).update(area=area)
    for street in Street.objects.exclude(geometry=[]):
        found = {area_of_line(line) for line in street.geometry}
        Street.objects.filter(pk=street.pk).update(area=found.pop() if len(found) == 1 else None)
    for rows in (Report.objects.all(), Issue.objects.all()):
        fill_areas(rows, list(Area.objects.order_by("code")))


PIECE = 5000
"""Rows filled at a time, so that none is held for long."""


def fill_areas(rows: QuerySet[Any], areas: Sequence[Any]) -> None:
    """Give reports or issues that have no area the one of their point, else of their part or street.

    `areas` are all of them, lowest code first. What has an area keeps it; a point outside has none.
    """
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, PIECE):
        without = rows.filter(pk__gte=first, pk__lt=first + PIECE, area=None)
        for pk, lon, lat in without.exclude(lon=None).values_list("pk", "lon", "lat"):
            found = next((one for one in areas if holds(one.geometry, lon, lat)), None)
            if found is not None:
                rows.filter(pk=pk).update(area=found)
        for place in ("segment", "street"):
            known = without.model._meta.get_field(place).related_model.objects.filter(pk=OuterRef(place))
            ready = without.filter(**{"lon": None, f"{place}__area__isnull": False})
            ready.update(area=Subquery(known.values("area")[:1]))


def area_of_place(street: Street | None, segment: Segment | None) -> int | None:
    """The key of the area of a place without a point, as `settle_areas` left it. No statement."""
    return (segment.area_id if segment else None) or (street.area_id if street else None)


def street_near(lon: float, lat: float, streets: Iterable[Street]) -> Street | None:
    """The street whose line is nearest to a point, within `STREET_METRES`; None when none is."""
    found = [
        (metres_to_ring(lon, lat, line), street.name, street)
        for street in streets
        for line in street.geometry
        if len(line) > 1
    ]
    nearest = min(found, key=lambda one: one[:2], default=None)
    return nearest[2] if nearest and nearest[0] <= STREET_METRES else None


def has_areas() -> bool:
    """Whether any outline is loaded; without one no point is called outside."""
    return Area.objects.exists()


def box(lon: float, lat: float, metres: float) -> tuple[float, float, float, float]:
    """West, south, east, north of the square around a point."""
    high = metres / DEGREE
    wide = high / cos(radians(lat))
    return lon - wide, lat - high, lon + wide, lat + high
