"""A form that cannot be taken gives every word back; a browser without cookies can do what a resident can."""

import re

import pytest
from django.test import Client

from issues.actions import follow_issue
from issues.models import Follow, Issue, Note, Report, Signal
from tests.issues.stories import assessing, segment, street
from tests.issues.test_report_form import Walk, later, until_check

HOME = {"HTTP_ORIGIN": "http://testserver"}
FOREIGN = {"HTTP_ORIGIN": "https://elders.example"}
WORDS = "De buurman belde: het <b>hek</b> staat weer open"


def signed_in(person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def token(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]


def fields(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))


def test_who_was_signed_out_while_typing_sends_it_again(db, board_member) -> None:
    """The session ends, the note is sent: it comes back, and after signing in it is kept by the button."""
    path = f"/werk/kwesties/{assessing().uuid}/notitie/"
    client = signed_in(board_member)
    sent = {"text": WORDS, "csrfmiddlewaretoken": token(client.get(path))}
    del client.cookies["sessionid"]
    page = client.post(path, sent, **HOME)
    text = page.content.decode()
    assert page.status_code == 403 and "Uw woorden zijn er nog" in text and 'target="_blank"' in text
    assert "het &lt;b&gt;hek&lt;/b&gt; staat weer open" in text and f'action="{path}"' in text
    assert page.headers["Cache-Control"] == "no-store" and not Note.objects.exists()
    client.force_login(board_member)  # in the other tab; that renews the token of the browser
    client.cookies["csrftoken"] = "x" * 32
    again = client.post(path, {**fields(page), "text": WORDS}, **HOME)
    assert again.status_code == 403 and "staat weer open" in again.content.decode()
    client.post(path, {**fields(again), "text": WORDS}, **HOME)
    assert Note.objects.get().text == WORDS


def test_without_words_or_from_elsewhere_nothing_comes_back(db, board_member) -> None:
    path = f"/werk/kwesties/{assessing().uuid}/notitie/"
    client = Client(enforce_csrf_checks=True)
    foreign = signed_in(board_member).post(path, {"text": WORDS}, **FOREIGN)
    assert foreign.status_code == 403 and "hek" not in foreign.content.decode()
    empty = signed_in(board_member).post(path, {"text": ""}, **HOME)
    assert empty.status_code == 403 and "De pagina stond te lang open" in empty.content.decode()
    saving = client.post(path, {"text": WORDS}, HTTP_ACCEPT="application/json", **HOME)
    assert saving.status_code in (302, 403) and "hek" not in saving.content.decode()
    secret = client.post("/accounts/login/", {"login": "a@b.nl", "password": "twee woorden"}, **HOME)
    assert secret.status_code == 403 and "twee woorden" not in secret.content.decode()


def test_a_page_that_stood_open_too_long_keeps_the_words(db, board_member) -> None:
    path = f"/werk/kwesties/{assessing().uuid}/notitie/"
    page = signed_in(board_member).post(path, {"text": WORDS, "csrfmiddlewaretoken": "oud"}, **HOME)
    assert page.status_code == 403 and "staat weer open" in page.content.decode()


class NoCookies(Client):
    """A browser that refuses every cookie."""

    def request(self, **request):
        self.cookies.clear()
        response = super().request(**request)
        self.cookies.clear()
        return response


@pytest.fixture
def refusing(db) -> NoCookies:
    street()
    return NoCookies(enforce_csrf_checks=True)


def test_a_report_without_cookies(refusing) -> None:
    walk = later(until_check(Walk(refusing)))
    report = Report.objects.get()
    assert walk.response.url == f"/melden/status/{report.status_token}/"
    refusing.post(walk.response.url, {"doe": "toevoegen", "tekst": "en ook op zondag"})
    refusing.post(walk.response.url, {"doe": "intrekken"})
    assert Issue.objects.get().status == "withdrawn"


def test_a_signal_and_the_buttons_of_a_mail_without_cookies(refusing) -> None:
    part = segment()
    page = refusing.get("/signaal/").content.decode()
    kind = re.search(r'name="signaal"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="signaal"', page)
    month = re.search(r'name="maand".*?<option value="(\d[^"]+)"', page, re.DOTALL)[1]
    refusing.post("/signaal/", {"signaal": kind[1] or kind[2], "deel": part.pk, "maand": month})
    assert Signal.objects.count() == 1
    follow = follow_issue(assessing(visibility="public"), email="lezer@example.nl")
    refusing.post(f"/volgen/{follow.token}/", {"volg": "1"})
    assert Follow.objects.get().confirmed_at


def test_another_site_sends_no_form_of_ours(refusing) -> None:
    assert refusing.post("/melden/", {"stap": "onderwerp", "thema": "verkeer"}, **FOREIGN).status_code == 403
    withcookie = Client(enforce_csrf_checks=True)
    withcookie.get("/melden/")
    assert withcookie.post("/melden/", {"stap": "onderwerp", "thema": "verkeer"}).status_code == 403


def test_saving_while_typing_hears_that_the_session_ended(db, board_member) -> None:
    """A script follows to the sign-in page and tells it in its own page, where the words still are."""
    path = f"/werk/kwesties/{assessing().uuid}/notitie/"
    answer = Client().post(path, {"text": WORDS}, HTTP_ACCEPT="application/json", **HOME)
    assert answer.status_code == 302 and answer.url.startswith("/accounts/login/")
