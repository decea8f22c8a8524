"""What a visitor may ask of the figures: the choices in the address, and the answer that gives
nobody away.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Area, Street, Theme
from wijkraad.portal.figures import speed, watching
from wijkraad.portal.figures.cells import DIMENSIONS, Case, Cell, Cells
from wijkraad.portal.figures.shape import DAY, OPENLY, Figure, Period, Scope, Since
from wijkraad.portal.models import FigureReport
from wijkraad.terms.values import value
from wijkraad.trail.version import data_version

YEARS = 3
"""So many calendar years back can be chosen."""
QUARTERS = {1: gettext_lazy("1e"), 2: gettext_lazy("2e"), 3: gettext_lazy("3e"), 4: gettext_lazy("4e")}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: what stands in the address, and its words."""

    key: str
    words: str


def periods(today: date) -> dict[str, Period]:
    """The periods that may be asked for by their key in the address; "" is the last 365 days."""
    found = {"": Period.year_up_to(today)}
    for year in range(today.year, today.year - YEARS, -1):
        found[str(year)] = Period.year(year)
        for quarter in (4, 3, 2, 1):
            period = Period.quarter(year, quarter)
            if period.start <= today:
                found[f"{year}-k{quarter}"] = period
    return found


def period_words(key: str) -> str:
    """A period in words."""
    year, _dash, quarter = key.partition("-k")
    if not key:
        return _("de laatste 12 maanden")
    if not quarter:
        return year
    return _("%(number)s kwartaal %(year)s") % {"number": QUARTERS[int(quarter)], "year": year}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; unknown values fall away."""

    cell: Cell
    period: str
    theme: str
    street: str
    area: str

    @property
    def is_default(self) -> bool:
        return not (self.period or self.theme or self.street or self.area)

    @property
    def scope(self) -> Scope:
        """The same question to the engine, as a visitor."""
        return Scope(self.cell.period, self.cell.theme, self.cell.street, self.cell.area)


def asked(wishes: Mapping[str, str], today: date) -> Asked:
    """The question of an address: `thema`, `straat`, `gebied`, `periode`."""
    known = periods(today)
    wish = {name: text.replace("\0", "") for name, text in wishes.items()}
    period = wish.get("periode", "")
    period = period if period in known else ""
    theme = Theme.objects.filter(key=wish["thema"]).first() if wish.get("thema") else None
    street = Street.objects.filter(slug=wish["straat"]).first() if wish.get("straat") else None
    area = Area.objects.filter(code=wish["gebied"]).first() if wish.get("gebied") else None
    cell = Cell(known[period], *(one.pk if one else None for one in (theme, street, area)))
    return Asked(
        cell, period, theme.key if theme else "", street.slug if street else "", area.code if area else ""
    )


def choices(today: date) -> dict[str, list[Choice]]:
    """All that can be chosen, per filter."""
    themes = Theme.objects.filter(active=True).order_by("order", "name")
    return {
        "thema": [Choice(one.key, one.spoken_name) for one in themes],
        "straat": [
            Choice(one.slug, one.name) for one in Street.objects.filter(in_area=True).order_by("name")
        ],
        "gebied": [Choice(one.code, one.name) for one in Area.objects.order_by("name")],
        "periode": [Choice(key, period_words(key)) for key in periods(today) if key],
    }


def sensitive() -> frozenset[int]:
    """Themes of which nothing finer than area and a closed year is told (`Theme.is_sensitive`)."""
    return frozenset(
        Theme.objects.exclude(default_visibility="public", intake_mode="report").values_list("pk", flat=True)
    )


def _edges(today: date) -> list[date]:
    """The days on which a period that may be asked for begins or is over."""
    return sorted({day for one in periods(today).values() for day in (one.start, one.end)})


def _decided(every: Scope, today: date) -> Iterable[Case]:
    """K1: by the day of the first decision."""
    rows = speed.first_cases(every, every.until(today), _edges(today))
    return [Case(theme, street, area, on, seen == OPENLY, n=n) for theme, street, area, seen, on, n in rows]


def _ended(every: Scope, today: date) -> Iterable[Case]:
    """K3: by the day of each outcome, till the day on which it was opened again."""
    edges = _edges(today)
    ends = every.stays().filter(
        state__in=speed.ENDED, came_on__gte=every.start, came_on__lt=every.until(today)
    )
    ends = ends.order_by().annotate(on=Since(F("came_on"), edges), gone=Since(F("left_on"), edges))
    columns = ends.values_list("theme", "street", "area", "seen", "on", "gone").annotate(n=Count("*"))
    return [
        Case(theme, street, area, on, seen == OPENLY, gone, n)
        for theme, street, area, seen, on, gone, n in columns
    ]


def _stepped(every: Scope, today: date) -> Iterable[Case]:
    """K10: by the norm date of each step."""
    rows = watching.steps_since(every, every.until(today), today, _edges(today)).order_by()
    columns = rows.values_list("theme", "street", "area", "seen", "on").annotate(n=Count("*"))
    return [
        Case(theme, street, area, on, seen == OPENLY, n=n) for theme, street, area, seen, on, n in columns
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One figure for a visitor's question: `value` None is too few cases to be shown (then `n` is 0 too)."""

    code: str
    value: Fraction | None
    n: int
    part: int = 0


