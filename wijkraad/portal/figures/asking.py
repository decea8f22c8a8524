"""What a visitor may ask of the figures: the choices in the address, and the answer that gives
nobody away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Area, StatusChange, Street, Theme
from wijkraad.portal.figures import speed, watching
from wijkraad.portal.figures.cells import Case, Cell, Cells
from wijkraad.portal.figures.history import MOVED
from wijkraad.portal.figures.shape import DAY, Period, Scope, median, midnight, share
from wijkraad.terms import clock
from wijkraad.terms.values import value

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
    """Themes of which nothing finer than area and year is told."""
    return frozenset(
        Theme.objects.exclude(default_visibility="public", intake_mode="report").values_list("pk", flat=True)
    )


def _decided(every: Scope, today: date) -> list[Case]:
    """K1: days from the first report to the first decision."""
    rows = speed.first_decisions(every, every.until(today))
    columns = rows.values_list("theme", "street", "area", "decided", "reported", "visibility")
    return [
        Case(theme, street, area, on, (on - first).days, seen == "public")
        for theme, street, area, on, first, seen in columns
    ]


def _ended(every: Scope, today: date) -> list[Case]:
    """K3: days from the first report to each outcome, till the day on which it was opened again."""
    later = StatusChange.objects.filter(MOVED, issue=OuterRef("issue"), id__gt=OuterRef("id")).order_by("id")
    left = Subquery(later.values(day=TruncDate("at", tzinfo=clock.AMSTERDAM))[:1], output_field=DateField())
    moves: QuerySet = StatusChange.objects.filter(
        MOVED, issue__in=every.issues(), to_state__in=speed.ENDED, at__gte=midnight(every.start),
        at__lt=midnight(every.until(today)),
    )  # fmt: skip
    columns = moves.annotate(
        on=TruncDate("at", tzinfo=clock.AMSTERDAM),
        first=TruncDate("issue__first_report_at", tzinfo=clock.AMSTERDAM),
        left=left,
    ).values_list("issue__theme", "issue__street", "issue__area", "on", "first", "issue__visibility", "left")
    return [
        Case(theme, street, area, on, (on - first).days, seen == "public", gone)
        for theme, street, area, on, first, seen, gone in columns
    ]


def _stepped(every: Scope, today: date) -> list[Case]:
    """K10: whether each step was left on or before its norm date."""
    rows = watching.steps(every, every.until(today), today)
    columns = rows.values_list(
        "issue__theme", "issue__street", "issue__area", "norm_on", "left_on", "issue__visibility"
    )
    return [
        Case(theme, street, area, on, left is not None and left <= on, seen == "public")
        for theme, street, area, on, left, seen in columns
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One figure for a visitor's question: `value` None is too few cases to be shown (then `n` is 0 too)."""

    code: str
    value: Fraction | None
    n: int
    part: int = 0


GATHERED: dict[str, tuple[Callable[[Scope, date], list[Case]], bool]] = {
    "K1": (_decided, True),
    "K3": (_ended, True),
    "K10": (_stepped, False),
}
"""The figures that answer for a theme, street or area: how their cases are found, and whether it is
a median.
"""


def cells(code: str, today: date) -> Cells:
    """All public cells of a figure."""
    known = periods(today)
    every = Scope(Period(min(one.start for one in known.values()), today + DAY))
    gathered = GATHERED[code][0](every, today)
    return Cells(gathered, list(known.values()), sensitive(), int(value("public_count_from", today)))


def tell(code: str, cell: Cell, found: Cells) -> Told:
    """The answer of one cell."""
    if not found.shown(cell):
        return Told(code, None, 0)
    values = [case.value for case in found.of(cell)]
    if GATHERED[code][1]:
        return Told(code, median(values), len(values))
    return Told(code, share(sum(values), len(values)), len(values), sum(values))


def told(question: Asked, today: date) -> list[Told]:
    """The answers to a visitor's question."""
    return [tell(code, question.cell, cells(code, today)) for code in GATHERED]


def refused(question: Asked) -> str:
    """Why a question is not answered at all; "" when it is."""
    if question.cell.theme in sensitive() and question.cell.fine:
        return _(
            "Dit thema is gevoelig. Wij tonen het alleen per heel jaar en per buurt, zodat niemand iemand "
            "herkent."
        )
    return ""
