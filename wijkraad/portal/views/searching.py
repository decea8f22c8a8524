"""Zoeken."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from issues.actions import log_readings
from issues.querysets import reads_confidential
from wijkraad.people.access import open_to
from wijkraad.people.models import User
from wijkraad.portal.search import SHOWN, confidential_among, search
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import told, visitors_page


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def search_page(request: HttpRequest) -> HttpResponse:
    """`q` in everything that this person may see."""
    signed_in = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    found = search(request.GET.get("q", ""), signed_in)
    if found.total and isinstance(signed_in, User) and reads_confidential(signed_in):
        log_readings(confidential_among(found), by=signed_in)
    return told(render(request, "portal/search.html", {"found": found, "limit": SHOWN}), found.version)
