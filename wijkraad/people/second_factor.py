"""A second factor for the roles of the board and higher: asked for, kept secret, not thrown away.

MFA_REQUIRED is off only on a demo, in debug and in tests.
"""

import base64
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wijkraad.people.models import LIGHT_ROLES
from wijkraad.people.roles import roles_of

OPEN_PATHS = ("/accounts/", "/static/", "/healthz", "/readyz")
"""Where somebody without a second factor may go: to make one, or to sign out."""


def needs_second_factor(user: Any) -> bool:
    """Whether the person holds a role of the board or higher on an installation that asks for it."""
    return settings.MFA_REQUIRED and bool(roles_of(user) - set(LIGHT_ROLES))


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: sends people who need a second factor and have none to the page that makes one."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.MFA_REQUIRED or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        if request.path.startswith(OPEN_PATHS) or not needs_second_factor(request.user):
            return get_response(request)
        if Authenticator.objects.filter(user_id=request.user.pk).exists():
            return get_response(request)
        messages.warning(request, _("Voor uw rol is een tweede stap bij het inloggen nodig. Stel die nu in."))
        return redirect(reverse("mfa_activate_totp"))

    return answer


class Adapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted with a key derived from SECRET_KEY."""

    def get_totp_issuer(self) -> str:
        return settings.COUNCIL_NAME

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)


def _box() -> Fernet:
    key = salted_hmac("wijkraad.people.second_factor", "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
