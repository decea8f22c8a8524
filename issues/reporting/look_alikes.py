"""Issues that a new report may be about: same theme, same street or within 100 m, public,
open or closed less than 180 days ago."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import cos, radians
from typing import Any

from django.db.models import F, Q

from issues.models import Issue, Segment, Street, Theme
from issues.places.geography import box, metres_between
from issues.querysets import IssueQuerySet
from issues.workflow import OPEN
from wijkraad.terms import clock
from wijkraad.terms.values import value

MOST = 5
"""How many are shown; the nearest first."""
NEWEST = ("-last_event_at", "-id")
CLOSED_LATELY = ("resolved", "not_resolved")


@dataclass(frozen=True)
class LookAlike:
    """A candidate with its distance in metres, when both points are known."""

    issue: Issue
    metres: int | None

    @property
    def is_closed(self) -> bool:
        return self.issue.status not in OPEN


def look_alikes(
    *,
    theme: Theme,
    street: Street | None,
    segment: Segment | None = None,
    lon: float | None = None,
    lat: float | None = None,
    apart_from: int | None = None,
) -> list[LookAlike]:
    """The candidates, nearest first, then newest. One statement of a few short index scans.

    Of each kind (open here, closed lately here, in this part of the street, near the point) only the first
    few can be shown. Without points the same part of the street is nearer than the rest of it.
    """
    near = int(value("near_metres"))
    first_day = clock.today() - timedelta(days=int(value("relapse_days")))
    last = datetime.combine(first_day, time.min, clock.AMSTERDAM)
    shown = Issue.objects.listed().filter(theme=theme, visibility="public").exclude(pk=apart_from)
    lately = Q(status__in=CLOSED_LATELY, closed_at__gte=last, last_event_at__gte=last)
    parts = []
    if street is not None:
        here = shown.filter(street=street)
        parts += [_first(here.filter(chosen), *NEWEST) for chosen in (Q(status__in=OPEN), lately)]
    if segment is not None and lon is None:
        parts.append(_first(shown.filter(Q(status__in=OPEN) | lately, segment=segment), *NEWEST))
    if lon is not None and lat is not None:
        west, south, east, north = box(lon, lat, near)
        around = shown.filter(lat__range=(south, north), lon__range=(west, east))
        squeeze = cos(radians(lat)) ** 2
        away = squeeze * (F("lon") - lon) * (F("lon") - lon) + (F("lat") - lat) * (F("lat") - lat)
        parts.append(_first(around.filter(Q(status__in=OPEN) | lately), away))
    if not parts:
        return []
    rows = Issue.objects.filter(pk__in=parts[0].union(*parts[1:])).select_related(
        "theme", "street", "partner"
    )
    found = [LookAlike(issue, _metres(issue, lon, lat)) for issue in rows.order_by(*NEWEST)]
    kept = [one for one in found if _belongs(one, near, street)]
    return sorted(kept, key=lambda one: _far(one, near, segment))[:MOST]


def _far(one: LookAlike, near: int, segment: Segment | None) -> float:
    """Metres as far as they are known; the same part of a street counts as half of what is near."""
    if one.metres is not None:
        return one.metres
    return near / 2 if segment is not None and one.issue.segment_id == segment.pk else near


def _first(rows: IssueQuerySet, *order: Any) -> Any:
    """The keys of the first few, however many there are."""
    return rows.order_by(*order).values("pk")[:MOST]


def _metres(issue: Issue, lon: float | None, lat: float | None) -> int | None:
    if lon is None or lat is None or issue.lon is None or issue.lat is None:
        return None
    return round(metres_between((lon, lat), (issue.lon, issue.lat)))


def _belongs(one: LookAlike, near: int, street: Street | None) -> bool:
    """In the street, or near enough: the box around a point has corners that are too far."""
    in_street = street is not None and one.issue.street_id == street.pk
    return in_street or (one.metres is not None and one.metres <= near)
