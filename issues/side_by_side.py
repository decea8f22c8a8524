"""Figures of others beside our own: official series per area and year, and what was counted in a street.

Every figure has its source and the date of that source; everybody may know them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from issues.models import IndicatorValue, StreetCount

YEARS = 6
"""How many years are shown at most, the newest ones."""
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One series in one area: (year, value) oldest first, with the source of the newest value."""

    name: str
    unit: str
    place: str
    points: list[tuple[int, Number]]
    source: str = ""
    source_on: date | None = None
    better: str = ""

    @property
    def last(self) -> Number:
        return self.points[-1][1]

    @property
    def change(self) -> Number | None:
        """The newest minus the one before; None with a single value."""
        return self.points[-1][1] - self.points[-2][1] if len(self.points) > 1 else None

    @property
    def values(self) -> list[Number]:
        return [number for _year, number in self.points]


def lines_of(which: Q) -> list[Line]:
    """The series that match, per area; one statement."""
    rows = IndicatorValue.objects.filter(which).select_related("indicator", "area")
    grouped: dict[tuple[int, int | None], list[IndicatorValue]] = defaultdict(list)
    for row in rows.order_by("indicator__name", "area__name", "year"):
        grouped[row.indicator_id, row.area_id].append(row)
    return [_line(rows[-YEARS:]) for rows in grouped.values()]


def lines_by_priority(keys: Sequence[int]) -> dict[int, list[Line]]:
    """The series of each of these priorities; one statement."""
    rows = IndicatorValue.objects.filter(indicator__priority__in=keys).select_related("indicator", "area")
    grouped: dict[tuple[int, int, int | None], list[IndicatorValue]] = defaultdict(list)
    for row in rows.order_by("indicator__name", "area__name", "year"):
        assert row.indicator.priority_id is not None
        grouped[row.indicator.priority_id, row.indicator_id, row.area_id].append(row)
    found: dict[int, list[Line]] = defaultdict(list)
    for (priority, _series, _area), own in grouped.items():
        found[priority].append(_line(own[-YEARS:]))
    return found


def _line(rows: Sequence[IndicatorValue]) -> Line:
    newest_one = rows[-1]
    series, area = newest_one.indicator, newest_one.area
    return Line(
        series.name,
        series.unit,
        area.name if area else "",
        [(row.year, row.value.normalize()) for row in rows],
        newest_one.source,
        newest_one.source_on,
        series.better,
    )


def counts_of(**which: Any) -> list[StreetCount]:
    """The last count of each thing in each street that matches; one statement."""
    counts = StreetCount.objects.filter(**which).select_related("street")
    found: dict[tuple[int, str], StreetCount] = {}
    for row in counts.order_by("counted_on"):
        found[row.street_id, row.what] = row
    return sorted(found.values(), key=lambda row: (row.what, row.street.name))
