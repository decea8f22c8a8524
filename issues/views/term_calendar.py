"""The term calendar in a phone or mail program: its private address, and the file behind it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from issues.letters.calendar_file import calendar_file
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.actions import calendar_of_user, close_calendar, keeper_of, open_calendar
from wijkraad.people.models import CalendarKey
from wijkraad.people.roles import has_role

READERS = ("board", "secretary", "chair", "treasurer", "manager")
KIND = CalendarKey.Kind.TERMS


@open_to(*READERS)
def term_calendar(request: PersonRequest) -> HttpResponse:
    """Make, renew or stop my private address of the term calendar."""
    if request.method == "POST":
        if request.POST.get("agenda") == "stop":
            close_calendar(by=request.user, kind=KIND)
            messages.success(request, _("Het adres werkt niet meer."))
        else:
            open_calendar(by=request.user, kind=KIND)
            messages.success(request, _("Uw adres is klaar."))
        return redirect("issues:term_calendar")
    key = calendar_of_user(request.user, KIND)
    path = reverse("issues:term_file", args=[key.token]) if key else ""
    return render(request, "issues/term_calendar.html", {"key": key, "address": f"{settings.SITE_URL}{path}"})


@open_to("everyone")
@never_cache
def term_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file for whom the address was made, as long as a role gives them letters; 404 for all others."""
    user = keeper_of(token, KIND)
    if user is None or not has_role(user, *READERS):
        raise Http404
    response = HttpResponse(calendar_file(user), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="termijnen.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
