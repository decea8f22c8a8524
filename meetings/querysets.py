"""What may be seen of meetings, agendas and decisions, and the rows other rooms ask for."""

from datetime import date
from typing import Any, Self

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from issues.querysets import PUBLIC, reads_confidential
from meetings.workflow import COMING, FINAL, HELD, RUNNING
from wijkraad.people.roles import is_board, is_staff, roles_of
from wijkraad.terms import clock

TALKED = ~Q(outcome__in=["", "not_reached"])
"""Discussed: any outcome but "niet aan toe gekomen" (definition of K5b)."""


PROMISES = ("ok", "late_ok", "late", "open", "failed", "replaced")
"""How a decision stands to its date, in the order of the dots on the register."""


def promise(look: str, today: date) -> Q:
    """The decisions of one kind of promise: done on or before the first date, done later, late, …"""
    return {
        "ok": Q(status="done", finished_on__lte=F("first_deadline")),
        "late_ok": Q(status="done", finished_on__gt=F("first_deadline")),
        "late": Q(status__in=RUNNING, deadline__lt=today),
        "open": Q(status__in=RUNNING, deadline__gte=today),
        "failed": Q(status="not_achieved"),
        "replaced": Q(status__in=["superseded", "withdrawn", "lapsed"]),
    }[look]


def unseen_issues(user: Any) -> Q | None:
    """Which issues this person may not know of; None when there are none. The mirror of Issue.visible_to."""
    if is_staff(user):
        return None if reads_confidential(user) else Q(visibility="confidential")
    hidden = ~PUBLIC
    if "partner" in roles_of(user) and user.organisation_id:
        hidden &= ~(Q(partner=user.organisation_id) & ~Q(visibility="confidential"))
    return hidden


class AboutIssues(QuerySet[Any, Any]):
    """Rows with `issue_links`: a hidden issue hides them, a limited one shields them."""

    def _links(self) -> QuerySet:
        """The rows of the link table of one row, for use in a subquery."""
        relation: Any = self.model._meta.get_field("issue_links")
        return relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})

    def _issues(self) -> Any:
        """The manager of issues, found through the relation: this module stands below the models."""
        relation: Any = self.model._meta.get_field("issues")
        return relation.related_model.objects

    def about(self, issue: Any) -> Self:
        """Rows linked to this issue (a row, a key, or a queryset of keys)."""
        if isinstance(issue, QuerySet | list | tuple | set):
            return self.filter(issue_links__issue__in=issue)
        return self.filter(issue_links__issue=issue)

    def without_unseen(self, user: Any) -> Self:
        hidden = unseen_issues(user)
        if hidden is None:
            return self
        issues = self._issues().filter(hidden)
        return self.exclude(Exists(self._links().filter(issue__in=issues)))

    def with_shield(self, user: Any = None) -> Self:
        """Annotate `shielded`: this reader gets the public wording, without number, place or exact date."""
        if is_staff(user):
            return self.annotate(shielded=Value(False, BooleanField()))
        return self.annotate(shielded=Exists(self._links().filter(issue__visibility="limited")))


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
        item = Q(items__in=items.objects.visible_to(user))
        decision = item & Q(items__decisions__in=decisions.objects.visible_to(user).final())
        return self.annotate(
            item_count=Count("items", filter=item, distinct=True),
            talked=Count("items", filter=item & ~Q(items__outcome__in=["", "not_reached"]), distinct=True),
            decided=Count("items__decisions", filter=decision, distinct=True),
        )

    def without_decision(self) -> Self:
        """K5a: held deciding meetings with no decision; adopting minutes does not count."""
        real = Q(items__decisions__status__in=FINAL) & Q(items__decisions__adopted_minutes=None)
        return self.held().deciding().annotate(real=Count("items__decisions", filter=real)).filter(real=0)


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
            self.select_related("meeting", "once_more_person")
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


