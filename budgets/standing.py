"""What the pages of a year show of all its spends together: stored (`wijkraad.trail.stored`)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count

from budgets.facts import ThemePaid, paid_per_theme_of_year
from budgets.models import Booking, SpendRequest
from wijkraad.trail.stored import Figure, read


def _count(_day: date) -> dict[str, Any]:
    """Year → net paid per theme, amounts in euros as text, and how many spends its page lists."""
    listed = SpendRequest.objects.public().listed().order_by()
    numbers = dict(listed.values_list("line__budget__year").annotate(n=Count("pk")))
    years = Booking.objects.order_by().values_list("cost_year", flat=True).distinct()
    return {
        str(year): {"themes": _themes(year), "spends": numbers.get(year, 0)}
        for year in sorted({*years, *numbers})
    }


def _themes(year: int) -> list[list[str]]:
    found = paid_per_theme_of_year(year)
    return [[one.key, one.name, str(one.paid), str(one.on_priority)] for one in found]


SPENDING = Figure("spending", _count)
NOTHING: dict[str, Any] = {"themes": [], "spends": 0}


class YearStanding:
    """Of one year: net paid per theme and the number of spends; one statement while nothing changed."""

    def __init__(self, year: int) -> None:
        stored = next(iter(read(SPENDING)), None)
        facts = stored["facts"].get(str(year), NOTHING) if stored else None
        self.themes = paid_per_theme_of_year(year) if facts is None else _read(facts["themes"])
        self.spends = _number(year) if facts is None else int(facts["spends"])


def _read(rows: list[list[str]]) -> list[ThemePaid]:
    return [ThemePaid(key, name, Decimal(paid), Decimal(prio)) for key, name, paid, prio in rows]


def _number(year: int) -> int:
    return int(SpendRequest.objects.public().listed().filter(line__budget__year=year).count())
