"""The meetings as a calendar that phones and mail programs can follow, and each as a file of its own."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from meetings.calendar import calendar_of_meetings
from meetings.models import Meeting
from meetings.views import asking
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.actions import calendar_of_user, close_calendar, keeper_of, open_calendar
from wijkraad.people.models import CalendarKey
from wijkraad.people.roles import COUNCIL, is_board
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page

EXPORTED = 500
KIND = CalendarKey.Kind.MEETINGS
CALENDAR = "text/calendar; charset=utf-8"


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def calendar(request: HttpRequest) -> HttpResponse:
    """/vergaderingen/agenda.ics: the public meetings, whoever asks."""
    meetings = Meeting.objects.visible_to(None).select_related("working_group")
    body = calendar_of_meetings(
        meetings.order_by("-starts_at", "-id")[:EXPORTED], name=_("Vergaderingen van de wijkraad")
    )
    return HttpResponse(body, content_type=CALENDAR)


@open_to("everyone")
def ics(request: HttpRequest, slug: str) -> HttpResponse:
    """/vergaderingen/<slug>/agenda.ics: one evening, to put in a calendar."""
    seen = Meeting.objects.visible_to(asking.reader(request)).select_related("working_group")
    meeting = get_object_or_404(seen, slug=slug)
    answer = HttpResponse(calendar_of_meetings([meeting], name=meeting.title), content_type=CALENDAR)
    answer.headers["Content-Disposition"] = f'attachment; filename="{meeting.slug}.ics"'
    return answer


@open_to(*sorted(COUNCIL))
def own_calendar(request: PersonRequest) -> HttpResponse:
    """/werk/vergaderingen/agenda/: make, renew or stop my private address."""
    if request.method == "POST":
        if request.POST.get("agenda") == "stop":
            close_calendar(by=request.user, kind=KIND)
            messages.success(request, _("Het adres werkt niet meer."))
        else:
            open_calendar(by=request.user, kind=KIND)
            messages.success(request, _("Uw adres is klaar."))
        return redirect("meetings:own_calendar")
    key = calendar_of_user(request.user, KIND)
    path = reverse("meetings:own_file", args=[key.token]) if key else ""
    return render(
        request, "meetings/own_calendar.html", {"key": key, "address": f"{settings.SITE_URL}{path}"}
    )


@open_to("everyone")
@never_cache
def own_file(request: HttpRequest, token: str) -> HttpResponse:
    """All meetings, internal ones too, as long as the keeper is on the board; 404 for all others."""
    user = keeper_of(token, KIND)
    if user is None or not is_board(user):
        raise Http404
    meetings = Meeting.objects.visible_to(user).select_related("working_group")
    body = calendar_of_meetings(
        meetings.order_by("-starts_at", "-id")[:EXPORTED], name=_("Vergaderingen van het bestuur")
    )
    answer = HttpResponse(body, content_type=CALENDAR)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
