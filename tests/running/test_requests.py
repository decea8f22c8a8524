"""What every request gets: a number for the log, the visitor's own address, headers, a live connection."""

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from wijkraad.running import environment as env
from wijkraad.running.logs import logging_settings
from wijkraad.running.requests import client_address, drop_dead_connections, request_number


def seen_address(settings: Any, trusted: int, forwarded: str | None) -> str:
    """The address that a view sees behind so many trusted proxies."""
    settings.TRUSTED_PROXY_COUNT = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    client_address(lambda _: HttpResponse())(request)
    return request.META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
    ],
)
def test_only_trusted_proxies_tell_the_address(
    settings: Any, trusted: int, forwarded: str | None, address: str
) -> None:
    assert seen_address(settings, trusted, forwarded) == address


def test_every_request_has_a_number_of_its_own() -> None:
    numbers: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        numbers.append(request.number)  # type: ignore[attr-defined]
        return HttpResponse()

    answer = request_number(view)
    answer(RequestFactory().get("/"))
    answer(RequestFactory().get("/"))
    assert len(set(numbers)) == 2 and all(len(number) == 10 for number in numbers)


def test_the_log_line_of_a_request_carries_its_number() -> None:
    numbers: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        numbers.append(request.number)  # type: ignore[attr-defined]
        logging.getLogger("wijkraad.test").error("kapot")
        raise Http404

    handler = logging.StreamHandler(lines := io.StringIO())
    handler.setFormatter(our_formatter())
    logging.getLogger().addHandler(handler)
    try:
        with pytest.raises(Http404):
            request_number(view)(RequestFactory().get("/"))
    finally:
        logging.getLogger().removeHandler(handler)
    assert "kapot" in lines.getvalue() and f"request={numbers[0]}" in lines.getvalue()


def our_formatter() -> logging.Formatter:
    settings = dict(logging_settings("text")["formatters"]["lines"])
    return settings.pop("()")(**settings)


HEADERS = {
    "content-security-policy": "default-src 'none'",
    "permissions-policy": "camera=()",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@pytest.mark.parametrize(("name", "part"), HEADERS.items())
def test_every_answer_carries_the_headers(client: Client, name: str, part: str) -> None:
    assert part in client.get("/healthz").headers[name]


def test_nothing_foreign_and_nothing_inline_is_allowed(client: Client) -> None:
    policy = client.get("/healthz").headers["content-security-policy"]
    assert not {"unsafe-inline", "unsafe-eval", "http:", "https:", "*", "data:"} & set(
        policy.replace(";", "").replace("'", "").split()
    )
    sources = {directive.split()[0]: directive.split()[1:] for directive in policy.split(";")}
    assert all(source in ("'self'", "'none'") for allowed in sources.values() for source in allowed)
    assert sources["frame-ancestors"] == sources["base-uri"] == ["'none'"]


@pytest.mark.django_db
def test_ready_tells_what_is_missing(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "database": "ok",
        "migraties": "ok",
        "wachtrij": "geen werker actief",
        "opslag": "ok",
    }


@pytest.mark.django_db
def test_a_living_connection_is_kept() -> None:
    connection.ensure_connection()
    before = connection.connection
    connection.in_atomic_block = False
    try:
        drop_dead_connections()
    finally:
        connection.in_atomic_block = True
    assert connection.connection is before


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.flag("X"), "soms"),
        (lambda: env.number("X", 1, 0, 5), "6"),
        (lambda: env.number("X", 1, 0, 5), "-1"),
        (lambda: env.number("X", 1, 0, 5), "²"),
        (lambda: env.choice("X", "a", ("a", "b")), "c"),
        (lambda: env.database("X"), "postgres://server"),
        (lambda: env.database("X"), "sqlite:///x"),
    ],
)
def test_a_value_that_cannot_be_meant_stops_the_program(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], value: str
) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(env.ImproperlyConfigured, match="^X moet"):
        read()


def test_values_are_read_with_their_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " Ja ")
    assert env.flag("X") is True
    monkeypatch.setenv("X", "a.nl, b.nl,")
    assert env.words("X", []) == ["a.nl", "b.nl"]
    monkeypatch.setenv("X", "")
    assert env.flag("X") is False
    assert env.number("X", 8000, 1, 65535) == 8000
    assert env.database("X") is None
    monkeypatch.setenv("X", "postgres://app:p%40ss@db.intern:5433/wijk?sslmode=require")
    found = env.database("X")
    assert found is not None
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db.intern", 5433, "p@ss")
    assert found["OPTIONS"]["sslmode"] == "require"
