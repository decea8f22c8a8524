"""The door gives an answer again without asking Django, and only where that is the same for everybody."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections, connection

from issues.models import Street
from wijkraad.ui import door
from wijkraad.ui.door import Answer, Door, answers, key_of
from wijkraad.ui.pages import Standing, shelf

pytestmark = pytest.mark.django_db


class Visit:
    """The door, who knocks on it, and how often Django was asked."""

    def __init__(self) -> None:
        self.door, self.asked = Door(), 0

    def ask(self, path: str = "/kwesties/", **headers: str):
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
            "REMOTE_ADDR": "127.0.0.1", **headers,
        }  # fmt: skip
        told = []
        parts = self.door(environ, lambda status, headers: told.extend([status, dict(headers)]))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return told[0], told[1], body


@pytest.fixture
def street() -> Iterator[Visit]:
    shelf.clear()
    answers.clear()
    street = Visit()

    def count(**_: object) -> None:
        street.asked += 1

    request_started.connect(count, weak=False)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # else the transaction of this test ends with the request
    yield street
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    request_started.disconnect(count)
    shelf.clear()
    answers.clear()


def test_a_page_is_given_again_just_as_it_was(street) -> None:
    first = street.ask()
    assert street.ask() == first
    assert street.asked == 1
    assert first[1]["Content-Security-Policy"]
    assert first[1]["X-Content-Type-Options"] == "nosniff"


def test_a_public_change_makes_it_ask_again(street) -> None:
    street.ask()
    Street.objects.create(name="Nieuwstraat", slug="nieuwstraat")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the version rises at the end of a transaction
    street.ask()
    assert street.asked == 2


def test_a_new_day_makes_it_ask_again(street, monkeypatch) -> None:
    street.ask()
    (found,) = [item for item, _size in answers._kept.values()]
    monkeypatch.setattr(door.time, "time", lambda: found.standing.until)
    street.ask()
    assert street.asked == 2


def test_who_has_the_page_hears_only_that_nothing_changed(street) -> None:
    tag = street.ask()[1]["ETag"]
    status, headers, body = street.ask(HTTP_IF_NONE_MATCH=tag)
    assert (status[:3], body, headers["ETag"]) == ("304", b"", tag)
    assert "Content-Length" not in headers
    assert street.asked == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "taal=en; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_RANGE": "bytes=0-9"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_what_may_be_somebodys_own_goes_the_whole_way(street, headers) -> None:
    street.ask()
    street.ask(**headers)
    assert street.asked == 2


def test_another_host_language_encoding_or_protocol_is_another_answer(street) -> None:
    street.ask()
    assert street.ask(HTTP_HOST="elsewhere.test")[0].startswith("400")
    assert b'lang="en"' in street.ask(HTTP_COOKIE="taal=en")[2]
    assert street.ask(HTTP_ACCEPT_ENCODING="br")[1]["Content-Encoding"] == "br"
    street.ask(HTTP_X_FORWARDED_PROTO="https")
    assert street.asked == 5


def test_the_choice_of_a_language_sets_its_cookie_for_each_visitor(street) -> None:
    for _visitor in range(2):
        assert "taal=en" in street.ask("/kwesties/?taal=en")[1]["Set-Cookie"]
    assert street.asked == 2


def test_an_unknown_page_is_not_kept(street) -> None:
    for _visitor in range(2):
        assert street.ask("/kwesties/2026-9999/")[0].startswith("404")
    assert street.asked == 2


def test_a_hashed_file_is_kept_and_a_photo_that_can_be_hidden_is_not(street) -> None:
    class File(dict):
        streaming, cookies, content = False, {}, b"body"

    lasting = {"Cache-Control": "max-age=315360000, public, immutable", "Content-Length": "4"}
    environ = {"REQUEST_METHOD": "GET", "QUERY_STRING": "", "wsgi.url_scheme": "http"}
    door._remember(environ | {"PATH_INFO": "/foto/1.jpg"}, File(lasting))
    assert len(answers) == 0
    door._remember(environ | {"PATH_INFO": "/static/css/site.abc.css"}, File(lasting))
    status, _headers, body = street.ask("/static/css/site.abc.css", HTTP_HOST="")
    assert (status[:3], body, street.asked) == ("200", b"body", 0)


def test_a_database_that_does_not_answer_leaves_the_word_to_django() -> None:
    def broken() -> int:
        raise DatabaseError("gone")

    assert not Answer([], b"", "", Standing(broken, 1, until=1e12)).holds()


def test_the_key_of_a_request_has_all_that_the_answer_hangs_on() -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/a", "QUERY_STRING": "b=1", "wsgi.url_scheme": "http"}
    keys = {
        key_of(environ | more)
        for more in ({}, {"QUERY_STRING": ""}, {"HTTP_HOST": "x"}, {"HTTP_ACCEPT_ENCODING": "gzip"})
    }
    assert len(keys) == 4
