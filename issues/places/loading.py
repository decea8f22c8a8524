"""Reading GeoJSON of areas (polygons) and streets (lines): all of it, or nothing with the reason."""

import json
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from issues.models import Area, Street
from issues.places.geography import settle_areas
from wijkraad.terms.refusal import Refused

CODES = ("buurtcode", "wijkcode", "statcode", "code", "cartodb_id", "id")
NAMES = ("buurtnaam", "wijknaam", "statnaam", "name", "naam", "openbareruimtenaam", "straatnaam")
SOURCES = ("source", "bron")
LON, LAT = (3.0, 7.5), (50.5, 53.8)
"""Where the Netherlands lie; anything else is another coordinate system or swapped axes."""


@dataclass(frozen=True)
class Loaded:
    areas: int
    streets: int


def load(text: str | bytes) -> Loaded:
    """Store the features of a GeoJSON file (WGS84); Refused names the feature and what is wrong with it.

    Known codes (areas) and names (streets) are replaced. Nothing changes when one feature is broken.
    """
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError, UnicodeDecodeError) as error:
        raise Refused(f"Dit is geen JSON: {error}", code="geo.json") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        raise Refused("Dit is geen GeoJSON FeatureCollection.", code="geo.collection")
    _judge_crs(data)
    areas: dict[str, Area] = {}
    streets: dict[str, Street] = {}
    for place, feature in enumerate(features, 1):
        _read(place, feature, areas, streets)
    if not areas and not streets:
        raise Refused("Er staat niets in dit bestand.", code="geo.empty")
    _store(areas, streets)
    return Loaded(len(areas), len(streets))


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is geen getal")


def _judge_crs(data: dict[str, Any]) -> None:
    crs = json.dumps(data.get("crs") or "")
    if data.get("crs") and not any(known in crs for known in ("CRS84", "4326")):
        raise Refused(f"Andere coördinaten dan WGS84: {crs}", code="geo.crs")


def _read(place: int, feature: Any, areas: dict[str, Area], streets: dict[str, Street]) -> None:
    label = f"Onderdeel {place}"
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise Refused(f"{label}: er is geen vorm (geometry).", code="geo.feature")
    given = feature.get("properties")
    properties: dict[str, Any] = given if isinstance(given, dict) else {}
    name = str(_first(properties, NAMES) or "").strip()
    label = f"{label} ({name or 'zonder naam'})"
    if not name:
        raise Refused(f"{label}: er is geen naam.", code="geo.name")
    geometry, kind = feature["geometry"], feature["geometry"].get("type")
    if kind in ("Polygon", "MultiPolygon"):
        polygons = [geometry.get("coordinates")] if kind == "Polygon" else geometry.get("coordinates")
        area = _area(label, name, feature, properties, polygons)
        if area.code in areas:
            raise Refused(f"{label}: code {area.code} staat er twee keer in.", code="geo.twice")
        areas[area.code] = area
    elif kind in ("LineString", "MultiLineString"):
        lines = [geometry.get("coordinates")] if kind == "LineString" else geometry.get("coordinates")
        known = streets.setdefault(name, Street(name=name[:80], slug=slugify(name)[:80], geometry=[]))
        known.geometry += [_points(label, line, 2) for line in _list(label, lines)]
    else:
        raise Refused(f"{label}: vorm {kind!r} kennen wij niet.", code="geo.kind")


def _area(label: str, name: str, feature: dict[str, Any], properties: dict[str, Any], polygons: Any) -> Area:
    code = str(_first(properties, CODES) or feature.get("id") or slugify(name))[:20]
    shape = []
    for polygon in _list(label, polygons):
        rings = [_points(label, ring, 4) for ring in _list(label, polygon)]
        for ring in rings:
            if ring[0] != ring[-1]:
                raise Refused(f"{label}: een omtrek sluit niet.", code="geo.open")
            if len({tuple(point) for point in ring}) < 3:
                raise Refused(f"{label}: een omtrek heeft geen oppervlak.", code="geo.flat")
        shape.append(rings)
    points = [point for rings in shape for ring in rings for point in ring]
    kind = Area.Kind.BUURT if "buurtcode" in properties or "buurtnaam" in properties else Area.Kind.WIJK
    return Area(
        code=code,
        name=name[:120],
        kind=kind,
        geometry=shape,
        source=str(_first(properties, SOURCES) or "")[:200],
        west=min(p[0] for p in points),
        east=max(p[0] for p in points),
        south=min(p[1] for p in points),
        north=max(p[1] for p in points),
    )


def _first(properties: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((properties[name] for name in names if properties.get(name) not in (None, "")), None)


def _list(label: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Refused(f"{label}: de coördinaten ontbreken.", code="geo.coordinates")
    return value


def _points(label: str, line: Any, least: int) -> list[list[float]]:
    """A line as [lon, lat] pairs within the Netherlands."""
    found = []
    for point in _list(label, line):
        if not isinstance(point, list) or len(point) < 2 or not all(_number(part) for part in point[:2]):
            raise Refused(f"{label}: {point!r} is geen punt.", code="geo.point")
        lon, lat = float(point[0]), float(point[1])
        if not (LON[0] <= lon <= LON[1] and LAT[0] <= lat <= LAT[1]):
            raise Refused(
                f"{label}: {lon}, {lat} ligt niet in Nederland (eerst lengte, dan breedte).",
                code="geo.outside",
            )
        found.append([lon, lat])
    if len(found) < least:
        raise Refused(f"{label}: te weinig punten ({len(found)}).", code="geo.short")
    return found


def _number(part: Any) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and isfinite(part)


def _store(areas: dict[str, Area], streets: dict[str, Street]) -> None:
    columns = ["name", "kind", "geometry", "source", "west", "south", "east", "north"]
    with transaction.atomic():
        Area.objects.bulk_create(
            areas.values(), update_conflicts=True, unique_fields=["code"], update_fields=columns
        )
        Street.objects.bulk_create(
            streets.values(), update_conflicts=True, unique_fields=["name"], update_fields=["geometry"]
        )
        settle_areas()
