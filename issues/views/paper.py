"""/melden/papier/: the same questions on one sheet of paper, for who has no computer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from issues.models import Theme
from wijkraad.people.access import open_to


@open_to("everyone")
def paper(request: HttpRequest) -> HttpResponse:
    """The form to print; themes that take signals are not on it, their numbers to call are."""
    themes = Theme.objects.filter(active=True, intake_mode=Theme.Intake.REPORT)
    return render(request, "issues/report/papier.html", {"themes": themes, "lines": range(9)})
