"""The door gives an answer again without asking Django, and only where that is the same for everybody."""

import gzip
import re
from collections.abc import Iterator
from io import BytesIO

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import resolvers

from issues.models import Street
from tests.test_access import patterns
from wijkraad.ui import door, shelf
from wijkraad.ui.door import Door, answers, key_of, visitors_page_at
from wijkraad.ui.pages import visitors_page

pytestmark = pytest.mark.django_db


class Visit:
    """The door, who knocks on it, and how often a page was drawn or Django was asked."""

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
def street(monkeypatch) -> Iterator[Visit]:
    answers.clear()
    street, answer, within = Visit(), WSGIHandler.get_response, door.ShortWay._within

    def counted(self, request):
        street.asked += 1
        return answer(self, request)

    def counted_within(self, around, request):
        street.asked += 1
        return within(self, around, request)

    monkeypatch.setattr(WSGIHandler, "get_response", counted)
    monkeypatch.setattr(door.ShortWay, "_within", counted_within)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # else the transaction of this test ends with the request
    yield street
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
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
    (found,) = answers._kept.values()
    assert found.standing
    monkeypatch.setattr(shelf.time, "time", lambda: found.standing.until)
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
    assert street.ask(HTTP_HOST="elsewhere.test")[0].startswith("400")  # asked the short and the whole way
    assert b'lang="en"' in street.ask(HTTP_COOKIE="taal=en")[2]
    assert street.ask(HTTP_ACCEPT_ENCODING="br")[1]["Content-Encoding"] == "br"
    street.ask(HTTP_X_FORWARDED_PROTO="https")
    assert street.asked == 5  # the compressed one is the first, compressed


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
        streaming, status_code, content = False, 200, b"body"

    lasting = {"Cache-Control": "max-age=315360000, public, immutable", "Content-Length": "4"}
    assert door._file({"PATH_INFO": "/foto/1.jpg"}, File(lasting)) is None
    kept = door._file({"PATH_INFO": "/static/css/site.abc.css"}, File(lasting))
    assert kept
    answers.put(("", "http", "/static/css/site.abc.css", "", "", ""), kept)
    status, _headers, body = street.ask("/static/css/site.abc.css", HTTP_HOST="")
    assert (status[:3], body, street.asked) == ("200", b"body", 0)


def test_the_key_of_a_request_has_all_that_the_answer_hangs_on() -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/a", "QUERY_STRING": "b=1", "wsgi.url_scheme": "http"}
    differing: tuple[dict[str, str], ...] = (
        {},
        {"QUERY_STRING": ""},
        {"HTTP_HOST": "x"},
        {"HTTP_COOKIE": "taal=en"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"PATH_INFO": "/static/a.css"},
        {"PATH_INFO": "/static/a.css", "HTTP_ACCEPT_ENCODING": "gzip"},
    )
    assert len({key_of(environ | more) for more in differing}) == len(differing)
    alike: tuple[dict[str, str], ...] = ({}, {"HTTP_ACCEPT_ENCODING": "gzip"}, {"HTTP_COOKIE": "csrftoken=a"})
    assert len({key_of(environ | more) for more in alike}) == 1


def visitors_addresses() -> set[str]:
    """Every visitors' page whose address has no value in it, from the URL table."""
    return {
        f"/{route}" for route, _pattern in patterns() if "<" not in route and visitors_page_at(f"/{route}")
    }


@pytest.mark.parametrize("language", ["taal=nl", "taal=en"])
def test_the_short_way_gives_the_same_page_and_headers_as_the_whole_way(street, language) -> None:
    addresses = visitors_addresses()
    assert {"/", "/kwesties/", "/cijfers/", "/zoeken/", "/besluiten/", "/budget/"} <= addresses

    def ask(path: str) -> str:
        """The answer without the second at which it was made."""
        status, headers, body = street.ask(path, HTTP_COOKIE=language)
        text = repr((status, sorted(headers.items()), body))
        return re.sub(r"\d\d:\d\d:\d\d(\.\d+)?", "", text)

    def short() -> dict[str, str]:
        return {path: ask(path) for path in addresses | {"/kwesties/?taal=en", "/kwesties/2026-9999/"}}

    first = short()
    assert len(answers) >= len(addresses)
    answers.clear()
    assert short() == first  # drawn once more, now that it is known what the middleware adds
    street.door = WSGIHandler()
    for path, answer in first.items():
        assert ask(path) == answer, path


def test_what_the_middleware_adds_is_learnt_once_per_view_host_and_language(street) -> None:
    street.ask()
    street.ask("/kwesties/?thema=verkeer")
    assert len(street.door.short._known) == 1
    street.ask(HTTP_COOKIE="taal=en")
    street.ask(HTTP_HOST="127.0.0.1")
    street.ask("/besluiten/")
    assert len(street.door.short._known) == 4


def test_a_page_that_fails_on_the_short_way_is_asked_of_the_whole_way(street, monkeypatch) -> None:
    good = street.ask("/over/")
    match = visitors_page_at("/over/")
    view, failed = match.func, []

    def fails_once(request):
        if not failed:
            failed.append(request)
            raise ConnectionError
        return view(request)

    answers.clear()
    street.door.short._known = {(fails_once, *place[1:]): a for place, a in street.door.short._known.items()}
    monkeypatch.setattr(match, "func", fails_once)
    monkeypatch.setattr(resolvers.URLResolver, "resolve", lambda *_: match)
    status, _headers, body = street.ask("/over/")
    assert (status, body) == (good[0], good[2])
    assert failed


@pytest.mark.parametrize(
    "page",
    [
        lambda request: HttpResponse(get_token(request)),
        lambda request: HttpResponse(str(request.session.get("x"))),
        lambda request: HttpResponse("mine", headers={"Cache-Control": "no-store"}),
    ],
)
def test_a_visitors_page_that_turns_out_to_be_somebodys_goes_the_whole_way(street, page, monkeypatch) -> None:
    """Also when the form cookie is there already, with which a token leaves no trace on the request."""
    match = visitors_page_at("/over/")
    view = visitors_page(lambda: 1)(page)
    monkeypatch.setattr(match, "func", view)
    monkeypatch.setattr(resolvers.URLResolver, "resolve", lambda *_: match)
    for cookie in ("", f"csrftoken={'a' * 32}"):
        assert street.ask("/over/", HTTP_COOKIE=cookie)[0].startswith("200")
    assert len(answers) == 0


def test_a_form_cookie_of_before_does_not_keep_a_visitor_from_a_kept_page(street) -> None:
    first = street.ask()
    assert street.ask(HTTP_COOKIE=f"csrftoken={'a' * 32}") == first
    assert street.asked == 1


def test_each_way_of_compressing_comes_from_one_drawing(street) -> None:
    plain = street.ask()[2]
    for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        _status, headers, body = street.ask(HTTP_ACCEPT_ENCODING=encoding)
        assert (headers["Content-Encoding"], unpack(body)) == (encoding, plain)
        assert headers["Content-Length"] == str(len(body))
    assert "Content-Encoding" not in street.ask(HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.0")[1]
    assert street.asked == 1
    answers.clear()
    _status, headers, body = street.ask(HTTP_ACCEPT_ENCODING="gzip, br")
    assert (brotli.decompress(body), headers["Content-Length"]) == (plain, str(len(body)))
