"""/melden/papier/: the same questions on one sheet of paper, for who has no computer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from issues.models import Theme
from wijkraad.people.access import open_to

ROOM = 15
"""Lines of one sheet that the themes and the words of the reporter share."""
FEWEST = 5


@open_to("everyone")
def paper(request: HttpRequest) -> HttpResponse:
    """The form to print; themes that take signals are not on it, their numbers to call are."""
    themes = list(Theme.objects.filter(active=True, intake_mode=Theme.Intake.REPORT))
    lines = range(max(FEWEST, ROOM - len(themes)))
    return render(request, "issues/report/papier.html", {"themes": themes, "lines": lines})
