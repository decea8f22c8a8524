"""Issues that a new report may be about: same theme, same street or within 100 m, public,
open or closed less than 180 days ago."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from issues.geography import box, metres_between
from issues.models import Issue, Street, Theme
from issues.workflow import OPEN
from wijkraad.terms import clock
from wijkraad.terms.values import value

MOST = 5
"""How many are shown; the nearest first."""


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
    lon: float | None = None,
    lat: float | None = None,
    apart_from: int | None = None,
) -> list[LookAlike]:
    """The candidates, nearest first, then newest. One statement."""
    place = Q(street=street) if street else Q(pk__in=[])
    near = int(value("near_metres"))
    if lon is not None and lat is not None:
        west, south, east, north = box(lon, lat, near)
        place |= Q(lon__range=(west, east), lat__range=(south, north))
    last = clock.now() - timedelta(days=int(value("relapse_days")))
    young = Q(status__in=OPEN) | Q(status__in=["resolved", "not_resolved"], closed_at__gte=last)
    rows = (
        Issue.objects.public().filter(place, young, theme=theme, visibility="public").exclude(pk=apart_from)
    )
    found = []
    for issue in rows.select_related("theme", "street", "partner").order_by("-last_event_at")[:50]:
        metres = None
        if None not in (lon, lat, issue.lon, issue.lat):
            metres = round(metres_between((lon, lat), (issue.lon, issue.lat)))  # type: ignore[arg-type]
            if metres > near and (street is None or issue.street_id != street.pk):
                continue
        found.append(LookAlike(issue, metres))
    return sorted(found, key=lambda one: one.metres if one.metres is not None else near)[:MOST]
