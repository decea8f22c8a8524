"""The language of a page: Dutch, unless the address or an earlier choice says English.

`?taal=en` switches and is remembered in a cookie only then; without the cookie every visitor gets the same
Dutch page, whatever the browser prefers, so that public pages can be kept and shared.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "taal"
YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """Chooses the language before the view, and remembers an explicit choice after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.codes = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("taal", "") if "taal=" in request.META.get("QUERY_STRING", "") else ""
        chosen = asked if asked in self.codes else request.COOKIES.get(COOKIE, "")
        if chosen not in self.codes:
            chosen = settings.LANGUAGE_CODE
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
        response = self.get_response(request)
        if asked in self.codes and request.COOKIES.get(COOKIE) != asked:
            response.set_cookie(
                COOKIE, asked, max_age=YEAR, httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        response.headers.setdefault("Content-Language", chosen)
        return response
