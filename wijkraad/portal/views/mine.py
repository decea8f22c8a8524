"""Mijn wijk: own reports, what I follow, and my data."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from wijkraad.people.access import PersonRequest, open_to
from wijkraad.portal.own import data_of, own


@open_to("signed_in")
def mine(request: PersonRequest) -> HttpResponse:
    return render(request, "portal/mine.html", {"own": own(request.user)})


@open_to("signed_in")
def my_data(request: PersonRequest) -> HttpResponse:
    """Everything we hold about this person, as one JSON file."""
    response = JsonResponse(data_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response
