"""Who looks, without touching the session of a visitor (a public page carries no cookie)."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest


def viewer(request: HttpRequest) -> Any:
    """The signed-in person, or an anonymous one; asks nothing without a session cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    return request.user
