"""Words that came in a form which could not be taken: shown again, to be sent once more.

A session ends or a page stands open too long while somebody types. What was typed comes back in the answer
itself; nothing of it is kept on the server, where the next person at this computer could find it.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECRET = re.compile(r"password|code|otp|secret|recovery", re.IGNORECASE)
"""Fields of sign-in forms: a page with one of these is never drawn again."""
LONGEST = 200_000
"""Characters in all; a form of ours holds less."""


class Field(NamedTuple):
    name: str
    value: str


def kept_words(request: HttpRequest, *, signed_out: bool) -> HttpResponse | None:
    """The page with what was typed and a button to send it again (403); None when there is nothing to keep.

    Never for a form of another site, whose words are not the visitor's own, nor for one with secrets, nor
    for a script that saves while somebody types: the words are still in its page, and it says so itself.
    """
    if "application/json" in request.headers.get("Accept", ""):
        return None
    fields = _fields(request)
    words = [one for one in fields if _is_typed(one)]
    if not words or any(SECRET.search(one.name) for one in fields) or not _own(request):
        return None
    if sum(len(one.value) for one in fields) > LONGEST:
        return None
    facts = {
        "words": words, "others": [one for one in fields if one not in words], "files": bool(request.FILES),
        "address": request.get_full_path(), "signed_out": signed_out,
        "login": f"{settings.LOGIN_URL}?next={quote(settings.LOGIN_REDIRECT_URL)}",
        "no_cookies": not request.COOKIES,
    }  # fmt: skip
    response = render(request, "kept.html", facts, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _fields(request: HttpRequest) -> list[Field]:
    if request.method != "POST":
        return []
    return [
        Field(name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]


def _is_typed(field: Field) -> bool:
    """Something that a person wrote: more than one word. Choices, days and amounts go along unseen."""
    return " " in field.value.strip() or "\n" in field.value.strip()


def _own(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours; a browser says so, and cannot be told otherwise by a page."""
    origin = request.META.get("HTTP_ORIGIN", "")
    if not origin:
        origin = request.META.get("HTTP_REFERER", "")
    return urlsplit(origin).netloc == request.get_host()
