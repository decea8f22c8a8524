"""The meetings as a calendar that phones and mail programs can follow."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.calendar import calendar_of
from meetings.models import Meeting
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page

EXPORTED = 500


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def calendar(request: HttpRequest) -> HttpResponse:
    """The public meetings as a calendar that phones and mail programs can follow."""
    meetings = Meeting.objects.visible_to(None).order_by("-starts_at", "-id")[:EXPORTED]
    body = calendar_of(
        meetings, name=_("Vergaderingen van de wijkraad"), site=request.build_absolute_uri("/")
    )
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
