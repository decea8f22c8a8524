"""What residents said per calendar year: reports by theme and by street, answers by theme, as everybody may
know it.

Only reports and answers about public matters that stand in the public lists. The cells follow the rules of
`figures.cells`: a small number is not told, and neither is one that would give a small one away.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count
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
    cases = _cases(years[0], last)
    cells = Cells(cases, [Period.year(year) for year in years], sensitive(), _least(last))
    first = next((place for place, year in enumerate(years) if any(one.on.year == year for one in cases)), 0)
    return {
        "years": years[first:],
        "theme": _told(cells, years[first:], "theme"),
        "street": _told(cells, years[first:], "street"),
    }


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
        kind: _told(Cells(found, periods, sensitive(), _least(last)), years, "theme")
        for kind, found in cases.items()
    }
    return {"years": years, **told}


def _least(last: date) -> int:
    return int(value("public_count_from", last))


def _cases(first_year: int, last: date) -> list[Case]:
    """The reports counted per theme, street and year."""
    public = Issue.objects.listed().filter(visibility="public")
    found = Report.objects.filter(
        issue__in=public,
        withdrawn_at=None,
        created_at__gte=midnight(date(first_year, 1, 1)),
        created_at__lt=midnight(last + DAY),
    )
    rows: Iterable[tuple[int, int | None, int, int]] = (
        found.order_by()
        .annotate(year=ExtractYear("created_at", tzinfo=clock.AMSTERDAM))
        .values_list("issue__theme", "issue__street", "year")
        .annotate(n=Count("pk"))
    )
    return [Case(theme, street, None, date(year, 1, 1), True, n=n) for theme, street, year, n in rows]


def _told(cells: Cells, years: list[int], name: str) -> dict[str, list[int | None]]:
    """Per key of a dimension a number per year; a year without any report is 0, which tells of nobody."""
    found: dict[str, list[int | None]] = {}
    for key in cells.keys[name]:
        asked = [Cell(Period.year(year), **{name: key}) for year in years]
        found[str(key)] = [
            cells.number(cell) if cells.shown(cell) or cells.number(cell) == 0 else None for cell in asked
        ]
    return found
