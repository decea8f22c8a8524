"""What every action of this room does the same way: judge the actor, move a state, write its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.workflow import NO_CAUSE, Cause
from meetings.models import AgendaItem, Decision, DecisionMove, Meeting, MeetingMove
from meetings.permissions import can_move_decision, can_move_meeting, can_run, leads
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def locked_meeting(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the action ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def locked_item(item: AgendaItem) -> AgendaItem:
    """The item with its meeting, both held; the meeting first, so that two actions meet in one order."""
    meeting = Meeting.objects.select_for_update().get(items=item.pk)
    found = AgendaItem.objects.select_for_update().get(pk=item.pk)
    found.meeting = meeting
    return found


def locked_decision(decision: Decision) -> Decision:
    """The decision, held; with the meeting of its agenda item held before it."""
    meeting = Meeting.objects.select_for_update().filter(items__decisions=decision.pk).first()
    found = Decision.objects.select_for_update().get(pk=decision.pk)
    if meeting is not None and found.agenda_item is not None:
        found.agenda_item.meeting = meeting
    return found


def only_leads(by: Any) -> None:
    if not leads(by):
        raise Refused(_("Dit doet de secretaris of de voorzitter."), code="not_allowed")


def only_who_runs(by: Any, meeting: Meeting) -> None:
    """For what the lead of a working group does too, in the meetings of that group."""
    if can_run(by, meeting):
        return
    if meeting.working_group_id is None:
        only_leads(by)
    raise Refused(_("Dit doet de trekker, de secretaris of de voorzitter."), code="not_allowed")


def move_meeting(meeting: Meeting, to: str, *, by: Any, reason: str = "", **changes: Any) -> None:
    """Change the state of a held row, and other columns with it, and write the history row."""
    before = meeting.status
    if not can_move_meeting(by, meeting, to):
        raise Refused(_("Dat kan niet met deze vergadering, of u mag dit niet doen."), code="meeting_move")
    for name, new in changes.items():
        setattr(meeting, name, new)
    meeting.status = to
    MeetingMove.objects.create(
        meeting=meeting, from_state=before, to_state=to, by=by, at=clock.now(), reason=reason
    )
    meeting.save(update_fields=["status", *changes])


def move_decision(
    decision: Decision, to: str, *, by: Any, reason: str = "", cause: Cause = NO_CAUSE, **changes: Any
) -> None:
    """Change the state of a held row, and other columns with it, and write the history row."""
    before = decision.status
    if not can_move_decision(by, decision, to):
        raise Refused(_("Dit besluit is al behandeld, of u mag dit niet doen."), code="decision_move")
    for name, new in changes.items():
        setattr(decision, name, new)
    decision.status = to
    DecisionMove.objects.create(
        decision=decision,
        from_state=before,
        to_state=to,
        by=by,
        at=clock.now(),
        reason=reason,
        cause_kind=cause.kind,
        cause_number=cause.number,
        cause_path=cause.path,
    )
    decision.save(update_fields=["status", *changes])


def cause_of(decision: Decision) -> Cause:
    """How another row names this decision: kind, number and address. An internal one gives no number."""
    if decision.number:
        return Cause("decision", decision.number, f"/besluiten/{decision.number}/")
    return Cause("decision", "", f"/werk/besluiten/{decision.uuid}/")
