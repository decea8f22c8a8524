"""What the live screen shows beside a point, and the decision of one screen as one transaction."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings import actions
from meetings.actions import chain
from meetings.actions.meeting import ends_talk, is_at_talk_limit
from meetings.forms import DecisionForm
from meetings.models import AgendaItem, Decision, Meeting
from wijkraad.people.roles import COUNCIL, holders, roles_of
from wijkraad.terms import clock

OUTCOMES = {
    "nogeen": "deferred",
    "stop": "closed",
    "niet": "not_reached",
    "later": "deferred",
    "info": "informative",
    "advies": "advice",
}
"""The choices of the screen, and the outcome that each one writes."""
FUNCTIONS = ("chair", "secretary", "treasurer")


def outcome_of(chosen: str, given: dict[str, Any]) -> dict[str, Any]:
    """The choice with its fields, for `set_outcome`."""
    found: dict[str, Any] = {"outcome": OUTCOMES.get(chosen, ""), "reason": given["reason"]}
    if chosen == "nogeen":
        found |= {"once_more_on": given["until"], "once_more_person": given["person"]}
        found["reason"] = found["reason"] or _("Nog één keer.")
    elif chosen == "later":
        found["until"] = given["until"]
    return found


def choice_of(item: AgendaItem) -> str:
    """Which choice of the screen stands for how the point ended; '' while it has no end."""
    if item.outcome == "deferred":
        return "nogeen" if item.once_more_on else "later"
    return next((word for word, outcome in OUTCOMES.items() if outcome == item.outcome), "")


def ending_of(item: AgendaItem) -> dict[str, Any]:
    """The fields of an end that was written down before, to change it."""
    until = item.once_more_on or item.deferred_until
    return {"until": until, "person": item.once_more_person, "reason": item.outcome_reason}


@transaction.atomic
def decide(item: AgendaItem, *, by: Any, form: DecisionForm, what: str) -> Decision:
    """Keep the proposal and, unless `what` is "voorstel", vote and adopt ("aangenomen") or reject it."""
    words = form.proposal()
    decision = item.decisions.filter(status="concept").order_by("-id").first()
    if decision is None:
        decision = actions.draft_decision(by=by, item=item, **words)
    else:
        decision = actions.change_decision(decision, by=by, **words)
    if what == "voorstel":
        return decision
    actions.record_votes(decision, by=by, **form.votes())
    if what == "afgewezen":
        return actions.reject_decision(decision, by=by)
    return actions.adopt_decision(decision, by=by)


def initial(item: AgendaItem, proposal: Decision | None, free: int) -> dict[str, Any]:
    """What the decision form starts with."""
    if proposal is None:
        first = next(iter(item.linked), None)
        return {
            "responsible": first.responsible if first else None,
            "votes_for": free,
            "votes_against": 0,
            "votes_abstain": 0,
            "about_council": first is None,
        }
    amount = f"{proposal.mandate_amount:.2f}".replace(".", ",") if proposal.mandate_amount else ""
    link = proposal.issue_links.first()
    return {
        "text": proposal.text,
        "responsible": proposal.responsible,
        "deadline": proposal.deadline,
        "amount": amount,
        "reason": proposal.reason,
        "public_wording": proposal.public_wording,
        "about_council": proposal.about_council,
        "starts_work": link.starts_work if link else True,
        "vote_way": proposal.vote_way,
        "votes_for": proposal.votes_for if proposal.votes_for is not None else free,
        "votes_against": proposal.votes_against or 0,
        "votes_abstain": proposal.votes_abstain or 0,
        "chair_vote": proposal.chair_vote,
    }


def last_kept(item: AgendaItem) -> datetime | None:
    """When the text of this point was last saved."""
    last = item.revisions.filter(accepted=True).only("at").first()
    return last.at if last else None


def decisions_at(item: AgendaItem, user: Any) -> list[Decision]:
    """The decisions that were taken at this point."""
    return list(
        Decision.objects.visible_to(user).final().filter(agenda_item=item).for_list(user).order_by("id")
    )


def talk_dates(item: AgendaItem) -> list[date]:
    """The days on which its issues were discussed since their last decision."""
    found = [row for issue in item.linked for row in chain.talked_items(issue).select_related("meeting")]
    return sorted({clock.date_of(row.meeting.starts_at) for row in found})


def what_came_before(item: AgendaItem) -> list[tuple[date, str]]:
    """The earlier points about the same issues, and the first report, newest first."""
    if not item.linked:
        return []
    earlier = (
        AgendaItem.objects.talked().about(item.linked).exclude(meeting=item.meeting).select_related("meeting")
    )
    rows = [
        (clock.date_of(row.meeting.starts_at), row.outcome_reason or str(row.get_outcome_display()))
        for row in earlier.distinct().order_by("-meeting__starts_at")[:6]
    ]
    first = min(issue.first_report_at for issue in item.linked)
    return [*rows, (clock.date_of(first), _("Eerste melding"))]


def actions_of(item: AgendaItem) -> list[Any]:
    """What people promised to do for its issues."""
    return [
        row for issue in item.linked for row in issue.actions.select_related("responsible").order_by("due")
    ][:8]


def attendance(meeting: Meeting) -> list[dict[str, Any]]:
    """Every member with what they are and whether they are there; then the guests."""
    known = {row.person_id: row for row in meeting.attendance.select_related("person")}
    rows = []
    for member in holders(*COUNCIL):
        row = known.pop(member.pk, None)
        role = next((name for name in FUNCTIONS if name in roles_of(member)), "board")
        rows.append({"person": member, "name": str(member), "role": role, "state": row.state if row else ""})
    guests = [row for row in meeting.attendance.all() if row.guest]
    rows += [{"person": None, "name": row.guest, "role": "guest", "state": row.state} for row in guests]
    return rows


def why_not_close(meeting: Meeting) -> str:
    """The sentence that keeps the evening open, or '': a point discussed once too often without an end."""
    items = meeting.items.prefetch_related("issues")
    stuck = [item for item in items if item.is_touched and not ends_talk(item) and is_at_talk_limit(item)]
    if not stuck:
        return ""
    return _("Dit kan nog niet: punt %(numbers)s is besproken en heeft geen uitkomst.") % {
        "numbers": ", ".join(str(item.order) for item in stuck)
    }
