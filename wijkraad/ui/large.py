"""Requests that are larger than any form of ours can be: refused before a byte of them is kept."""

from collections.abc import Callable
from time import monotonic

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
PIECE = 64 * 1024
SECONDS = 20.0
"""How long we listen to what we throw away: a browser reads no answer before it has sent everything."""
TIMES = 4
"""And how much: this many times the limit; after that the line is cut."""
Answer = Callable[[HttpRequest], HttpResponse]


def small_bodies(get_response: Answer) -> Answer:
    """Middleware: 413 for a body above settings.BODY_LIMIT bytes, before anything parses or stores it."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.BODY_LIMIT:
            throw_away(request)
            return too_large(request)
        return get_response(request)

    return answer


def throw_away(request: HttpRequest) -> None:
    """Read what comes in small pieces and keep none of it."""
    until, left = monotonic() + SECONDS, TIMES * settings.BODY_LIMIT
    while left > 0 and monotonic() < until:
        piece = request.read(PIECE)
        if not piece:
            return
        left -= len(piece)


def too_large(request: HttpRequest) -> HttpResponse:
    """What is wrong and what to do; for a program as problem details (RFC 9457)."""
    most = settings.BODY_LIMIT // MEGABYTE
    if request.path.startswith("/api/"):
        told = {"type": "about:blank", "title": _("Te groot om te versturen"), "status": 413}
        return JsonResponse(told, status=413, content_type="application/problem+json")
    if not hasattr(request, "user"):
        request.user = AnonymousUser()
    page = {"most": most, "is_report": request.path.startswith("/melden/")}
    return render(request, "413.html", page, status=413)
