"""Whether somebody comes: by account, by the link that a guest got, or told to who runs the meeting."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.moving import locked_meeting, only_who_runs
from meetings.models import Invitation, Meeting
from meetings.permissions import is_asked
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("invitation.answer")
def answer_invitation(meeting: Meeting, *, by: User, answer: str, person: User | None = None) -> Invitation:
    """Somebody with an account comes ("yes", "no", "perhaps"); it may change until the evening begins.

    The board is always asked. `person`: for whom `by`, who runs the meeting, writes it down.
    """
    meeting = _coming(meeting)
    person = person or by
    if person.pk != by.pk:
        only_who_runs(by, meeting)
    if not is_asked(person, meeting):
        raise Refused(_("U bent voor deze vergadering niet uitgenodigd."), code="not_asked")
    new = {"by": by, "at": clock.now()}
    row, _made = Invitation.objects.get_or_create(meeting=meeting, person=person, defaults=new)
    return _write(row, answer)


@action("invitation.answer_guest")
def answer_as_guest(invitation: Invitation, *, by: Any, answer: str) -> Invitation:
    """A guest comes or not: through the signed link (`by` is None), or told to who runs the meeting."""
    meeting = _coming(invitation.meeting)
    if by is not None:
        only_who_runs(by, meeting)
    return _write(Invitation.objects.get(pk=invitation.pk, person=None), answer)


def _coming(meeting: Meeting) -> Meeting:
    meeting = locked_meeting(meeting)
    if meeting.status != "planned":
        raise Refused(_("Deze vergadering is al begonnen of gaat niet door."), code="meeting_move")
    return meeting


def _write(row: Invitation, answer: str) -> Invitation:
    if answer not in Invitation.Answer.values:
        raise Refused(_("Kies of u komt."), code="answer")
    row.answer, row.answered_at = answer, clock.now()
    row.save(update_fields=["answer", "answered_at"])
    return row
