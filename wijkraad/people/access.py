"""Who may open a page: every view of ours says so with `open_to`, and a test walks all of them.

This is about the page; which objects it shows is decided by the room's `visible_to`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from wijkraad.people.models import Role, User
from wijkraad.people.roles import roles_of
from wijkraad.ui.kept import kept_words

View = Callable[..., HttpResponse]
EVERYONE = "everyone"
SIGNED_IN = "signed_in"


class PersonRequest(HttpRequest):
    """The request of a view that is not open to everyone: its user is a person. For annotations only."""

    user: User


def open_to(*audience: str) -> Callable[[View], View]:
    """Open a view to "everyone", to "signed_in" people, or to the holders of the named roles.

    A visitor is sent to the sign-in page and comes back; who was signed out while typing gets the words
    back first; somebody without the role gets 403.
    Raises ValueError at import time for a role that does not exist.
    """
    unknown = set(audience) - set(Role.Kind.values) - {EVERYONE, SIGNED_IN}
    if unknown or not audience:
        raise ValueError(f"open_to: unknown audience {sorted(unknown)}")
    roles = frozenset(audience)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if EVERYONE not in roles:
                if not request.user.is_authenticated:
                    kept = kept_words(request, signed_out=True)
                    return kept or redirect_to_login(request.get_full_path())
                if SIGNED_IN not in roles and roles.isdisjoint(roles_of(request.user)):
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.audience = roles  # type: ignore[attr-defined]
        return guarded

    return decorate
