"""The buurtagenda: what we chose to do, for which goal, and what partners promised."""

from typing import Any

from django.db.models import F

from issues.models import Issue, Priority, Promise
from meetings.models import Decision
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.results import day_of
from wijkraad.portal.story.facts import shown
from wijkraad.terms import clock

LONGEST = 50


def agenda() -> dict[str, Any]:
    """Active priorities, running measures of public issues, and open promises with their end date."""
    public = Issue.objects.listed().filter(visibility="public")
    measures = Decision.objects.visible_to(None).running().measures().with_shield(None).filter(shielded=False)
    promises = Promise.objects.filter(issue__in=public, kept__isnull=True)
    found = rows_of({
        "priorities": Priority.objects.filter(active=True).order_by("opened_at", "id").values(
            "title", "why_now", "goal", "criterion", "baseline", "target", "current", "review_on",
            key=F("theme__colour_key"), word=F("theme__name"), slug=F("theme__key"),
            owner=shown("responsible"),
        ),
        "measures": measures.order_by("deadline").values(
            "number", "title", "deadline", owner=shown("responsible")
        )[:LONGEST],
        "promises": promises.order_by("due").values(
            "what", "said_on", by_on=F("due"), who_=F("partner__short_name"), no=F("issue__number"),
            named=F("issue__title"),
        )[:LONGEST],
    })  # fmt: skip
    today = clock.today()
    for name, columns in (
        ("priorities", ("review_on",)),
        ("measures", ("deadline",)),
        ("promises", ("by_on",)),
    ):
        for row in found[name]:
            for column in columns:
                row[column] = day_of(row[column])
                row["late"] = max(0, (today - row[column]).days) if row[column] else 0
    return found
