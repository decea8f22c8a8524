"""Visitors' pages: marked as the same for everybody until the next public change, and only then."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils import translation

from wijkraad.ui.pages import Standing, told, visitors_page


class Site:
    """One public page whose data version and day we move by hand."""

    def __init__(self) -> None:
        self.version, self.day, self.drawn = 1, date(2026, 11, 20), 0
        self.page = visitors_page(lambda: self.version, today=lambda: self.day)(self.view)

    def view(self, request) -> HttpResponse:
        self.drawn += 1
        return HttpResponse(f"drawing {self.drawn} of version {self.version} " + "x" * 500)


def standing_of(answer: HttpResponse) -> Standing:
    """How long this page holds; AttributeError when it is somebody's own."""
    standing: Standing = answer.standing  # type: ignore[attr-defined]
    return standing


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_tag_changes_with_the_version_the_query_the_host_the_language_and_the_day(rf, site) -> None:
    def tag(path: str = "/kwesties/", **more: str) -> str:
        return site.page(rf.get(path, **more))["ETag"]

    tags = [tag(), tag("/kwesties/?thema=verkeer"), tag(HTTP_HOST="localhost"), tag("/besluiten/")]
    with translation.override("en"):
        tags.append(tag())
    site.day = date(2026, 11, 21)
    tags.append(tag())
    site.version = 2
    tags.append(tag())
    assert len(set(tags)) == 7
    assert tag() == tags[-1]


def test_the_version_is_read_before_the_data(rf, site) -> None:
    def changes(request) -> HttpResponse:
        site.version += 1
        return HttpResponse("drawn while something changed")

    answer = visitors_page(lambda: site.version, today=lambda: site.day)(changes)(rf.get("/"))
    assert not standing_of(answer).holds(0)


def test_a_view_may_tell_the_version_of_its_own_statement(rf) -> None:
    asked = []

    def version() -> int:
        asked.append(1)
        return 7

    def telling(request) -> HttpResponse:
        return told(HttpResponse("drawn"), 7)

    page = visitors_page(version, tells=True)(telling)
    answer = page(rf.get("/"))
    assert asked == []
    assert (standing_of(answer).state, answer["ETag"]) == (
        7,
        visitors_page(version)(telling)(rf.get("/"))["ETag"],
    )
    assert page(rf.get("/", headers={"If-None-Match": answer["ETag"]})).status_code == 304
    silent = visitors_page(version, tells=True)(lambda request: HttpResponse("drawn"))
    assert not hasattr(silent(rf.get("/")), "standing")


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


@pytest.mark.parametrize(
    "who",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "messages=hello"},
        {"Authorization": "Basic abc"},
        {"HX-Request": "true"},
        {"Range": "bytes=0-9"},
    ],
)
def test_what_may_be_somebodys_own_is_not_marked(rf, site, who) -> None:
    assert not hasattr(site.page(rf.get("/", headers=who)), "standing")
    assert hasattr(site.page(rf.get("/", headers={"cookie": "csrftoken=abc; taal=en"})), "standing")


def test_a_post_is_not_marked(rf, site) -> None:
    assert not hasattr(site.page(rf.post("/")), "standing")


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
def test_a_page_for_one_person_and_an_error_are_not_marked(rf, view) -> None:
    assert not hasattr(visitors_page(lambda: 1)(view)(rf.get("/")), "standing")


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
