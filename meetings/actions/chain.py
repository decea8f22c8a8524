"""What issues must know of agendas and decisions, written in the transaction that changes it.

`talks_since_decision`: the number of agendas of held meetings on which the issue was discussed since
its last decision, a rejected one included, a deferral not; without one, since creation (K5b).
`on_agenda_at`: the Amsterdam date of the first coming meeting that has it on its public agenda.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Min, QuerySet

from issues.actions import note_chain
from issues.models import Issue
from meetings.models import AgendaItem, Decision, Meeting
from meetings.workflow import COMING
from wijkraad.terms import clock


def talked_items(issue: Issue) -> "QuerySet[AgendaItem]":
    """The items in which it was discussed since its last decision, oldest first."""
    found = AgendaItem.objects.talked().about(issue)
    last = Decision.objects.final().about(issue).order_by("-decided_at").first()
    if last is not None:
        found = found.filter(meeting__starts_at__gt=last.decided_at)
        if last.agenda_item_id is not None:
            found = found.exclude(meeting__items=last.agenda_item_id)
    return found.order_by("meeting__starts_at")


def talks(issue: Issue) -> int:
    """On how many agendas of held meetings it was discussed since its last decision."""
    return talked_items(issue).values("meeting").distinct().count()


def on_agenda(issue: Issue) -> date | None:
    """When it is on a coming public agenda."""
    first: datetime | None = (
        AgendaItem.objects.about(issue)
        .filter(meeting__status__in=COMING, internal=False, meeting__internal=False)
        .aggregate(first=Min("meeting__starts_at"))["first"]
    )
    return clock.date_of(first) if first else None


def issues_of(meeting: Meeting) -> "QuerySet[Issue]":
    return Issue.objects.filter(agenda_links__item__meeting=meeting).distinct()


def refresh(issues: Iterable[Issue], *, by: Any, event: bool = False) -> None:
    """Tell the issues what changed; `event`: something was decided or done, they do not stand still."""
    for issue in sorted(issues, key=lambda one: one.pk):
        note_chain(
            issue,
            by=by,
            on_agenda_at=on_agenda(issue),
            talks_since_decision=talks(issue),
            agenda=AgendaItem.objects.talked().about(issue).exists(),
            **({"last_event_at": clock.now()} if event else {}),
        )
