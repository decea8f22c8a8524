"""Which decisions may be seen, how they stand to their dates, and the rows other rooms ask for."""

from datetime import date
from typing import Any, Self

from django.db.models import Count, Exists, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from meetings.querysets.about import AboutIssues
from meetings.workflow import FINAL, IMPORTED, RUNNING
from wijkraad.people.roles import is_board, is_staff
from wijkraad.terms import clock

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

    def listed(self) -> Self:
        """What the register shows: decisions that were taken, and those of before this portal."""
        return self.filter(status__in=[*FINAL, IMPORTED])

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
        """K14: (done on or before the first date, with that date in [start, end))."""
        rows = [row for row in self.first_promises() if start <= row[0] < end]
        return sum(kept for _first, kept in rows), len(rows)

    def first_promises(self) -> list[tuple[date, bool]]:
        """For K14: the first date of each chain of decisions, and whether it was done by then.

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
        found = []
        for row in known.values():
            last, first = row, row[3]
            if row[0] in successors:
                continue
            while last[1] in known:
                last = known[last[1]]
            if last[2] == "withdrawn" and last[5] is not None and last[5] < first:
                continue
            found.append((first, last[2] == "done" and last[4] <= first))
        return found

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
