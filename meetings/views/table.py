"""What the live screen reads of an evening and one of its points: a fixed number of statements."""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from issues.models import Action
from meetings.actions.meeting import ends_talk
from meetings.actions.sitting import Sitting
from meetings.actions.votes import stand_ins
from meetings.models import (
    AgendaIssue,
    AgendaItem,
    ConflictOfInterest,
    Decision,
    DecisionIssue,
    Meeting,
    MinutesRevision,
)
from meetings.views.proposals import TALKED_AT_ITEM
from meetings.workflow import FINAL
from wijkraad.people.roles import COUNCIL, STAFF, holders, roles_of
from wijkraad.terms import clock
from wijkraad.terms.values import value

FUNCTIONS = ("chair", "secretary", "treasurer")
BEFORE = 6
PROMISED = 8


def items_of(slug: str, user: Any) -> list[AgendaItem]:
    """The points that this person sees, with `linked` issues, `kept_at`, and `declared` (keys of people)."""
    last = MinutesRevision.objects.filter(item=OuterRef("pk"), accepted=True).order_by("-id")
    declared = ConflictOfInterest.objects.filter(item=OuterRef("pk")).order_by("id")
    rows = AgendaItem.objects.visible_to(user).for_list(user).filter(meeting__slug=slug)
    return list(
        rows.annotate(
            kept_at=Subquery(last.values("at")[:1]), declared=ArraySubquery(declared.values("person"))
        )
    )


class Table:
    """One point of an evening as the one who writes sees it; what was read once is not asked again."""

    def __init__(self, slug: str, order: int, user: Any) -> None:
        """Raises Http404 for a point that is not there, or that this person does not see."""
        self.user = user
        self.items = items_of(slug, user)
        found = next((one for one in self.items if one.order == order), None)
        if found is None:
            raise Http404
        self.item: Any = found
        self.meeting: Meeting = found.meeting

    @cached_property
    def staff(self) -> list[Any]:
        """Who may take care of something, by name."""
        return holders(*STAFF)

    @cached_property
    def sitting(self) -> Sitting:
        board = [one for one in self.staff if not roles_of(one).isdisjoint(COUNCIL)]
        there = {row.person_id for row in self.present if row.state == "present" and row.person_id}
        day = clock.date_of(self.meeting.starts_at)
        return Sitting(board, there, frozenset(self.item.declared), day)

    @cached_property
    def present(self) -> list[Any]:
        return list(self.meeting.attendance.select_related("person").order_by("id"))

    @cached_property
    def _decisions(self) -> list[Any]:
        """Of this point, with `starts` (whether its work begins), and urgent ones that wait for the board."""
        starts = DecisionIssue.objects.filter(decision=OuterRef("pk")).order_by("id").values("starts_work")
        here = Q(agenda_item=self.item)
        if self.meeting.decides and self.meeting.status == "running":
            here |= Q(pk__in=Decision.objects.unratified().values("pk"))
        rows = Decision.objects.visible_to(self.user).filter(here)
        return list(rows.select_related("responsible").annotate(starts=Subquery(starts[:1])).order_by("id"))

    @property
    def decisions(self) -> list[Any]:
        return [one for one in self._decisions if one.agenda_item_id == self.item.pk]

    @property
    def unratified(self) -> list[Any]:
        """Urgent decisions that this evening votes on; none outside a running board meeting."""
        return [one for one in self._decisions if one.agenda_item_id != self.item.pk]

    @property
    def proposal(self) -> Any:
        return next((one for one in reversed(self.decisions) if one.status == "concept"), None)

    @property
    def taken(self) -> list[Any]:
        return [one for one in self.decisions if one.status in FINAL]

    @cached_property
    def earlier(self) -> list[Any]:
        """When the issues of this point were discussed, newest first: rows with `issue_id` and `item`."""
        if not self.item.linked:
            return []
        seen = AgendaItem.objects.visible_to(self.user)
        rows = AgendaIssue.objects.filter(TALKED_AT_ITEM, issue__in=self.item.linked, item__in=seen)
        return list(rows.select_related("item__meeting").order_by("-item__meeting__starts_at", "-pk"))

    @property
    def following(self) -> Any:
        """The next point that has no end yet, after this one or else before it; None when all are done."""
        others = [one for one in self.items if not one.outcome and one.pk != self.item.pk]
        later = [one for one in others if one.order > self.item.order]
        return next(iter(later or others), None)

    @property
    def at_limit(self) -> bool:
        return is_at_limit(self.item)

    def actions(self) -> list[Any]:
        """What people promised to do for the issues of this point, or at it; the first date first."""
        rows: Any = self.item.tasks
        if self.item.linked:
            rows = Action.objects.filter(issue__in=self.item.linked)
        return list(rows.select_related("responsible").order_by("due", "pk")[:PROMISED])

    def talk_dates(self) -> list[date]:
        """The days on which its issues were discussed since their last decision."""
        found = set()
        for issue in self.item.linked:
            days = dict.fromkeys(
                clock.date_of(row.item.meeting.starts_at) for row in self.earlier if row.issue_id == issue.pk
            )
            found.update(list(days)[: issue.talks_since_decision])
        return sorted(found)

    def what_came_before(self) -> list[tuple[date, str]]:
        """The earlier points about the same issues, and the first report, newest first."""
        if not self.item.linked:
            return []
        items = {row.item_id: row.item for row in self.earlier if row.item.meeting_id != self.meeting.pk}
        rows = [
            (clock.date_of(one.meeting.starts_at), one.outcome_reason or str(one.get_outcome_display()))
            for one in list(items.values())[:BEFORE]
        ]
        first = min(issue.first_report_at for issue in self.item.linked)
        return [*rows, (clock.date_of(first), _("Eerste melding"))]

    def attendance(self) -> list[dict[str, Any]]:
        """Every member with what they are and whether they are there; then the guests."""
        known = {row.person_id: row for row in self.present if row.person_id}
        rows = []
        for member in self.sitting.board:
            row = known.get(member.pk)
            role = next((name for name in FUNCTIONS if name in roles_of(member)), "board")
            state = row.state if row else ""
            rows.append({"person": member, "name": str(member), "role": role, "state": state})
        guests = [row for row in self.present if row.guest]
        return rows + [
            {"person": None, "name": row.guest, "role": "guest", "state": row.state} for row in guests
        ]

    @property
    def declared(self) -> list[Any]:
        """The members with an interest in this point."""
        return [member for member in self.sitting.board if member.pk in self.sitting.declared]

    @property
    def instead(self) -> list[Any]:
        """Who writes here because this person has an interest; nobody: this person writes."""
        return stand_ins(self.sitting, self.meeting, self.user)

    def why_not_close(self) -> str:
        """The sentence that keeps the evening open, or '': a point discussed too often without an end."""
        stuck = [one for one in self.items if one.is_touched and not ends_talk(one) and is_at_limit(one)]
        if not stuck:
            return ""
        return _("Dit kan nog niet: punt %(numbers)s is besproken en heeft geen uitkomst.") % {
            "numbers": ", ".join(str(one.order) for one in stuck)
        }


def is_at_limit(item: AgendaItem) -> bool:
    """By the stored count of its issues, which the actions keep (`chain.refresh`)."""
    return any(issue.talks_since_decision >= int(value("talk_limit")) for issue in item.linked)
