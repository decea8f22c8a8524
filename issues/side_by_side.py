"""Beside each other: what residents report about a theme, what official figures say, what was counted.

Only what everybody may know: public matters, and years with fewer reports than `public_count_from` are not
told. Every official figure has its source and the date of that source.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from issues.models import IndicatorValue, Report, Street, StreetCount, Theme
from wijkraad.terms.values import value

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


@dataclass(frozen=True, slots=True)
class Beside:
    """Both sides of a theme or street."""

    residents: list[tuple[int, int | None]]
    official: list[Line]
    counted: list[StreetCount]

    def __bool__(self) -> bool:
        return bool(self.official or self.counted)


def beside_theme(theme: Theme) -> Beside:
    """Three statements."""
    official = lines_of(Q(indicator__theme=theme))
    counted = newest(StreetCount.objects.filter(theme=theme).select_related("street"))
    return Beside(reports_per_year(theme) if official or counted else [], official, counted)


def beside_street(street: Street) -> Beside:
    """What was counted in a street; official series are of areas, not of streets. One statement."""
    return Beside([], [], newest(StreetCount.objects.filter(street=street).select_related("street")))


def reports_per_year(theme: Theme) -> list[tuple[int, int | None]]:
    """Reports about public matters per year; None when there are too few to tell."""
    few = int(value("public_count_from"))
    found = Report.objects.filter(
        issue__theme=theme, issue__visibility="public", issue__number__isnull=False, withdrawn_at=None
    )
    years = (
        found.annotate(year=ExtractYear("created_at"))
        .values("year")
        .annotate(n=Count("pk"))
        .order_by("-year")
    )
    return [(row["year"], row["n"] if row["n"] >= few else None) for row in years[:YEARS]][::-1]


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


def newest(counts: Any) -> list[StreetCount]:
    """The last count of each thing in each street."""
    found: dict[tuple[int, str], StreetCount] = {}
    for row in counts.order_by("counted_on"):
        found[row.street_id, row.what] = row
    return sorted(found.values(), key=lambda row: (row.what, row.street.name))
