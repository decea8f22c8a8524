"""Who may be signed in: asked at sign-in and again at every click of an open session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class Backend(AuthenticationBackend):
    """Sign-in by e-mail and password. A suspended person is nobody, also in sessions that are open.

    Django asks `get_user` for the person of a session at each request and drops the session of
    somebody who may not authenticate, so a suspension works at the next click.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and user.suspended_at is None
