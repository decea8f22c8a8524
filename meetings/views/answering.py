"""Do you come? For who has an account, for a guest with a link, and the list for who runs the meeting."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meetings import actions
from meetings.actions.sitting import needed_of
from meetings.models import AgendaItem, Invitation, Meeting
from meetings.models.preparing import INVITED
from meetings.permissions import always_asked, can_view_meeting, is_asked
from meetings.views import asking
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.models import User
from wijkraad.terms import clock


@open_to("signed_in")
def own_answer(request: PersonRequest, slug: str) -> HttpResponse:
    """Three buttons for somebody who was asked; also to an evening that is not public."""
    meeting = get_object_or_404(Meeting.objects.select_related("working_group"), slug=slug)
    if not is_asked(request.user, meeting):
        raise Http404
    if request.method == "POST":
        answer = request.POST.get("antwoord", "")
        asking.attempt(
            request,
            lambda: actions.answer_invitation(meeting, by=request.user, answer=answer),
            _("Bedankt. Wij weten het."),
        )
        return redirect("meetings:own_answer", slug)
    row = meeting.invitations.filter(person=request.user).first()
    return _ask(request, meeting, row)


@open_to("everyone")
@never_cache
def guest_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a guest, by the link in the mail: it changes nothing until a button is pressed."""
    try:
        key = int(Signer(salt=INVITED).unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    rows = Invitation.objects.filter(person=None).select_related("meeting__working_group")
    row = get_object_or_404(rows, pk=key)
    if request.method == "POST":
        answer = request.POST.get("antwoord", "")
        asking.attempt(
            request,
            lambda: actions.answer_as_guest(row, by=None, answer=answer),
            _("Bedankt. Wij weten het."),
        )
        return redirect("meetings:guest_answer", token)
    return _ask(request, row.meeting, row)


def _ask(request: HttpRequest, meeting: Meeting, row: Invitation | None) -> HttpResponse:
    """The page with the buttons, or with what became of it once the evening has begun."""
    items = AgendaItem.objects.filter(meeting=meeting, internal=False).for_list(None).order_by("order")
    context = {
        "meeting": meeting,
        "row": row,
        "open": meeting.status == "planned",
        "choices": Invitation.Answer.choices,
        "points": [asking.item_title(item) for item in items.without_unseen(None)],
        "readable": can_view_meeting(request.user, meeting),
    }
    return render(request, "meetings/answer.html", context, status=200 if context["open"] else 410)


@open_to(*asking.BOARD)
@require_POST
def note_answer(request: PersonRequest, slug: str) -> HttpResponse:
    """Somebody said it by phone: whoever runs the meeting writes it down."""
    meeting = asking.find_run(request, slug)
    kind, _dot, rest = request.POST.get("antwoord", "").partition(".")
    key, _dot, answer = rest.partition(".")
    if not (key.isascii() and key.isdigit() and len(key) < 15):
        raise Http404
    if kind == "gast":
        row = get_object_or_404(meeting.invitations, pk=int(key), person=None)
        asking.attempt(request, lambda: actions.answer_as_guest(row, by=request.user, answer=answer))
    else:
        person = get_object_or_404(User, pk=int(key))
        asking.attempt(
            request,
            lambda: actions.answer_invitation(meeting, by=request.user, answer=answer, person=person),
        )
    return redirect("meetings:invitations", slug)


def who_comes(meeting: Meeting) -> dict[str, Any]:
    """Everybody who is asked with the answer, and whether enough members come to decide.

    `certain` counts members who said yes, `possible` all but those who said no.
    """
    rows = list(meeting.invitations.select_related("person"))
    said = {row.person_id: row for row in rows if row.person_id}
    board = always_asked(meeting)
    members: list[dict[str, Any]] = [{"person": one, "row": said.get(one.pk)} for one in board]
    answers = [one["row"].answer if one["row"] else "" for one in members]
    known = {one.pk for one in board}
    return {
        "members": members,
        "others": [row for row in rows if row.person_id not in known],
        "certain": answers.count("yes"),
        "possible": len(answers) - answers.count("no"),
        "needed": needed_of(len(board), clock.date_of(meeting.starts_at)) if meeting.decides else 0,
        "counts": [(label, answers.count(value)) for value, label in Invitation.Answer.choices],
        "silent": answers.count(""),
    }
