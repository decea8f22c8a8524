"""Who may do what with a meeting, an agenda item and a decision. Buttons and actions ask the same here."""

from typing import Any

from issues.permissions import can_view as can_view_issue
from meetings.models import AgendaItem, Decision, Meeting, WorkingGroup
from meetings.workflow import DECISION, FINAL, IMPORTED, MEETING
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, has_role, holders, is_board, roles_of

WRITABLE = ("running", "held", "minutes_draft")
"""States of a meeting in which its text may change."""


def actors(user: Any, row: Meeting | Decision) -> frozenset[str]:
    """The roles of a person, and what the person is to this row."""
    found = roles_of(user)
    if isinstance(row, Decision) and is_responsible(user, row):
        found |= {"responsible"}
    if isinstance(row, Meeting) and leads_its_group(user, row):
        found |= {"lead"}
    return found


def is_responsible(user: Any, decision: Decision) -> bool:
    """Whether this person takes care of it; a suspended person does nothing any more."""
    known = getattr(user, "pk", None)
    return known is not None and known == decision.responsible_id and user.is_active and not user.suspended_at


def leads(user: Any) -> bool:
    """Secretary or chair: plans, logs and closes meetings."""
    return has_role(user, "secretary", "chair")


def leads_its_group(user: Any, meeting: Meeting) -> bool:
    """The lead of the working group that meets, while on the board; such a meeting never decides."""
    group = meeting.working_group
    return group is not None and not meeting.decides and is_board(user) and user.pk == group.lead_id


def can_run(user: Any, meeting: Meeting) -> bool:
    """Who prepares, opens, writes and closes it: secretary, chair, of a working group also its lead."""
    return leads(user) or leads_its_group(user, meeting)


def can_move_meeting(user: Any, meeting: Meeting, to: str) -> bool:
    return MEETING.allows(meeting.status, to, actors(user, meeting))


def can_move_decision(user: Any, decision: Decision, to: str) -> bool:
    return DECISION.allows(decision.status, to, actors(user, decision))


def can_propose(user: Any) -> bool:
    """A board member may bring in a proposal."""
    return is_board(user)


def can_write_minutes(user: Any, meeting: Meeting) -> bool:
    return can_run(user, meeting) and meeting.status in WRITABLE


def can_prepare(user: Any, meeting: Meeting) -> bool:
    return can_run(user, meeting) and meeting.status in ("planned", "running")


def can_view_meeting(user: Any, meeting: Meeting) -> bool:
    return is_board(user) or not meeting.internal


def can_view_item(user: Any, item: AgendaItem) -> bool:
    if not is_board(user) and (item.internal or item.meeting.internal):
        return False
    return all(can_view_issue(user, issue) for issue in item.issues.all())


def can_view_decision(user: Any, decision: Decision) -> bool:
    own = getattr(user, "pk", None) is not None and user.pk == decision.responsible_id
    if not (is_board(user) or decision.number or (own and decision.status in FINAL)):
        return False
    return all(can_view_issue(user, issue) for issue in decision.issues.all())


def always_asked(meeting: Meeting) -> list[User]:
    """Who is asked to come without an invitation: the working group that meets, else the board; by name."""
    group = meeting.working_group
    return holders(*COUNCIL) if group is None else list(group.members.order_by("name", "pk"))


def is_asked(user: Any, meeting: Meeting) -> bool:
    """Whether this person may say whether they come: the board and the group always, others when invited."""
    group = meeting.working_group
    if is_board(user) or meeting.invitations.filter(person=user).exists():
        return True
    return group is not None and group.members.filter(pk=user.pk).exists()


def reads_minutes(user: Any, meeting: Meeting) -> bool:
    """The board always; others once the text is proposed or final."""
    return is_board(user) or meeting.status in ("minutes_proposed", "minutes_adopted", "logged", IMPORTED)


def can_manage_group(user: Any, group: WorkingGroup) -> bool:
    """Its lead while on the board, the secretary and the chair."""
    return leads(user) or (is_board(user) and user.pk == group.lead_id)
