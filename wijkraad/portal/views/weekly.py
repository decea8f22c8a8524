"""/werk/weekronde/: the weekly round, one row at a time; without script, and where it was left."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkraad.people.access import PersonRequest, open_to
from wijkraad.portal.dashboard import reviewing
from wijkraad.portal.dashboard.interventions import interventions
from wijkraad.portal.stepping.subject import subject_of
from wijkraad.portal.stepping.ways import ways_for
from wijkraad.portal.views.stepping import STEPPERS
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


@open_to(*STEPPERS)
def weekly_round(request: PersonRequest) -> HttpResponse:
    """The row to look at now, with what can be done about it."""
    if request.method == "POST":
        return _post(request)
    board = interventions(request.user, clock.today())
    found = reviewing.open_round(request.user)
    page: dict[str, Any] = {
        "round": None,
        "count": min(len(board), reviewing.MOST),
        "all": len(board),
        "now": clock.now(),
    }
    if found is not None:
        at = reviewing.where(found, board)
        subject = subject_of(request.user, *at.row.subject) if at.row else None
        page |= {"round": at, "ways": ways_for(request.user, subject) if subject else []}
    return render(request, "portal/work/weekly.html", page)


def _post(request: PersonRequest) -> HttpResponse:
    doing, user = request.POST.get("doe", ""), request.user
    try:
        if doing == "begin":
            reviewing.begin_round(by=user)
        elif doing == "nog-eens":
            reviewing.again(by=user)
        elif doing == "stop":
            reviewing.end_round(by=user)
            messages.success(request, _("De weekronde is klaar. Tot volgende week."))
            return redirect("portal:dashboard")
        else:
            reviewing.mark_row(request.POST.get("rij", ""), by=user, verdict=doing)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("portal:weekly")
