"""Zoeken."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from issues.actions import log_readings
from issues.querysets import reads_confidential
from wijkraad.people.access import open_to
from wijkraad.people.models import User
from wijkraad.portal.figures.asking import YEARS, choices
from wijkraad.portal.search import SHOWN, confidential_among, search
from wijkraad.portal.wishes import KINDS, Wish
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import told, visitors_page


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def search_page(request: HttpRequest) -> HttpResponse:
    """`q` in everything that this person may see; `soort`, `thema`, `straat` and `jaar` narrow it."""
    signed_in = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    wish = Wish.of(request.GET.dict())
    found = search(request.GET.get("q", ""), signed_in, wish)
    if found.total and isinstance(signed_in, User) and reads_confidential(signed_in):
        log_readings(confidential_among(found), by=signed_in)
    context = {"found": found, "limit": SHOWN, "wish": wish}
    if wish or "meer" in request.GET:
        context |= {"choices": _choices(), "kinds": KINDS}
    return told(render(request, "portal/search.html", context), found.version)


def _choices() -> dict[str, list[tuple[str, str]]]:
    """The themes, streets and years to choose from, as (key, words)."""
    known = choices(clock.today())
    found = {name: [(one.key, one.words) for one in known[name]] for name in ("thema", "straat")}
    years = range(clock.today().year, clock.today().year - YEARS - 1, -1)
    return found | {"jaar": [(str(year), str(year)) for year in years]}
