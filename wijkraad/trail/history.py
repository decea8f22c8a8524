"""Reading the trail: the history of one row, and the list of all changes."""

from typing import Any

from django.db.models import QuerySet

from wijkraad.people.models import User
from wijkraad.trail.models import TrailEvent
from wijkraad.trail.visibility import visible_events

ROUNDS = 20
"""How often the list reads on when a reader may not see most of what it finds."""


def history_of(table: str, row: Any) -> QuerySet[TrailEvent]:
    """The events of one row, oldest first, with their actors. Who may see them is the caller's question."""
    events = TrailEvent.objects.filter(table=table, row=str(row))
    return events.select_related("actor").order_by("id")


def page_of(
    user: User, events: QuerySet[TrailEvent], limit: int, cursor: int | None, *, back: bool = False
) -> list[TrailEvent]:
    """Up to `limit` events that the reader may see, newest first (`back`: oldest first, after the cursor).

    Hidden ones leave no gap: the list reads on until the page is full.
    """
    found: list[TrailEvent] = []
    order = "id" if back else "-id"
    beyond = "id__gt" if back else "id__lt"
    for _ in range(ROUNDS):
        rows = events if cursor is None else events.filter(**{beyond: cursor})
        batch = list(rows.select_related("actor").order_by(order)[: limit * 2])
        found += visible_events(user, batch)
        if len(found) >= limit or len(batch) < limit * 2:
            break
        cursor = batch[-1].pk
    return found[:limit]
