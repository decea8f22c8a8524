"""The place in the report form: a part of a street, a stop of the map, or the point of a phone."""

from math import isfinite
from typing import Any

from issues.forms.reporting import WhatStep
from issues.models import Segment
from issues.places.geography import area_at
from issues.reporting.drafts import Ride
from issues.views.mapping import drawn_streets

DECIMALS = 5
"""Of a degree: a metre, no more than a phone knows."""


def point_in(posted: dict[str, str]) -> dict[str, str]:
    """The point of a phone as posted; a half or unreadable one is none."""
    try:
        lon, lat = float(posted["lon"]), float(posted["lat"])
    except ValueError:
        return {"lon": "", "lat": ""}
    if not (isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        return {"lon": "", "lat": ""}
    return {"lon": str(round(lon, DECIMALS)), "lat": str(round(lat, DECIMALS))}


def point_of(data: dict[str, Any]) -> tuple[float, float] | tuple[None, None]:
    """The point kept in a draft (WGS84, longitude first)."""
    if not data.get("lon") or not data.get("lat"):
        return None, None
    return float(data["lon"]), float(data["lat"])


def settle(ride: Ride, form: WhatStep) -> None:
    """Note in the draft what the place came to; a point outside is forgotten. The caller keeps it.

    A street is kept by its word, a part by its key, a day as 2026-11-20, so that the last press need
    not read them as typed words again.
    """
    if "lon" in form.errors:
        ride.draft.data = {**ride.data, "lon": "", "lat": ""}
    if not form.is_valid():
        return
    facts = form.cleaned_data
    street, part, seen = facts.get("straat"), facts.get("deel"), facts.get("gezien")
    ride.draft.data = {
        **ride.data, "straat": street.slug if street else "", "deel": str(part.pk) if part else "",
        "halte": "", "nummer": facts["nummer"], "gezien": seen.isoformat() if seen else "",
    }  # fmt: skip


def place_parts(data: dict[str, Any]) -> dict[str, Any]:
    """What the page needs to ask for a place: the schematic map with its stops."""
    parts = Segment.objects.filter(street__in_area=True).select_related("street")
    stops = [part for part in parts if part.x or part.y]
    return {
        "has_parts": bool(stops) or parts.exists(), "map_stops": stops,
        "map_streets": drawn_streets() if stops else [],
        **place_words(data),
    }  # fmt: skip


def place_words(data: dict[str, Any]) -> dict[str, Any]:
    """The chosen part, and the area of the kept point."""
    lon, lat = point_of(data)
    return {
        "part": part_of(data),
        "has_point": lon is not None,
        "point_area": area_at(lon, lat) if lon is not None and lat is not None else None,
    }


def part_of(data: dict[str, Any]) -> Segment | None:
    """The part of the street that was chosen."""
    number = str(data.get("deel", ""))
    known = number.isdecimal() and len(number) < 18
    return Segment.objects.filter(pk=int(number)).first() if known else None
