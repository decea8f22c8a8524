"""What residents said per calendar year: reports by theme and by street, answers by theme, as everybody may
know it.

Of a sensitive theme nothing is told by street, nor of a year that still runs. Only reports and answers about
public matters that stand in the public lists. The cells follow the rules of `figures.cells`: a small number
is not told, and neither is one that would give a small one away.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from issues.models import Confirmation, Issue, Report
from wijkraad.portal.figures.asking import sensitive
from wijkraad.portal.figures.cells import Case, Cell, Cells
from wijkraad.portal.figures.shape import DAY, Period, midnight
from wijkraad.terms import clock
from wijkraad.terms.values import value

YEARS = 6
"""How many calendar years are told at most, the newest ones."""
ANSWERS = ("affected", "not_solved")
"""The kinds of answers that are told."""


def reported(last: date) -> dict[str, Any]:
    """Reports up to and with the Amsterdam day `last`, as JSON knows values.

    `years`, oldest first; `theme` and `street`: by their key as text, a number per year, None for one that
    is not told. A theme or street without any report in these years is left out.
    """
    years = list(range(last.year - YEARS + 1, last.year + 1))
    found, closed = _public_reports(years[0], last), sensitive()
    cases = _cases(found)
    placed = [one for one in cases if one.theme not in closed]
    cells, by_street = (
        Cells(known, [Period.year(year) for year in years], closed, _least(last), last + DAY)
        for known in (cases, placed)
    )
    first = next((place for place, year in enumerate(years) if any(one.on.year == year for one in cases)), 0)
    return {
        "years": years[first:],
        "theme": _beside_issues(_told(cells, years[first:], "theme"), years[first:], found, _least(last)),
        "street": _told(by_street, years[first:], "street"),
    }


def _beside_issues(
    told: dict[str, list[int | None]], years: list[int], found: QuerySet[Report], least: int
) -> dict[str, list[int | None]]:
    """Of a sensitive theme the lists tell no small number of one issue; a year from which the numbers that
    they do tell can be taken away so that 1–4 are left is not told either.
    """
    small = found.filter(issue__theme__in=sensitive(), issue__report_count__lt=least).order_by()
    years_of = small.annotate(year=ExtractYear("created_at", tzinfo=clock.AMSTERDAM))
    for theme, year, n in years_of.values_list("issue__theme", "year").annotate(n=Count("pk")):
        if n < least and year in years and str(theme) in told:
            told[str(theme)][years.index(year)] = None
    return told


def heard(last: date) -> dict[str, Any]:
    """Answers of residents in the year of `last`, up to and with it, and in the year before, as JSON.

    `years`; per kind of answer, by theme as text, a number per year, None for one that is not told.
    """
    years = [last.year - 1, last.year]
    public = Issue.objects.listed().filter(visibility="public")
    rows = (
        Confirmation.objects.filter(
            issue__in=public, at__gte=midnight(date(years[0], 1, 1)), at__lt=midnight(last + DAY)
        )
        .order_by()
        .annotate(year=ExtractYear("at", tzinfo=clock.AMSTERDAM))
        .values_list("kind", "issue__theme", "year")
        .annotate(n=Count("pk"))
    )
    cases: dict[str, list[Case]] = {kind: [] for kind in ANSWERS}
    for kind, theme, year, n in rows:
        if kind in cases:
            cases[kind].append(Case(theme, None, None, date(year, 1, 1), True, n=n))
    periods = [Period.year(year) for year in years]
    told = {
        kind: _told(Cells(found, periods, sensitive(), _least(last), last + DAY), years, "theme")
        for kind, found in cases.items()
    }
    return {"years": years, **told}


def _least(last: date) -> int:
    return int(value("public_count_from", last))


def _public_reports(first_year: int, last: date) -> QuerySet[Report]:
    public = Issue.objects.listed().filter(visibility="public")
    return Report.objects.filter(
        issue__in=public,
        withdrawn_at=None,
        created_at__gte=midnight(date(first_year, 1, 1)),
        created_at__lt=midnight(last + DAY),
    )


def _cases(found: QuerySet[Report]) -> list[Case]:
    """The reports counted per theme, street and year."""
    rows: Iterable[tuple[int, int | None, int, int]] = (
        found.order_by()
        .annotate(year=ExtractYear("created_at", tzinfo=clock.AMSTERDAM))
        .values_list("issue__theme", "issue__street", "year")
        .annotate(n=Count("pk"))
    )
    return [Case(theme, street, None, date(year, 1, 1), True, n=n) for theme, street, year, n in rows]


def _told(cells: Cells, years: list[int], name: str) -> dict[str, list[int | None]]:
    """Per key of a dimension a number per year; a year without any report is 0, which tells of nobody.

    Of a sensitive theme a year that runs is None, also without reports: the first one would be seen coming.
    """
    found: dict[str, list[int | None]] = {}
    for key in cells.keys[name]:
        asked = [Cell(Period.year(year), **{name: key}) for year in years]
        found[str(key)] = [cells.number(cell) if _tells(cells, cell) else None for cell in asked]
    return found


def _tells(cells: Cells, cell: Cell) -> bool:
    return cells.shown(cell) or (cells.number(cell) == 0 and cells.allowed(cell))
