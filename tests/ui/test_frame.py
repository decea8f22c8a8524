"""The frame around every page, the language, and the pages for what went wrong."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils import translation

from wijkraad.portal.views import errors
from wijkraad.ui import context
from wijkraad.ui.environment import provided
from wijkraad.ui.middleware import LanguageMiddleware

PAGE = (
    '{% extends "base.html" %}{% block title %}Proef{% endblock %}'
    "{% block main %}<h1>Proef</h1>{% endblock %}"
)


def drawn(request) -> str:
    template = engines["jinja2"].env.from_string(PAGE)
    return template.render(**context.page(request), csrf_input="", csrf_token="")


def broken(request) -> HttpResponse:
    raise RuntimeError("for the test")


def closed(request) -> HttpResponse:
    raise PermissionDenied("Alleen voor het bestuur.")


def open_page(request) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("kapot/", broken),
    path("dicht/", closed),
    path("kwesties/", open_page),
    path("werk/dashboard/", open_page),
    path("werk/meldingen/", open_page),
    path("melden/", open_page),
]
handler403, handler404, handler500 = errors.forbidden, errors.not_found, errors.server_error


@pytest.fixture(autouse=True)
def our_addresses(settings):
    settings.ROOT_URLCONF = "tests.ui.test_frame"
    context.exists.cache_clear()
    context._frame.cache_clear()
    yield
    context.exists.cache_clear()
    context._frame.cache_clear()


def test_a_visitor_gets_a_page_without_any_question_to_the_database(rf) -> None:
    request = rf.get("/kwesties/")
    page = drawn(request)
    assert "Inloggen" in page
    assert 'href="/kwesties/" aria-current="page"' in page
    assert not hasattr(request, "session")
    assert page.count("<h1") == 1
    assert 'href="#inhoud"' in page


def test_a_menu_never_shows_a_page_that_is_not_there(rf) -> None:
    page = drawn(rf.get("/"))
    assert 'href="/besluiten/"' not in page
    assert 'href="/kwesties/"' in page


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ((), "resident"),
        (("entrepreneur",), "resident"),
        (("manager",), "manager"),
        (("treasurer", "admin"), "board"),
        (("partner",), "partner"),
        (("auditor",), "auditor"),
        (("admin",), "admin"),
    ],
)
def test_each_role_has_its_own_menu(roles, kind) -> None:
    assert context.kind_of(roles) == kind


class Person:
    is_authenticated, is_active, suspended_at = True, True, None

    def __str__(self) -> str:
        return "Femke <b>Brandsma</b>"


def test_who_is_signed_in_sees_an_escaped_name_and_the_own_menu(rf, settings, monkeypatch) -> None:
    monkeypatch.setitem(provided.__globals__["_provided"], "roles_of", lambda user: {"manager"})
    request = rf.get("/werk/meldingen/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user = Person()
    page = context.page(request)["page"]
    assert page.kind == "manager"
    assert "Femke &lt;b&gt;Brandsma" in page.header
    assert "F&lt;" not in page.header
    assert 'href="/werk/meldingen/" aria-current="page"' in page.header
    assert "Uitloggen" in page.footer
    assert "/melden/" not in page.bar


def test_an_unknown_session_is_a_visitor(rf, settings) -> None:
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user = AnonymousUser()
    assert context.page(request)["page"].kind == "visitor"


@pytest.fixture
def in_language():
    before = translation.get_language()
    yield LanguageMiddleware(lambda request: HttpResponse(translation.get_language()))
    translation.activate(before)


def test_the_address_chooses_the_language_and_only_a_choice_is_remembered(rf, in_language) -> None:
    plain = in_language(rf.get("/", headers={"Accept-Language": "en"}))
    assert (plain.content, plain["Content-Language"], dict(plain.cookies)) == (b"nl", "nl", {})
    chosen = in_language(rf.get("/?taal=en"))
    assert chosen.content == b"en"
    assert chosen.cookies["taal"].value == "en"
    later = rf.get("/")
    later.COOKIES["taal"] = "en"
    assert in_language(later).content == b"en"
    assert not in_language(later).cookies


def test_an_unknown_language_changes_nothing(rf, in_language) -> None:
    answer = in_language(rf.get("/?taal=xx"))
    assert (answer.content, dict(answer.cookies)) == (b"nl", {})


def test_the_language_link_keeps_the_query(rf) -> None:
    footer = context.page(rf.get("/kwesties/?thema=verkeer"))["page"].footer
    assert 'href="?thema=verkeer&amp;taal=en"' in footer
    with translation.override("en"):
        assert "Nederlands" in context.page(rf.get("/"))["page"].footer


def test_a_missing_page_is_told_in_our_look(client) -> None:
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()
    assert "wp-kop" in answer.content.decode()


def test_a_closed_page_says_why(client) -> None:
    answer = client.get("/dicht/")
    assert answer.status_code == 403
    assert "Alleen voor het bestuur." in answer.content.decode()


def test_an_unexpected_error_shows_the_number_of_the_log(client) -> None:
    client.raise_request_exception = False
    answer = client.get("/kapot/")
    assert answer.status_code == 500
    number = answer.wsgi_request.number
    assert number in answer.content.decode()


def test_a_form_that_stood_open_too_long_says_what_to_do(rf) -> None:
    answer = errors.csrf_failure(rf.post("/"), reason="old")
    assert answer.status_code == 403
    assert "Er is niets veranderd" in answer.content.decode()


def test_a_used_link_and_a_strange_request_have_their_own_page(rf) -> None:
    assert errors.gone(rf.get("/"), "Deze link is gebruikt.").status_code == 410
    assert errors.bad_request(rf.get("/")).status_code == 400
