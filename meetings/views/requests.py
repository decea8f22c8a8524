"""Residents ask for a point on the agenda; the secretary answers each of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings import actions
from meetings.forms.preparing import AnswerForm, PlaceForm, RequestForm
from meetings.models import AgendaRequest, Meeting
from meetings.views import asking
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

LEADS = ("secretary", "chair")


@open_to("signed_in")
def ask(request: PersonRequest) -> HttpResponse:
    """Ask for a point, and see what became of earlier requests."""
    start = {"issue": request.GET.get("kwestie", "")[:16]}
    form = RequestForm(request.POST or None, user=request.user, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_item(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            asking.say(request, _("Verstuurd. U krijgt een mail als er antwoord is."))
            return redirect("meetings:ask")
    rows = request.user.agenda_requests.select_related("issue", "item__meeting").order_by("-id")[:20]
    mine = [(row, _shown_at(row)) for row in rows]
    return render(request, "meetings/ask.html", {"form": form, "mine": mine})


def _shown_at(row: AgendaRequest) -> Meeting | None:
    """The evening where it can be read; an internal point names none."""
    item = row.item
    return None if item is None or item.internal or item.meeting.internal else item.meeting


@open_to(*LEADS)
def handle(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Put a request on this agenda in the words of the board, or answer why not."""
    meeting = asking.find(request, slug)
    asked = get_object_or_404(AgendaRequest.objects.select_related("issue", "person"), uuid=uuid)
    place = PlaceForm(
        request.POST if "plaats" in request.POST else None,
        initial={"title": asked.issue.title if asked.issue else ""},
    )
    answer = AnswerForm(request.POST if "antwoord" in request.POST else None, prefix="a")
    form = place if "plaats" in request.POST else answer
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if form is place:
                actions.place_request(asked, meeting, by=request.user, **given)
            else:
                actions.decline_request(asked, by=request.user, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            asking.say(request, _("Vastgelegd. Wie dit vroeg krijgt een mail."))
            return redirect("meetings:prepare", slug)
    context = {"meeting": meeting, "asked": asked, "place": place, "answer": answer}
    return render(request, "meetings/request.html", context)
