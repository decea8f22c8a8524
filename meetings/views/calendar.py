"""The meetings as a calendar that phones and mail programs can follow, and each as a file of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from meetings.calendar import calendar_of_meetings
from meetings.models import Meeting
from meetings.views import asking
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page

EXPORTED = 500
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
