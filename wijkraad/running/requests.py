"""What every request gets before anything else: a number for the log, and the visitor's own address."""

import secrets
import select
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def request_number(get_response: Answer) -> Answer:
    """Middleware: `request.number`, shown on the error page and found in every log line of the request."""

    def answer(request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(5)
        request.number = number  # type: ignore[attr-defined]
        structlog.contextvars.bind_contextvars(request=number)
        try:
            return get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()

    return answer


def client_address(get_response: Answer) -> Answer:
    """Middleware: REMOTE_ADDR becomes the visitor's address as our outermost trusted proxy saw it.

    Every proxy adds the address it hears at the right of X-Forwarded-For, so with n trusted proxies
    the nth from the right is true and all before it may be made up by the visitor.
    """

    count = settings.TRUSTED_PROXY_COUNT

    def answer(request: HttpRequest) -> HttpResponse:
        heard = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if count and len(heard) >= count and heard[-count]:
            request.META["REMOTE_ADDR"] = heard[-count]
        return get_response(request)

    return answer


def drop_dead_connections(**_: object) -> None:
    """At the start of a request: forget database connections that the server has closed.

    A closed socket is readable; asking costs a millionth of a second, where a query to test the
    connection costs as much as a small page. So a restart of the database costs no visitor an error.
    """
    for connection in connections.all(initialized_only=True):
        drop_when_dead(connection)


def drop_when_dead(connection: Any) -> None:
    """The same for one connection of Django's."""
    inner = connection.connection
    if inner is None or connection.in_atomic_block:
        return
    if inner.closed or select.select([inner.fileno()], [], [], 0)[0]:
        connection.close()
