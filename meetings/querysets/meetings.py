"""Which meetings and points of an agenda may be seen, and the rows other rooms ask for."""

from datetime import date
from typing import Any, Self

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from meetings.querysets.about import AboutIssues
from meetings.workflow import COMING, FINAL, HELD
from wijkraad.people.roles import is_board

TALKED = ~Q(outcome__in=["", "not_reached"])
"""Discussed: any outcome but "niet aan toe gekomen" (definition of K5b)."""


def _number(rows: QuerySet[Any, Any], meeting: str) -> Coalesce:
    """How many of these rows one meeting has, asked of its own rows alone: a join would count all of them."""
    return Coalesce(Subquery(rows.order_by().values(meeting).annotate(n=Count("pk")).values("n")), 0)


class MeetingQuerySet(QuerySet[Any, Any]):
    """Chainable: Meeting.objects.visible_to(user).coming().for_list()."""

    def visible_to(self, user: Any) -> Self:
        """Internal meetings are for the board alone."""
        return self if is_board(user) else self.filter(internal=False)

    def coming(self) -> Self:
        return self.filter(status__in=COMING)

    def held(self) -> Self:
        return self.filter(status__in=HELD)

    def deciding(self) -> Self:
        return self.filter(kind="bestuur")

    def for_list(self, user: Any = None) -> Self:
        """With `talked` and `decided`: items discussed and decisions taken, as far as this person may see.

        Counted among what `visible_to` gives: a number must not tell of a confidential matter either.
        """
        items: Any = self.model._meta.get_field("items").related_model
        decisions: Any = items._meta.get_field("decisions").related_model
        seen = items.objects.visible_to(user)
        here = seen.filter(meeting=OuterRef("pk"))
        taken = decisions.objects.visible_to(user).final()
        taken = taken.filter(agenda_item__in=seen.filter(meeting=OuterRef(OuterRef("pk"))))
        return self.select_related("working_group").annotate(
            item_count=_number(here, "meeting"),
            talked=_number(here.filter(TALKED), "meeting"),
            decided=_number(taken, "agenda_item__meeting"),
        )

    def first_ones(self, number: int) -> Self:
        """The first so many in this order, chosen before anything is counted for them."""
        chosen = self.model.objects.filter(pk__in=self.values("pk")[:number])
        return chosen.order_by(*self.query.order_by)

    def with_decision(self, user: Any = None) -> Self:
        """Annotate `real`: the key of a decision that was taken in it, adopting minutes aside; else None.

        Of the decisions that this person may know: a number must not tell of a confidential matter either.
        """
        item: Any = self.model._meta.get_field("items").related_model
        decisions: Any = item.decisions.rel.related_model.objects
        taken = decisions.visible_to(user).filter(status__in=FINAL, adopted_minutes=None)
        # one of them, looked for per meeting: asked as a join it would read the decisions of all meetings
        one = taken.filter(agenda_item__meeting=OuterRef("pk")).order_by().values("pk")[:1]
        return self.annotate(real=Subquery(one))

    def without_decision(self, user: Any = None) -> Self:
        """K5a: held deciding meetings with no decision; adopting minutes does not count."""
        return self.held().deciding().with_decision(user).filter(real__isnull=True)


class AgendaItemQuerySet(AboutIssues):
    def visible_to(self, user: Any) -> Self:
        """Internal items, and items about what the reader may not know, are absent."""
        found = self if is_board(user) else self.filter(internal=False, meeting__internal=False)
        return found.without_unseen(user)

    def talked(self) -> Self:
        """Items that were discussed in a held meeting."""
        return self.filter(TALKED, meeting__status__in=HELD)

    def open_ends(self) -> Self:
        """Not reached in a held meeting and not carried on to another one yet."""
        return self.filter(outcome="not_reached", meeting__status__in=HELD, carried_to=None)

    def due(self, on: date) -> Self:
        """Put off until a date that has come, and not on a later agenda since."""
        return self.filter(outcome="deferred", deferred_until__lte=on, meeting__status__in=HELD)

    def for_list(self, user: Any = None) -> Self:
        issues = self._issues()
        return (
            self.select_related("meeting__working_group", "once_more_person")
            .with_shield(user)
            .prefetch_related(Prefetch("issues", issues.select_related("theme", "street"), to_attr="linked"))
            .order_by("order")
        )

    def for_story(self, issue: Any, user: Any = None) -> QuerySet:
        """The items of an issue in order of time, one row per item, for het spoor.

        Columns: issue_id, item_id, slug, kind, meeting_status, starts_at (instant), title, shielded,
        outcome, outcome_reason, deferred_until, once_more_on, once_more_name.
        """
        return (
            self.visible_to(user)
            .about(issue)
            .with_shield(user)
            .order_by("meeting__starts_at", "order")
            .values_list(
                F("issue_links__issue_id"),
                F("pk"),
                F("meeting__slug"),
                F("meeting__kind"),
                F("meeting__status"),
                F("meeting__starts_at"),
                Case(When(shielded=True, then="public_title"), default="title"),
                "shielded",
                "outcome",
                "outcome_reason",
                "deferred_until",
                "once_more_on",
                F("once_more_person__name"),
            )
        )
