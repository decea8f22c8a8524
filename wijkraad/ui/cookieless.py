"""Forms of visitors that work in a browser which refuses cookies.

Django's token against forged forms needs a cookie. A browser without a session has no rights that a forged
form could use, so there the form is taken without it, unless another site says that it sent it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def without_cookies(view: View) -> View:
    """Take the forms of this view without a token from a browser that has no cookie of ours."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME} & set(request.COOKIES)
        chosen = protected if known or _foreign(request) else view
        return chosen(request, *args, **kwargs)

    return guarded


def _foreign(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of another site."""
    origin = request.META.get("HTTP_ORIGIN", "")
    return bool(origin) and origin != f"{request.scheme}://{request.get_host()}"
