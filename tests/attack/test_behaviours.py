"""What a reporting chain must show and its own rooms do not ask: see docs/behaviours.md for all of them."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from issues.actions import (
    ReportData,
    change_visibility,
    confirm_follow,
    follow_issue,
    follow_topic,
    offer_help,
    submit_report,
    withdraw_report,
)
from issues.models import HelpOffer, Issue, Note, TopicFollow
from tests.attack.test_writes import digest
from tests.issues.stories import assessing, issue_in, readers, reported, street, theme
from tests.issues.test_outcome import judged
from tests.issues.test_work_pages import triage_words
from tests.personas import person
from wijkraad.notices.mails import token_of
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.workdays import add_workdays

PREFETCH = {"HTTP_SEC_PURPOSE": "prefetch;prerender", "HTTP_PURPOSE": "prefetch"}
PUBLIC = (
    "/", "/kwesties/", "/kwesties/?status=assessing", "/kwesties/?q=fietspad", "/kaart/",
    "/zoeken/?q=fietspad",
    "/thema/verkeer/", "/straat/weimarstraat/", "/feeds/kwesties.atom", "/feeds/thema/verkeer.atom",
    "/feeds/straat/weimarstraat.atom", "/export/kwesties.csv", "/cijfers/", "/buurtagenda/", "/bereikt/",
)  # fmt: skip
OWN = ("", "delen/", "beeld.jpg", "volgen/", "ook-last/", "helpen/", "opgelost/", "klopt-niet/")
TITLE = "Het fietspad is verzakt"


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(person(who))
    return client


def at_desk(issue: Issue) -> str:
    return f"/werk/meldingen/?k={issue.uuid}"


def words(page) -> str:
    """The text of an answer, whole or streamed, as one line."""
    whole = b"".join(page.streaming_content) if page.streaming else page.content
    return " ".join(re.sub(r"<[^>]+>", "", whole.decode(errors="replace")).split())


# --- links that are opened by machines -----------------------------------------------------------------


def test_no_private_link_changes_anything_when_it_is_opened(client, db, neighbour) -> None:
    """GET, HEAD and a browser that prefetches, on each address that a mail or a page gives away."""
    issue = issue_in("reported_done")
    follow = follow_issue(issue, email="wil@example.nl")
    seen = confirm_follow(follow_issue(issue, email="piet@example.nl"))
    follow_topic(issue.theme, email="wil@example.nl")
    offer_help(issue, email="hulp@example.nl", kind="hours", text="een uur")
    report = issue.reports.get()
    links = [
        f"/volgen/{follow.token}/", f"/volgen/{seen.token}/?antwoord=ja",
        f"/volgen/{seen.token}/?antwoord=nee",
        f"/volgen/{seen.token}/alles/", f"/volgen/{TopicFollow.objects.get().token}/",
        f"/melden/status/{report.status_token}/",
        f"/melden/status/{report.status_token}/opgelost/?antwoord=ja",
        f"/helpen/{HelpOffer.objects.get().token}/",
        *(reverse("notices:stop", args=[token_of(one)]) for one in Message.objects.exclude(address="")),
        *(f"/kwesties/{issue.number}/{page}" for page in OWN),
    ]  # fmt: skip
    before = digest()
    for link in links:
        for open_it in (client.get, client.head):
            assert open_it(link, **PREFETCH).status_code in (200, 302), link
    assert digest() == before


def test_a_token_opens_its_own_page_only(client, db) -> None:
    """Neither with another letter at the end, nor on the page of another kind."""
    issue = issue_in("reported_done")
    mine = follow_issue(issue, email="wil@example.nl").token
    own = issue.reports.get().status_token
    for path in (f"/volgen/{mine[:-2]}/", f"/volgen/{own}/", f"/melden/status/{mine}/", f"/helpen/{own}/"):
        for ask in (client.get, client.post):
            assert ask(path).status_code == 404, path


# --- hidden again --------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", ["limited", "confidential"])
def test_what_is_hidden_again_is_on_no_page_and_in_no_kept_copy(client, db, chair, hidden: str) -> None:
    """Also a reader who asks whether the page changed gets the new one."""
    readers("chair", "board_member")
    issue = assessing(title=TITLE)
    kept = {}
    for path in PUBLIC:
        kept[path] = client.get(path).headers.get("ETag", "")
    shown = [path for path in PUBLIC if TITLE in words(client.get(path))]
    assert len(shown) > 7
    wording = "Iets met verkeer" if hidden == "limited" else ""
    change_visibility(issue, by=chair, visibility=hidden, public_wording=wording)
    with connection.cursor() as cursor:  # the data version is raised at the end of a transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for path in shown:
        page = client.get(path, headers={"If-None-Match": kept[path]} if kept[path] else {})
        assert page.status_code == 200 and TITLE not in words(page), path
    for part in OWN:
        page = client.get(f"/kwesties/{issue.number}/{part}")
        assert TITLE not in words(page), part
        assert page.status_code == (200 if part == "" and hidden == "limited" else 404), part


# --- two at once, the doer, the household ----------------------------------------------------------------


def test_the_reporter_withdraws_while_somebody_is_writing(db) -> None:
    """Who was writing is told, keeps the words, and nothing becomes public."""
    issue = reported()
    desk = signed_in("manager")
    desk.get(at_desk(issue))
    withdraw_report(issue.reports.get())
    answer = desk.post(at_desk(issue), triage_words(titel="Mijn titel", doe="nieuw"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Mijn titel" in page and "De melder veranderde dit" in page
    issue.refresh_from_db()
    assert (issue.status, issue.number) == ("withdrawn", None)
    assert not Note.objects.exists()


def test_a_reporter_who_withdraws_twice_does_it_once(client, db) -> None:
    issue = reported()
    path = f"/melden/status/{issue.reports.get().status_token}/"
    first, second = client.post(path, {"doe": "intrekken"}), client.post(path, {"doe": "intrekken"})
    assert first.status_code == 302 and second.status_code in (302, 409)
    issue.refresh_from_db()
    assert issue.status == "withdrawn"
    assert issue.status_changes.filter(to_state="withdrawn").count() == 1


@pytest.mark.parametrize("doing", ["controleren", "opgelost", "klaar", "resolved", "verify"])
def test_many_at_once_is_no_way_to_verify(db, board_member, doing: str) -> None:
    issue = issue_in("reported_done")
    judged(issue, board_member)
    values = {"doe": doing, "melding": [issue.uuid], "zeker": "1", "reden": "Klaar.", "wie": board_member.pk}
    signed_in("board_member").post(reverse("issues:triage_bulk"), values)
    issue.refresh_from_db()
    assert issue.status == "reported_done"


# --- words that are too long, or of another kind ----------------------------------------------------------


def test_a_title_of_500_letters_is_said_beside_its_field_and_kept(db) -> None:
    issue, long = reported(), "Fietspad" * 63
    page = signed_in("manager").post(at_desk(issue), triage_words(titel=long, doe="nieuw")).content.decode()
    assert "hoogstens 160 tekens. Het zijn er nu 504" in page and long in page
    issue.refresh_from_db()
    assert issue.status == "reported"


def test_the_form_and_the_page_of_a_reporter_speak_english(client, db) -> None:
    street()
    page = client.get("/melden/?taal=en").content.decode()
    assert '<html lang="en"' in page and "Waar gaat het over" not in page
    report = reported().reports.get()
    own = words(client.get(f"/melden/status/{report.status_token}/?taal=en"))
    assert "Uw melding" not in own and "Nog niemand" not in own
    assert re.search(r"before \d{1,2} [A-Z][a-z]+ \d{4}", own), own


# --- days ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # the night of the clock change
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 28)),
    ],
)
def test_a_report_around_midnight_is_of_the_day_in_amsterdam(db, instant: datetime, day: date) -> None:
    with clock.moved_to(instant):
        issue = reported()
        page = words(Client().get(f"/melden/status/{issue.reports.get().status_token}/"))
        assert clock.date_of(issue.created_at) == day
        assert issue.norm_due == add_workdays(day, 5)
        assert f"Binnen op {day.day} " in page


def test_no_promise_ends_on_a_holiday(db) -> None:
    """Sent on the Thursday before Easter: five working days without Good Friday and Easter Monday counted."""
    with clock.moved_to(datetime(2027, 3, 25, 10, tzinfo=UTC)):
        assert reported().norm_due == add_workdays(date(2027, 3, 25), 5) > date(2027, 4, 1)


def test_the_same_words_twice_from_one_form_are_one_report(db) -> None:
    key = uuid4()
    data = {"theme": theme(), "text": "dubbel", "street": street(), "key": key}
    one, two = submit_report(ReportData(**data)), submit_report(ReportData(**data))
    assert one.pk == two.pk and Issue.objects.count() == 1
