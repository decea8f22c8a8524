"""Before the evening: a series of evenings, who is asked to come, papers, and what residents ask for."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.actions import fill_paper, take_away
from issues.models import Issue
from issues.papers import NewPaper
from issues.permissions import can_view as can_view_issue
from meetings import notices
from meetings.actions.agenda import add_item
from meetings.actions.meeting import plan_meeting
from meetings.actions.moving import locked_item, locked_meeting, only_leads, only_who_runs
from meetings.models import AgendaItem, AgendaPaper, AgendaRequest, Invitation, Meeting
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

LONGEST_SERIES = 26
OPEN_REQUESTS = 3
"""Requests of one person that may wait at once."""
MOST_PAPERS = 10


@action("meeting.plan_series")
def plan_series(times: Sequence[tuple[datetime, datetime]], *, by: Any, **given: Any) -> list[Meeting]:
    """Plan all these evenings (begin and end as aware instants), or none; the board hears of each once."""
    if not 1 <= len(times) <= LONGEST_SERIES:
        raise Refused(
            _("Plan hoogstens %(most)d vergaderingen tegelijk.") % {"most": LONGEST_SERIES}, code="series"
        )
    return [plan_meeting(by=by, starts_at=begin, ends_at=end, **given) for begin, end in sorted(times)]


@action("meeting.invite")
def invite(
    meeting: Meeting, *, by: Any, people: Iterable[User] = (), guest: str = "", email: str = ""
) -> list[Invitation]:
    """Ask people or one guest to come; who was asked before stays asked. They hear it with the agenda."""
    meeting = _coming(meeting, by)
    known = set(meeting.invitations.values_list("person", flat=True))
    rows = [
        Invitation(meeting=meeting, person=person, by=by, at=clock.now())
        for person in dict.fromkeys(people)
        if person.pk not in known
    ]
    if guest.strip():
        rows.append(
            Invitation(meeting=meeting, guest=guest.strip(), email=email.strip(), by=by, at=clock.now())
        )
    for row in rows:
        row.save()
    return rows


@action("meeting.uninvite")
def uninvite(invitation: Invitation, *, by: Any) -> None:
    """Not asked after all."""
    _coming(invitation.meeting, by)
    Invitation.objects.filter(pk=invitation.pk).delete()


@action("meeting.send_agenda")
def send_agenda(meeting: Meeting, *, by: Any) -> int:
    """Mail the agenda to the board and whoever was asked; again only when it changed. Returns how many."""
    meeting = _coming(meeting, by)
    items = list(meeting.items.filter(internal=False).prefetch_related("issues").order_by("order"))
    if not items:
        raise Refused(_("De agenda is nog leeg."), code="empty")
    asked = list(meeting.invitations.select_related("person"))
    return notices.agenda_sent(meeting, items, asked, by=by)


def _coming(meeting: Meeting, by: Any) -> Meeting:
    meeting = locked_meeting(meeting)
    only_who_runs(by, meeting)
    if meeting.status != "planned":
        raise Refused(_("Deze vergadering is al begonnen of gaat niet door."), code="meeting_move")
    return meeting


@action("agenda.paper")
def add_paper(
    item: AgendaItem, *, by: Any, paper: NewPaper, title: str, internal: bool = False
) -> AgendaPaper:
    """Put a judged PDF or photo with a point; private when it, its point or its meeting is."""
    item = locked_item(item)
    only_who_runs(by, item.meeting)
    if item.meeting.status not in ("planned", "running", "held", "minutes_draft"):
        raise Refused(_("Dit verslag staat vast. Er komen geen stukken meer bij."), code="agenda_fixed")
    if item.papers.filter(removed_at=None).count() >= MOST_PAPERS:
        raise Refused(_("Bij één punt passen %(most)d stukken.") % {"most": MOST_PAPERS}, code="papers")
    return fill_paper(AgendaPaper(item=item, title=title, internal=internal), paper, by=by)


@action("agenda.drop_paper")
def drop_paper(paper: AgendaPaper, *, by: Any) -> AgendaPaper:
    """Take the file away for good; that it was there stays. Possible at any time: it may hold a name."""
    only_who_runs(by, locked_item(paper.item).meeting)
    return take_away(paper)


@action("request.ask")
def ask_for_item(*, by: User, text: str, issue: Issue | None = None) -> AgendaRequest:
    """Somebody asks the board to talk about something; a few at a time, so that each gets an answer."""
    if not text.strip():
        raise Refused(_("Schrijf waar de wijkraad over moet praten."), code="no_text")
    if issue is not None and not can_view_issue(by, issue):
        raise Refused(_("Er is geen kwestie met dit nummer."), code="issue")
    User.objects.select_for_update().get(pk=by.pk)
    if by.agenda_requests.filter(state="open").count() >= OPEN_REQUESTS:
        raise Refused(
            _("U hebt al %(most)d vragen open staan. Wacht op het antwoord.") % {"most": OPEN_REQUESTS},
            code="requests",
        )
    return AgendaRequest.objects.create(person=by, text=text.strip(), issue=issue, created_at=clock.now())


@action("request.place")
def place_request(
    request: AgendaRequest, meeting: Meeting, *, by: Any, title: str, internal: bool = False
) -> AgendaItem:
    """Put what somebody asked on the agenda, in the words of the board; who asked gets a mail."""
    request = _open_request(request, by)
    issues = [request.issue] if request.issue else []
    item = add_item(meeting, by=by, title=title, issues=issues, internal=internal)
    _handle(request, by, state="placed", item=item)
    notices.request_handled(request, meeting, by=by)
    return item


@action("request.decline")
def decline_request(request: AgendaRequest, *, by: Any, answer: str) -> AgendaRequest:
    """Not on the agenda, and why; who asked gets a mail that leads to the answer."""
    request = _open_request(request, by)
    if not answer.strip():
        raise Refused(_("Schrijf een antwoord aan wie dit vroeg."), code="no_reason")
    _handle(request, by, state="declined", answer=answer.strip())
    notices.request_handled(request, None, by=by)
    return request


def _open_request(request: AgendaRequest, by: Any) -> AgendaRequest:
    only_leads(by)
    request = AgendaRequest.objects.select_for_update(of=("self",)).select_related("issue").get(pk=request.pk)
    if request.state != "open":
        raise Refused(_("Dit verzoek is al behandeld."), code="handled")
    return request


def _handle(request: AgendaRequest, by: Any, **changes: Any) -> None:
    changes |= {"handled_at": clock.now(), "handled_by": by}
    for name, new in changes.items():
        setattr(request, name, new)
    request.save(update_fields=list(changes))
