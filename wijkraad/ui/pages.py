"""Visitors' pages: the same for everybody, and known by a tag that changes with each public change.

Such a page depends on its address with query, the language, the Amsterdam date and the **data version**
alone. That version is one row which every public change raises in its own transaction, and it is read before
the data of the page: so a page that is kept (at `wijkraad.ui.door`) or that a browser still has is never
older than the last change that was committed. It holds no cookie and no CSRF token: its buttons are links to
small form pages.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from wijkraad.ui.filters import language

View = Callable[..., HttpResponse]
PERSONAL = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE")
"""Headers that make an answer different from what every visitor gets."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How long a page holds: until `version()` gives another state, and at most until the day ends."""

    version: Callable[[], object]
    state: object
    until: float
    """Seconds since 1970: the next midnight in Amsterdam."""

    def holds(self, now: float) -> bool:
        return now < self.until and self.version() == self.state


def for_visitor(request: HttpRequest) -> bool:
    """Whether the answer to this request is the same for every visitor; the door may have seen it already."""
    if hasattr(request, "nobodys"):
        return True
    return request.method in ("GET", "HEAD") and is_nobodys(request.COOKIES, request.META)


def is_nobodys(cookies: Any, environ: Any) -> bool:
    """Whether nothing that came along says who asks, or asks for a part of a page."""
    return not (
        settings.SESSION_COOKIE_NAME in cookies
        or "messages" in cookies
        or any(name in environ for name in PERSONAL)
    )


def visitors_page(
    version: Callable[[], object], *, today: Callable[[], date] = timezone.localdate, tells: bool = False
) -> Callable[[View], View]:
    """Mark a public view: until `version()` gives something else its page is the same for every visitor.

    `version` is read before the view runs; it must change in the transaction of every public change. A page
    that may be kept leaves with a `standing`; who is signed in gets their own. A view that `tells` reads the
    version itself, in its first statement, and leaves it on its response (`told`): one trip less.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not for_visitor(request):
                return view(request, *args, **kwargs)
            day, has = today(), request.META.get("HTTP_IF_NONE_MATCH", "")
            state = None if tells and not has else version()
            if has and (tag := _tag(request, day, state)) in has:
                return _finish(HttpResponseNotModified(), tag)
            response = view(request, *args, **kwargs)
            state = getattr(response, "data_version", None) if state is None else state
            if state is None or not _keepable(request, response):
                return response
            response.standing = Standing(version, state, _end_of(day))  # type: ignore[attr-defined]
            return _finish(response, _tag(request, day, state))

        shown.for_visitors = True  # type: ignore[attr-defined]
        return shown

    return decorate


def told(response: HttpResponse, version: object) -> HttpResponse:
    """The response of a view that `tells` which version its data is of."""
    response.data_version = version  # type: ignore[attr-defined]
    return response


@lru_cache(maxsize=4)
def _end_of(day: date) -> float:
    """When this Amsterdam day ends, in seconds since 1970."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return midnight.timestamp()


def _tag(request: HttpRequest, day: date, version: object) -> str:
    address = (request.META.get("HTTP_HOST", ""), request.path, request.META.get("QUERY_STRING", ""))
    text = repr((address, language(), day.isoformat(), version))
    return f'W/"{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'


def _keepable(request: HttpRequest, response: HttpResponse) -> bool:
    """Only a whole, plain page; one that made a cookie or a CSRF token belongs to one person."""
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not (session is not None and (session.modified or session.accessed))
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _finish(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response