class DecisionQuerySet(AboutIssues):
    """Chainable: Decision.objects.visible_to(user).late(today).for_list()."""

    def visible_to(self, user: Any) -> Self:
        """Proposals and internal decisions are for the board, and for whoever has to carry them out."""
        if is_board(user):
            return self.without_unseen(user)
        seen = Q(number__isnull=False)
        if getattr(user, "is_authenticated", False):
            seen |= Q(responsible=user, status__in=FINAL)
        return self.filter(seen).without_unseen(user)

    def final(self) -> Self:
        """Decisions that were taken, rejected ones included."""
        return self.filter(status__in=FINAL)

    def taken(self) -> Self:
        """Decisions that were adopted at some time."""
        return self.final().exclude(status="rejected")

    def running(self) -> Self:
        return self.filter(status__in=RUNNING)

    def measures(self) -> Self:
        """Adopted decisions with an issue."""
        return self.taken().filter(Exists(self._links()))

    def late(self, on: date | None = None) -> Self:
        """Running past their (moved) date on an Amsterdam day, the most late first."""
        return self.running().filter(deadline__lt=on or clock.today()).order_by("deadline", "id")

    def open_for(self, user: Any) -> Self:
        """Running decisions that this person has to carry out, the first date first."""
        return self.running().filter(responsible=user).order_by("deadline", "id")

    def held_by(self, user: Any) -> Self:
        """What this person has to hand over before leaving."""
        return self.filter(responsible=user, status__in=[*RUNNING, "concept", "deferred"])

    def unratified(self) -> Self:
        """Urgent decisions that no meeting has ratified yet."""
        return self.running().filter(way="urgent", ratified_in=None)

    def matching(self, text: str, user: Any = None) -> Self:
        """Decisions with these words or this number; of shielded ones only the public wording is searched."""
        open_words = Q(title__icontains=text) | Q(text__icontains=text) | Q(number__iexact=text)
        public_words = Q(public_wording__icontains=text) | Q(number__iexact=text)
        if is_staff(user):
            return self.filter(open_words | public_words)
        return self.with_shield(user).filter(Q(shielded=False) & open_words | public_words)

    def of_theme(self, key: str) -> Self:
        return self.filter(Exists(self._links().filter(issue__theme__key=key)))

    def of_year(self, year: int) -> Self:
        """Taken in a calendar year, by the date of the meeting."""
        return self.filter(decided_on__gte=date(year, 1, 1), decided_on__lt=date(year + 1, 1, 1))

    def for_list(self, user: Any = None) -> Self:
        issues = self._issues()
        return (
            self.select_related("responsible", "superseded_by", "withdrawn_by")
            .with_shield(user)
            .prefetch_related(Prefetch("issues", issues.select_related("theme"), to_attr="linked"))
        )

    def promises(self, today: date) -> dict[str, int]:
        """How many of these decisions there are of each kind of promise, in one statement."""
        return self.taken().aggregate(**{look: Count("pk", filter=promise(look, today)) for look in PROMISES})

    def kept(self, start: date, end: date) -> tuple[int, int]:
        """K14: (done on or before the first date, with that date in [start, end)).

        A replaced decision counts through its successor, with its own first date; one that was
        withdrawn before its date drops out.
        """
        columns = (
            "pk",
            "superseded_by_id",
            "status",
            "first_deadline",
            "finished_on",
            "withdrawn_by__decided_on",
        )
        known = {row[0]: row for row in self.taken().values_list(*columns)}
        successors = {row[1] for row in known.values() if row[1]}
        done = due = 0
        for row in known.values():
            first = row[3]
            if row[0] in successors or not start <= first < end:
                continue
            last = row
            while last[1] in known:
                last = known[last[1]]
            if last[2] == "withdrawn" and last[5] is not None and last[5] < first:
                continue
            due += 1
            done += last[2] == "done" and last[4] <= first
        return done, due

    def newest_first(self) -> Self:
        return self.order_by("-decided_on", "-id")

    def first_ones(self, number: int) -> Self:
        """The first so many in this order, chosen before anything else is asked of them."""
        chosen = self.model.objects.filter(pk__in=self.values("pk")[:number])
        return chosen.order_by(*self.query.order_by)

    def for_story(self, issue: Any, user: Any = None) -> QuerySet:
        """The taken decisions of an issue in order of time, one row each, for het spoor.

        Columns: issue_id, decision_id, number (public or internal), title, text, shielded, wording, status,
        decided_on (date), decided_at, responsible name, shown_as, function, deadline, first_deadline,
        mandate_amount (euro), votes_for, votes_against, votes_abstain, vote_way, way, starts_work,
        finished_on, result, superseded_by number, uuid.
        """
        return (
            self.visible_to(user)
            .final()
            .about(issue)
            .with_shield(user)
            .order_by("decided_at", "id")
            .values_list(
                F("issue_links__issue_id"),
                F("pk"),
                Coalesce("number", "internal_number"),
                "title",
                "text",
                "shielded",
                "public_wording",
                "status",
                "decided_on",
                "decided_at",
                "responsible__name",
                "responsible__shown_as",
                "responsible__function",
                "deadline",
                "first_deadline",
                "mandate_amount",
                "votes_for",
                "votes_against",
                "votes_abstain",
                "vote_way",
                "way",
                F("issue_links__starts_work"),
                "finished_on",
                "result",
                F("superseded_by__number"),
                "uuid",
                named=True,
            )
        )
