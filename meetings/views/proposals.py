"""What waits for an agenda, and the story so far of what stands on it; a fixed number of statements."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from issues.models import Action, Issue
from meetings.models import AgendaIssue, AgendaItem, AgendaRequest, Decision, DecisionIssue, Meeting
from meetings.workflow import HELD
from wijkraad.terms import clock
from wijkraad.terms.values import value

SUGGESTED = 12
"""Proposals of one kind."""
SHOWN = 4
"""Lines of one kind in the story beside a point."""

Proposal = dict[str, Any]


def proposals(meeting: Meeting, user: Any) -> list[Proposal]:
    """Talk without decision, deferrals that are due, late actions, decisions that are late or to review."""
    day = clock.date_of(meeting.starts_at)
    taken = Issue.objects.filter(agenda_links__item__meeting=meeting).values("pk")
    seen = Issue.objects.visible_to(user).open().exclude(pk__in=taken)
    found: dict[int, Proposal] = {}
    for issue in seen.filter(talks_since_decision__gte=value("talk_limit")).order_by(
        "-talks_since_decision", "pk"
    )[:SUGGESTED]:
        words = _("%(n)d keer besproken") % {"n": issue.talks_since_decision}
        found[issue.pk] = {"why": words, "issue": issue, "look": "talk"}
    deferred = AgendaItem.objects.visible_to(user).due(day).values("issue_links__issue")
    for issue in seen.filter(pk__in=deferred, on_agenda_at=None).order_by("pk")[:SUGGESTED]:
        found.setdefault(issue.pk, {"why": _("uitgesteld tot nu"), "issue": issue, "look": "agenda"})
    late = Action.objects.filter(issue__in=seen, done_at=None, due__lt=day).select_related("issue")
    for row in late.order_by("due", "pk")[:SUGGESTED]:
        more = {"note": _("Niet klaar: %(title)s") % {"title": row.title}, "look": "late"}
        found.setdefault(row.issue_id, {"why": _("actie te laat"), "issue": row.issue} | more)
    return [*found.values(), *_not_reached(meeting, user), *_of_decisions(meeting, user, day)]


def _not_reached(meeting: Meeting, user: Any) -> list[Proposal]:
    """Points of earlier evenings of this kind that nobody got to and that stand on no later agenda."""
    rows = AgendaItem.objects.visible_to(user).open_ends().filter(
        meeting__kind=meeting.kind, meeting__starts_at__lt=meeting.starts_at
    )  # fmt: skip
    words = _("niet aan toe gekomen")
    return [
        {"why": words, "item": row, "look": "agenda"}
        for row in rows.order_by("-meeting__starts_at")[:SUGGESTED]
    ]


def _of_decisions(meeting: Meeting, user: Any, day: date) -> list[Proposal]:
    rows = Decision.objects.visible_to(user).running().filter(Q(deadline__lt=day) | Q(review_on__lte=day))
    titles = set(meeting.items.values_list("title", flat=True))
    found = []
    for row in rows.order_by("deadline", "pk")[:SUGGESTED]:
        title = f"{row.shown_number}: {row.title}"[:160]
        if title in titles:
            continue
        late = row.deadline is not None and row.deadline < day
        words = _("besluit te laat") if late else _("besluit weer bekijken")
        look = "late" if late else "agenda"
        found.append({"why": words, "decision": row, "title": title, "look": look})
    return found


def requests() -> list[AgendaRequest]:
    """What residents asked for and still wait for, the oldest first."""
    return list(
        AgendaRequest.objects.filter(state="open")
        .select_related("issue", "person")
        .order_by("id")[:SUGGESTED]
    )


def stories(items: list[AgendaItem], user: Any) -> dict[int, dict[str, Any]]:
    """By point: when it was talked about and how that ended, decisions about it, and what is promised."""
    issues = {issue.pk for item in items for issue in item.linked}
    if not issues:
        return {}
    here = {item.meeting_id for item in items}
    talks, taken, promised = _talks(issues, here, user), _decisions(issues, user), _actions(issues)
    found = {}
    for item in items:
        keys = [issue.pk for issue in item.linked]
        found[item.pk] = {
            "talks": [row for key in keys for row in talks[key]][:SHOWN],
            "decisions": [row for key in keys for row in taken[key]][:SHOWN],
            "actions": [row for key in keys for row in promised[key]][:SHOWN],
            "first": min((issue.first_report_at for issue in item.linked), default=None),
        }
    return found


def _talks(issues: set[int], here: set[int], user: Any) -> Any:
    rows = AgendaIssue.objects.filter(
        TALKED_AT_ITEM, issue__in=issues, item__in=AgendaItem.objects.visible_to(user)
    ).exclude(item__meeting__in=here)
    found = defaultdict(list)
    for row in rows.select_related("item__meeting").order_by("-item__meeting__starts_at"):
        found[row.issue_id].append(row.item)
    return found


TALKED_AT_ITEM = Q(item__meeting__status__in=HELD) & ~Q(item__outcome__in=["", "not_reached"])
"""Discussed (querysets.TALKED), seen from the link between a point and an issue."""


def _decisions(issues: set[int], user: Any) -> Any:
    rows = DecisionIssue.objects.filter(
        issue__in=issues, decision__in=Decision.objects.visible_to(user).final()
    )
    found = defaultdict(list)
    for row in rows.select_related("decision__responsible").order_by("-decision__decided_at"):
        found[row.issue_id].append(row.decision)
    return found


def _actions(issues: set[int]) -> Any:
    rows = Action.objects.filter(issue__in=issues, done_at=None).select_related("responsible")
    found = defaultdict(list)
    for row in rows.order_by("due", "pk"):
        found[row.issue_id].append(row)
    return found
