"""Who may be signed in: asked at sign-in and again at every click of an open session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from wijkraad.people.models import User
from wijkraad.people.roles import with_roles


class Backend(AuthenticationBackend):
    """Sign-in by e-mail and password. A suspended person is nobody, also in sessions that are open.

    Django asks `get_user` for the person of a session at each request and drops the session of
    somebody who may not authenticate, so a suspension works at the next click.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and user.suspended_at is None

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session with today's roles, in one statement."""
        user = with_roles(user_id)
        return user if user and self.user_can_authenticate(user) else None
