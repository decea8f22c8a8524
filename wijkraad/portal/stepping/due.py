"""What must not slip past the board: fatal dates near, answers from higher up that did not come, effects."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from issues.models import Escalation, Intervention, Issue
from wijkraad.portal.figures.now import letters

NEAR = timedelta(days=14)
"""How long before a fatal date a letter of ours is named."""


def fatal_near(user: Any, today: date) -> QuerySet:
    """Letters that we must still send, with their fatal date passed less than two weeks ago or near."""
    found = letters(user).filter(
        status="concept", file_before__lte=today + NEAR, file_before__gte=today - NEAR
    )
    return found.order_by("file_before", "id")


def raised_late(user: Any, today: date) -> QuerySet:
    """Laid higher, and no answer on its date; of open issues."""
    found = Escalation.objects.filter(
        answered_on=None, due__lt=today, issue__in=Issue.objects.visible_to(user).open()
    )
    return found.order_by("due", "id")


def effects(user: Any, today: date) -> QuerySet:
    """Interventions that were measured and that nobody judged yet."""
    found = Intervention.objects.filter(
        measured_at__isnull=False, effect="", withdrawn_at=None, issue__in=Issue.objects.visible_to(user)
    )
    return found.order_by("measure_on", "id")