GATHERED: dict[str, tuple[Callable[[Scope, date], Iterable[Case]], Callable[..., Figure]]] = {
    "K1": (_decided, partial(speed.figure_k1, beside=False)),
    "K3": (_ended, speed.figure_k3),
    "K10": (_stepped, watching.figure_k10),
}
"""The figures that answer for a theme, street or area: how their cases are counted, and the figure itself."""
_kept: dict[str, tuple[tuple[date, int], Cells]] = {}
"""The cells of each figure as of a day and a data version: they hang on nothing else."""


def cells(code: str, today: date, version: int | None = None) -> Cells:
    """All public cells of a figure; kept in the process until the next public change when its `version` is
    given.
    """
    if version is not None and code in _kept and _kept[code][0] == (today, version):
        return _kept[code][1]
    known = periods(today)
    every = Scope(Period(min(one.start for one in known.values()), today + DAY))
    gathered = GATHERED[code][0](every, today)
    least = int(value("public_count_from", today))
    found = Cells(gathered, list(known.values()), sensitive(), least, today)
    if version is not None:
        _kept[code] = (today, version), found
    return found


def tell(code: str, cell: Cell, found: Cells, today: date) -> Told:
    """The answer of one cell: that of the figure, when it may be shown."""
    if not found.shown(cell) or beside_quarters(code, cell, found.number(cell), found.least):
        return Told(code, None, 0)
    asked_for = Scope(cell.period, cell.theme, cell.street, cell.area, openly=cell.fine(today))
    answer = GATHERED[code][1](asked_for, today=today)
    return Told(code, answer.value, answer.n, answer.part or 0)


def beside_quarters(code: str, cell: Cell, n: int, least: int) -> bool:
    """Whether a year with `n` cases, less the quarters that reports told and keep for ever, leaves 1–4.

    A report tells what may be told on its day; a quarter that comes after it may be small.
    """
    if not cell.is_year or any(getattr(cell, name) is not None for name in DIMENSIONS):
        return False
    quarters = FigureReport.objects.filter(key__startswith=f"{cell.period.start.year}-k")
    known = [one["figures"].get(code) for one in quarters.values_list("facts", flat=True)]
    told = [one["n"] for one in known if one and one["value"] is not None]
    return len(told) < len(QUARTERS) and bool(told) and 0 < n - sum(told) < least


def told(question: Asked, today: date) -> list[Told]:
    """The answers to a visitor's question."""
    version = data_version()
    return [tell(code, question.cell, cells(code, today, version), today) for code in GATHERED]


def refused(question: Asked, today: date) -> str:
    """Why a question is not answered at all; "" when it is."""
    if question.cell.theme in sensitive() and question.cell.fine(today):
        return _(
            "Dit thema is gevoelig. Wij tonen het alleen per buurt en per jaar dat voorbij is, zodat niemand "
            "iemand herkent. Kies bij Periode een jaar dat voorbij is."
        )
    return ""
