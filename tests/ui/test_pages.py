"""Visitors' pages kept in memory: fast, and never older than the last public change."""

import gzip
from datetime import UTC, date, datetime
from types import SimpleNamespace

import brotli
import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils import translation

from wijkraad.ui.pages import Shelf, Standing, shelf, visitors_page


@pytest.fixture(autouse=True)
def empty_shelf():
    shelf.clear()
    yield
    shelf.clear()


class Site:
    """One public page whose data version and day we move by hand."""

    def __init__(self) -> None:
        self.version, self.day, self.drawn = 1, date(2026, 11, 20), 0
        self.page = visitors_page(lambda: self.version, today=lambda: self.day)(self.view)

    def view(self, request) -> HttpResponse:
        self.drawn += 1
        return HttpResponse(f"drawing {self.drawn} of version {self.version} " + "x" * 500)


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_page_is_drawn_once_until_something_public_changes(rf, site) -> None:
    first = site.page(rf.get("/kwesties/"))
    assert site.page(rf.get("/kwesties/")).content == first.content
    assert site.drawn == 1
    site.version = 2
    assert b"version 2" in site.page(rf.get("/kwesties/")).content


def test_the_next_day_another_query_and_another_language_are_other_pages(rf, site) -> None:
    site.page(rf.get("/kwesties/"))
    site.page(rf.get("/kwesties/?thema=verkeer"))
    with translation.override("en"):
        site.page(rf.get("/kwesties/"))
    site.day = date(2026, 11, 21)
    site.page(rf.get("/kwesties/"))
    assert site.drawn == 4


def test_a_browser_that_has_it_gets_304_and_no_drawing(rf, site) -> None:
    tag = site.page(rf.get("/"))["ETag"]
    answer = site.page(rf.get("/", headers={"If-None-Match": tag}))
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    site.version = 2
    assert site.page(rf.get("/", headers={"If-None-Match": tag})).status_code == 200


def test_a_page_must_be_asked_again_each_time_and_carries_no_cookie(rf, site) -> None:
    answer = site.page(rf.get("/"))
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Vary"] == "Accept-Encoding"
    assert not answer.cookies


@pytest.mark.parametrize(("accepted", "unpack"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_is_sent_compressed_to_who_takes_it(rf, site, accepted, unpack) -> None:
    plain = site.page(rf.get("/")).content
    packed = site.page(rf.get("/", headers={"Accept-Encoding": accepted}))
    assert packed["Content-Encoding"] == accepted[:2] if accepted[:2] == "br" else "gzip"
    assert unpack(packed.content) == plain
    refused = site.page(rf.get("/", headers={"Accept-Encoding": "br;q=0"}))
    assert "Content-Encoding" not in refused


@pytest.mark.parametrize("who", [{"sessionid": "abc"}, {"messages": "hello"}])
def test_who_is_signed_in_or_has_a_message_gets_an_own_page(rf, site, who) -> None:
    site.page(rf.get("/"))
    request = rf.get("/")
    request.COOKIES.update(who)
    assert b"drawing 2" in site.page(request).content
    assert site.drawn == 2


def test_a_post_is_never_kept(rf, site) -> None:
    site.page(rf.post("/"))
    site.page(rf.post("/"))
    assert site.drawn == 2


def _with_cookie(request) -> HttpResponse:
    answer = HttpResponse("mine")
    answer.set_cookie("taal", "en")
    return answer


def _with_token(request) -> HttpResponse:
    return HttpResponse(get_token(request))


def _with_session(request) -> HttpResponse:
    request.session = SimpleNamespace(modified=False, accessed=True)
    return HttpResponse("mine")


@pytest.mark.parametrize(
    "view",
    [_with_cookie, _with_token, _with_session, lambda request: HttpResponse("weg", status=404)],
)
def test_a_page_for_one_person_and_an_error_are_never_kept(rf, view) -> None:
    visitors_page(lambda: 1)(view)(rf.get("/"))
    assert len(shelf) == 0


def test_the_shelf_keeps_to_its_limit_and_the_least_used_leaves_first() -> None:
    small: Shelf[str] = Shelf(limit=3000)
    for name in ("a", "b", "c"):
        small.put(name, name, 1000)
    assert small.get("a") == "a"
    small.put("d", "d", 1000)
    assert small.get("b") is None
    assert small.get("a") == "a"
    small.put("huge", "huge", 9000)
    assert small.get("huge") is None
    assert (len(small), small.size) == (3, 3000)


def test_a_successor_takes_the_place_of_an_old_page() -> None:
    small: Shelf[str] = Shelf(limit=3000)
    small.put("a", "old", 1000)
    small.put("a", "new", 400)
    assert (small.get("a"), len(small), small.size) == ("new", 1, 400)


def test_a_page_holds_until_a_change_and_at_most_until_midnight() -> None:
    state = [1]
    page = Standing(lambda: state[0], 1, until=100.0)
    assert page.holds(99.9)
    assert not page.holds(100.0)
    state[0] = 2
    assert not page.holds(99.9)


def test_the_day_of_a_page_ends_at_midnight_in_amsterdam(rf, site) -> None:
    site.day = date(2026, 10, 25)  # 25 hours long
    answer = site.page(rf.get("/"))
    assert answer.standing.until == datetime(2026, 10, 25, 23, 0, tzinfo=UTC).timestamp()
