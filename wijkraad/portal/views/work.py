"""The workspace: what waits for me, and the pages that no menu names."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from wijkraad.people.access import open_to
from wijkraad.people.roles import COUNCIL, STAFF, has_role
from wijkraad.portal.desk import piles
from wijkraad.terms import clock
from wijkraad.trail.views import READERS

LEADERS = (*sorted(COUNCIL), "manager")
"""Who steps in."""
WORKERS = ("board", "secretary", "chair", "treasurer", "deputy", "manager", "auditor", "partner", "admin")


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
        ("/werk/weekronde/", _("Weekronde"), LEADERS),
        ("/werk/focus/", _("Prioriteiten"), LEADERS),
        ("/werk/ingrepen/", _("Ingrepen en wat zij brachten"), LEADERS),
        ("/werk/schouw/", _("Schouw: wat wij zagen"), LEADERS),
        ("/werk/straatcijfers/", _("Cijfers van de straat"), LEADERS),
        ("/werk/papier/", _("Op papier voor maandag"), LEADERS),
        ("/werk/belasting/", _("Wie heeft te veel"), LEADERS),
        ("/werk/invoer/", _("Meldingen inlezen uit een lijst"), COUNCIL),
        ("/werk/invoer/vroeger/", _("Besluiten en verslagen van vroeger inlezen"), ("secretary", "chair")),
        ("/werk/buurtagenda/", _("Tekst van de buurtagenda"), COUNCIL),
        ("/werk/praattijd/", _("Wat praten kost"), COUNCIL),
        ("/werk/bewaren/", _("Bewaartermijnen en register"), READERS),
    ]
    return [(path, words) for path, words, kinds in found if has_role(user, *kinds)]
