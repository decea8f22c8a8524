"""How the decisions of each year stand to their dates, for everybody: stored (`wijkraad.trail.stored`)."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear

from meetings.models import Decision
from meetings.querysets import PROMISES, promise
from wijkraad.trail.stored import Figure


def _count(day: date) -> dict[str, Any]:
    """Year → the number of decisions taken, and of each kind of promise."""
    found = Decision.objects.visible_to(None).taken().order_by()
    looks: Any = {look: Count("pk", filter=promise(look, day)) for look in PROMISES}
    rows = found.values(year=ExtractYear("decided_on")).annotate(taken=Count("pk"), **looks)
    return {str(row.pop("year")): row for row in rows}


REGISTER = Figure("register", _count)


def of_year(facts: dict[str, Any], year: int) -> dict[str, int]:
    """The counts of one year, all zero without decisions."""
    return facts.get(str(year)) or dict.fromkeys(("taken", *PROMISES), 0)
