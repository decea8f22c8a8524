"""Which working groups run."""

from datetime import date
from typing import Any, Self

from django.db.models import Count, Q, QuerySet

from wijkraad.terms import clock


class WorkingGroupQuerySet(QuerySet[Any, Any]):
    """Chainable: WorkingGroup.objects.running().for_list()."""

    def running(self, on: date | None = None) -> Self:
        """Not ended, and not past their end on an Amsterdam day."""
        return self.filter(ended_on=None, ends_on__gte=on or clock.today())

    def to_end(self, on: date) -> Self:
        """Past their end and not closed yet."""
        return self.filter(ended_on=None, ends_on__lt=on)

    def for_list(self) -> Self:
        """With `size` (members, the lead among them) and `held` (own meetings that took place)."""
        held = Q(meetings__status__in=("held", "logged"), meetings__internal=False)
        return self.select_related("lead").annotate(
            size=Count("members", distinct=True), held=Count("meetings", filter=held, distinct=True)
        )
