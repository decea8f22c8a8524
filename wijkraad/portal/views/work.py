"""The workspace: what waits for me, the priority dashboard, and the list behind each of its numbers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from issues.models import Priority, Theme
from wijkraad.people.access import open_to
from wijkraad.people.roles import COUNCIL, STAFF, has_role
from wijkraad.portal.dashboard import STATES, Dashboard
from wijkraad.portal.desk import piles
from wijkraad.portal.figures.listing import rows_for
from wijkraad.portal.figures.now import FIGURES, Figure, of_priority, open_of
from wijkraad.portal.interventions import SHOWN, interventions
from wijkraad.portal.scope import scope_of
from wijkraad.terms import clock
from wijkraad.trail.views import READERS
from wijkraad.ui.paginator import asked, leaf

WORKERS = ("board", "secretary", "chair", "treasurer", "deputy", "manager", "auditor", "partner", "admin")
SIZE = 50


@open_to("signed_in")
def desk(request: HttpRequest) -> HttpResponse:
    """Wat wacht op mij; who has no work for the council goes to their own page (sign-in leads here)."""
    if not has_role(request.user, *WORKERS):
        return redirect("portal:mine")
    found = piles(request.user, request.GET.get("alles", ""))
    context = {"piles": found, "now": clock.now(), "ways": ways_of(request.user)}
    return render(request, "portal/work/desk.html", context)


def ways_of(user: Any) -> list[tuple[str, Any]]:
    """Pages of the workspace that no menu names, for who may open them."""
    found = [
        ("/werk/kwesties/", _("Alle kwesties"), STAFF),
        ("/werk/invoer/", _("Meldingen inlezen uit een lijst"), COUNCIL),
        ("/werk/invoer/vroeger/", _("Besluiten en verslagen van vroeger inlezen"), ("secretary", "chair")),
        ("/werk/praattijd/", _("Wat praten kost"), COUNCIL),
        ("/werk/bewaren/", _("Bewaartermijnen en register"), READERS),
    ]
    return [(path, words) for path, words, kinds in found if has_role(user, *kinds)]


@open_to("board", "secretary", "chair", "treasurer", "manager")
def dashboard(request: HttpRequest) -> HttpResponse:
    context = {"d": Dashboard(request.user), "shown": SHOWN, "states": STATES, "now": clock.now()}
    return render(request, "portal/work/dashboard.html", context)


@open_to("board", "secretary", "chair", "treasurer", "manager")
def figure_rows(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind one number: the same queryset as its count, 50 at a time."""
    if key not in FIGURES:
        raise Http404
    return _listed(request, FIGURES[key])


@open_to("board", "secretary", "chair", "treasurer", "manager")
def board_rows(request: HttpRequest) -> HttpResponse:
    """Every row of "Nu ingrijpen", 50 at a time, to be done one by one or together."""
    part = asked(request, SIZE)
    start = part.after[0] if part.after else 0
    board = interventions(request.user, clock.today(), scope_of(request.GET))
    numbered = list(enumerate(board[start : start + part.limit], start=start + 1))
    page_of = leaf(request, part, numbered, lambda pair: (pair[0],))
    page = {"page_of": page_of, "total": len(board), "here": request.get_full_path()}
    return render(request, "portal/work/board.html", page)


@open_to("board", "secretary", "chair", "treasurer", "manager")
def open_rows(request: HttpRequest, theme: str, state: str = "") -> HttpResponse:
    """The open issues of one theme, or of one theme in one state."""
    return _listed(request, open_of(get_object_or_404(Theme, key=theme), state))


@open_to("board", "secretary", "chair", "treasurer", "manager")
def priority_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The open issues of one priority."""
    return _listed(request, of_priority(get_object_or_404(Priority, pk=pk)))


def _listed(request: HttpRequest, figure: Figure) -> HttpResponse:
    part = asked(request, SIZE)
    start = part.after[0] if part.after else 0
    found = figure.rows(request.user, clock.today())
    rows = rows_for(figure, found[start : start + part.limit])
    numbered = [(start + place, row) for place, row in enumerate(rows, start=1)]
    page_of = leaf(request, part, numbered, lambda pair: (pair[0],))
    context = {"figure": figure, "total": found.count(), "page_of": page_of, "today": clock.today()}
    return render(request, "portal/work/figure.html", context)
