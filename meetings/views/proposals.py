"""What waits for an agenda, and the story so far of what stands on it; a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from issues.models import Action, Issue
from meetings.models import AgendaIssue, AgendaItem, AgendaRequest, Decision, DecisionIssue, Meeting
from meetings.workflow import FINAL, HELD, RUNNING
from wijkraad.terms import clock
from wijkraad.terms.values import value

SUGGESTED = 12
"""Proposals of one kind."""
SHOWN = 4
"""Lines of one kind in the story beside a point."""
TALKED_AT_ITEM = Q(item__meeting__status__in=HELD) & ~Q(item__outcome__in=["", "not_reached"])
"""Discussed (querysets.TALKED), seen from the link between a point and an issue."""

Proposal = dict[str, Any]


class Waiting:
    """What one agenda may still take in, and what happened to what stands on it.

    Points, decisions and issues are each read once, for both; `items` are the points with `linked`.
    """

    def __init__(self, meeting: Meeting, items: list[AgendaItem], user: Any, *, editable: bool) -> None:
        self.meeting, self.items, self.user, self.editable = meeting, items, user, editable
        self.day = clock.date_of(meeting.starts_at)
        self.issues = {issue.pk for item in items for issue in item.linked}

    # --- what is read -----------------------------------------------------------------------------

    @cached_property
    def _points(self) -> list[Any]:
        """Earlier points about these issues, and points that nobody got to, newest first; with `about`."""
        seen = AgendaItem.objects.visible_to(self.user)
        links = AgendaIssue.objects.filter(item=OuterRef("pk"), issue__in=self.issues).values("issue")
        talked = AgendaIssue.objects.filter(TALKED_AT_ITEM, issue__in=self.issues).values("item")
        wanted = Q(pk__in=talked) & ~Q(meeting=self.meeting)
        if self.editable:
            wanted |= Q(pk__in=self._left_over().values("pk")[:SUGGESTED])
        rows = seen.filter(wanted).select_related("meeting").annotate(about=ArraySubquery(links))
        return list(rows.order_by("-meeting__starts_at", "-pk"))

    def _left_over(self) -> Any:
        """Points of earlier evenings of this kind that nobody got to and that stand on no later agenda."""
        rows = AgendaItem.objects.visible_to(self.user).open_ends()
        found = rows.filter(
            meeting__kind=self.meeting.kind,
            meeting__working_group=self.meeting.working_group_id,
            meeting__starts_at__lt=self.meeting.starts_at,
        )
        return found.order_by("-meeting__starts_at", "-pk")

    @cached_property
    def _decisions(self) -> list[Any]:
        """Decisions about these issues, and decisions that wait for an evening; with `about`."""
        seen = Decision.objects.visible_to(self.user)
        links = DecisionIssue.objects.filter(decision=OuterRef("pk"), issue__in=self.issues).values("issue")
        about = DecisionIssue.objects.filter(issue__in=self.issues).values("decision")
        wanted = Q(pk__in=about, status__in=FINAL)
        if self.editable:
            due = Q(deadline__lt=self.day) | Q(review_on__lte=self.day)
            late = seen.running().filter(due).order_by("deadline", "pk")
            wanted |= Q(pk__in=late.values("pk")[:SUGGESTED])
        if self.editable and self.meeting.decides:
            wanted |= Q(pk__in=seen.unratified().order_by("pk").values("pk")[:SUGGESTED])
        rows = seen.filter(wanted).select_related("responsible").annotate(about=ArraySubquery(links))
        return list(rows.order_by("-decided_at", "-pk"))

    @cached_property
    def _actions(self) -> list[Action]:
        rows = Action.objects.filter(issue__in=self.issues, done_at=None).select_related("responsible")
        return list(rows.order_by("due", "pk"))

    def _waiting_issues(self) -> list[Any]:
        """Issues with too much talk, a deferral that is due or a late action; with `deferred` and `late`."""
        late = Action.objects.filter(issue=OuterRef("pk"), done_at=None, due__lt=self.day)
        due = AgendaItem.objects.visible_to(self.user).due(self.day)
        rows = (
            Issue.objects.visible_to(self.user)
            .open()
            .exclude(pk__in=self.issues)
            .annotate(
                deferred=Exists(due.filter(issue_links__issue=OuterRef("pk"))),
                late=Subquery(late.order_by("due", "pk").values("title")[:1]),
            )
        )
        talked = Q(talks_since_decision__gte=value("talk_limit"))
        found = rows.filter(talked | Q(deferred=True, on_agenda_at=None) | Q(late__isnull=False))
        return list(found.order_by("-talks_since_decision", "-deferred", "pk")[: 3 * SUGGESTED])

    # --- what is shown ----------------------------------------------------------------------------

    def proposals(self) -> list[Proposal]:
        """Talk without decision, deferrals that are due, late actions, points left over, decisions."""
        if not self.editable:
            return []
        return [*self._of_issues(), *self._of_points(), *self._of_decisions()]

    def _of_issues(self) -> list[Proposal]:
        found = []
        for issue in self._waiting_issues():
            if issue.talks_since_decision >= value("talk_limit"):
                words = _("%(n)d keer besproken") % {"n": issue.talks_since_decision}
                found.append({"why": words, "issue": issue, "look": "talk"})
            elif issue.deferred and issue.on_agenda_at is None:
                found.append({"why": _("uitgesteld tot nu"), "issue": issue, "look": "agenda"})
            else:
                note = _("Niet klaar: %(title)s") % {"title": issue.late}
                found.append({"why": _("actie te laat"), "issue": issue, "note": note, "look": "late"})
        return found

    def _of_points(self) -> list[Proposal]:
        words = _("niet aan toe gekomen")
        rows = [row for row in self._points if row.outcome == "not_reached"]
        return [{"why": words, "item": row, "look": "agenda"} for row in rows]

    def _of_decisions(self) -> list[Proposal]:
        """What must be ratified first; then what is late or to be looked at again, the latest first."""
        titles = {item.title for item in self.items}
        found = []
        for row in sorted(self._decisions, key=lambda one: (one.deadline or date.max, one.pk)):
            title = f"{row.shown_number}: {row.title}"[:160]
            why, look = self._why(row)
            if why and title not in titles:
                found.append({"why": why, "decision": row, "title": title, "look": look})
        return sorted(found, key=lambda one: one["look"] != "klok-wij")

    def _why(self, row: Any) -> tuple[str, str]:
        """Why a decision waits for this evening, and how it looks; ("", "") when it does not."""
        if row.status not in RUNNING:
            return "", ""
        if row.way == "urgent" and row.ratified_in_id is None and self.meeting.decides:
            return _("met spoed besloten: stem erover"), "klok-wij"
        if row.deadline is not None and row.deadline < self.day:
            return _("besluit te laat"), "late"
        if row.review_on is not None and row.review_on <= self.day:
            return _("besluit weer bekijken"), "agenda"
        return "", ""

    def stories(self) -> dict[int, dict[str, Any]]:
        """By point: when it was talked about and how that ended, decisions about it, what is promised."""
        if not self.issues:
            return {}
        talks = _by_issue((row, row.about) for row in self._points if row.outcome != "not_reached")
        taken = _by_issue((row, row.about) for row in self._decisions)
        promised = _by_issue((row, [row.issue_id]) for row in self._actions)
        found = {}
        for item in self.items:
            keys = [issue.pk for issue in item.linked]
            found[item.pk] = {
                "talks": _first(talks, keys),
                "decisions": _first(taken, keys),
                "actions": _first(promised, keys),
                "first": min((issue.first_report_at for issue in item.linked), default=None),
            }
        return found


def _by_issue(rows: Iterable[tuple[Any, Iterable[int]]]) -> dict[int, list[Any]]:
    """By issue: the rows about it, in their order."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row, keys in rows:
        for key in keys:
            found[key].append(row)
    return found


def _first(rows: dict[int, list[Any]], keys: Iterable[int]) -> list[Any]:
    """The first few rows of these issues, each once."""
    return list(dict.fromkeys(row for key in keys for row in rows.get(key, ())))[:SHOWN]


def requests() -> list[AgendaRequest]:
    """What residents asked for and still wait for, the oldest first."""
    return list(
        AgendaRequest.objects.filter(state="open")
        .select_related("issue", "person")
        .order_by("id")[:SUGGESTED]
    )
