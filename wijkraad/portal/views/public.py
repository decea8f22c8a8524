"""The public pages of the portal itself: home, results, search, and the pages that say how we work."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkraad.people.access import open_to
from wijkraad.portal.agenda import agenda
from wijkraad.portal.council import members, security_facts
from wijkraad.portal.figures.asking import choices
from wijkraad.portal.home import home
from wijkraad.portal.results import results
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import told, visitors_page

visitors = visitors_page(data_version, today=clock.today)


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def home_page(request: HttpRequest) -> HttpResponse:
    found = home()
    context = {"home": found, "limit": value("active_priority_limit")}
    return told(render(request, "portal/home.html", context), found.version)


@open_to("everyone")
@visitors
def results_page(request: HttpRequest) -> HttpResponse:
    """Wat is er bereikt: verified results, by theme or street, or only those in nazorg."""
    narrowed = any(request.GET.get(name) for name in ("kies", "thema", "straat"))
    context = {"page_of": results(request), "today": clock.today()}
    context |= {"choices": choices(clock.today())} if narrowed else {}
    return render(request, "portal/results.html", context)


def _words(template: str) -> Callable[[HttpRequest], HttpResponse]:
    """A page of words."""

    @open_to("everyone")
    @visitors
    def shown(request: HttpRequest) -> HttpResponse:
        return render(request, f"portal/words/{template}.html", {})

    return shown


privacy = _words("privacy")
accessibility = _words("accessibility")
open_data = _words("open_data")


@open_to("everyone")
@visitors
def about(request: HttpRequest) -> HttpResponse:
    """Who sits on the council, by name or function as each chose."""
    return render(request, "portal/words/about.html", {"members": members()})


@open_to("everyone")
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a leak."""
    return render(
        request, "portal/words/security.txt", security_facts(), content_type="text/plain; charset=utf-8"
    )


@open_to("everyone")
@visitors
def agenda_page(request: HttpRequest) -> HttpResponse:
    """The buurtagenda: priorities with goal, measures and promises of partners."""
    return render(
        request, "portal/agenda.html", {"agenda": agenda(), "limit": value("active_priority_limit")}
    )


@open_to("everyone")
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: private pages and what is found by a word."""
    closed = (
        "/werk/", "/mijn/", "/melden/status/", "/volgen/", "/uit/", "/signaal/", "/accounts/", "/beheer/",
        "/zoeken/", "/export/",
    )  # fmt: skip
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
