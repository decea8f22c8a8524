"""Pages for what went wrong, in the look of the site. None of them asks the database for a visitor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wijkraad.people.access import open_to
from wijkraad.ui import large
from wijkraad.ui.kept import kept_words


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, for what does not exist and for what a stranger may not know of."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for a reader without the right."""
    return render(request, "403.html", {"text": str(exception or "")}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for a request that no form of ours sends."""
    context = {"title": _("Deze aanvraag klopt niet"), "text": _("Ga terug en probeer het opnieuw.")}
    return render(request, "error.html", context, status=400)


def gone(request: HttpRequest, text: str = "") -> HttpResponse:
    """410, for a link that was used or is too old; views call it themselves."""
    return render(request, "410.html", {"text": text}, status=410)


@open_to("everyone")
def too_large(request: HttpRequest) -> HttpResponse:
    """/te-groot/: for a proxy in front of us that refuses a large body by itself (docs/deploy.md)."""
    return large.too_large(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with the number under which every log line of this request stands."""
    return render(request, "500.html", {"number": getattr(request, "number", "")}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, for a form whose token is missing or too old: with its words, to be sent again, where it can."""
    if kept := kept_words(request, signed_out=False):
        return kept
    context = {
        "title": _("De pagina stond te lang open"),
        "text": _("Ga terug, ververs de pagina en stuur het formulier nog een keer. Er is niets veranderd."),
    }
    return render(request, "error.html", context, status=403)
