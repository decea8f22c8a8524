"""How the decisions of each year stand to their dates, for everybody: stored (`wijkraad.trail.stored`)."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear

from meetings.models import Decision
from meetings.querysets import PROMISES, promise
from wijkraad.trail.stored import Figure

NOTHING = dict.fromkeys(("taken", "due", "kept", *PROMISES), 0)


def _count(day: date) -> dict[str, Any]:
    """Year → the number of decisions taken, of each kind of promise, and K14 of the year until today.

    K14 counts by the first date, the others by the year of the decision.
    """
    found = Decision.objects.visible_to(None).taken().order_by()
    looks: Any = {look: Count("pk", filter=promise(look, day)) for look in PROMISES}
    rows = found.values(year=ExtractYear("decided_on")).annotate(taken=Count("pk"), **looks)
    counts = {str(row.pop("year")): row for row in rows}
    for first, kept in Decision.objects.visible_to(None).first_promises():
        if first < day:
            facts = counts.setdefault(str(first.year), dict(NOTHING))
            facts["due"] = facts.get("due", 0) + 1
            facts["kept"] = facts.get("kept", 0) + kept
    return counts


REGISTER = Figure("register", _count)


def of_year(facts: dict[str, Any], year: int) -> dict[str, int]:
    """The counts of one year, all zero without decisions."""
    return NOTHING | facts.get(str(year), {})
