"""How issues stood at the end of a day in the past, from their moves."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, When

from issues.models import StatusChange
from issues.workflow import OPEN
from wijkraad.portal.figures.shape import midnight

MOVED = ~Q(from_state=F("to_state"))
"""Leaves out the rows that tell of a decision without a move."""


def with_state(issues: Any, until: date) -> Any:
    """Annotate `state_then`: the state at the end of the day before `until`; issues of later are left out.

    An issue whose state began before is in it still; only the others need their moves read.
    """
    moves = StatusChange.objects.filter(issue=OuterRef("pk"), at__lt=midnight(until)).order_by("-id")
    before = Subquery(moves.values("to_state")[:1], output_field=CharField())
    then = Case(When(state_since__lt=midnight(until), then=F("status")), default=before)
    return issues.filter(created_at__lt=midnight(until)).annotate(state_then=then)


def open_at(issues: Any, until: date) -> Any:
    """Those that were open at the end of the day before `until`."""
    perhaps = issues.filter(Q(status__in=OPEN) | Q(state_since__gte=midnight(until)))
    return with_state(perhaps, until).filter(state_then__in=OPEN)
