"""The reporter's own page: plain words in every state, adding, withdrawing."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.actions import ReportData, answer_solved, submit_report
from issues.models import Issue, Report, Segment
from tests.issues.stories import assessing, issue_in, readers, street
from tests.issues.test_report_form import Walk, picture, until_check
from wijkraad.terms import clock


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def walk(client, db) -> Walk:
    street()
    street("Beeklaan")
    return Walk(client)


def what(walk: Walk, text: str = "ze rijden te hard", **values) -> Walk:
    return walk.post("onderwerp", thema="verkeer").post(
        "plek", **{"tekst": text, "straat": "weimarstraat", **values}
    )


# --- the reporter's own page ---------------------------------------------------------------------

STATES = (
    "reported", "assessing", "decided", "in_progress", "waiting", "reported_done", "resolved", "not_resolved",
    "rejected", "withdrawn", "merged",
)  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told_in_plain_words(client, db, state: str) -> None:
    issue = issue_in(state)
    report = Report.objects.filter(issue=issue).first() or Report.objects.first()
    page = client.get(f"/melden/status/{report.status_token}/")
    words = page.content.decode()
    assert page.status_code == 200 and "noindex" in page.headers["X-Robots-Tag"]
    assert re.search(r"<h2 id=\"stand-kop\">.*?<p><b>[^<]{15,}</b></p>", words, re.S)


def test_who_answered_reads_the_answer_back(client, db) -> None:
    issue = issue_in("resolved")
    report = issue.reports.get()
    path = f"/melden/status/{report.status_token}/"
    assert "antwoordde u" not in client.get(path).content.decode()
    answer_solved(issue, report=report, solved=False, reason="Het is er weer.")
    assert "antwoordde u: nog niet." in client.get(path).content.decode()


def test_a_broken_promise_is_said_first(client, db) -> None:
    issue = issue_in("reported")
    Issue.objects.filter(pk=issue.pk).update(norm_due=clock.today() - timedelta(days=3))
    page = client.get(f"/melden/status/{issue.reports.get().status_token}/").content.decode()
    assert "3 dagen geleden" in page and "Wij zijn te laat" in page


def test_of_a_confidential_matter_no_plans_or_titles_are_told(client, db, chair) -> None:
    readers("chair", "board_member")
    issue = assessing(by=chair, visibility="confidential", title="Inval bij nummer 9")
    Issue.objects.filter(pk=issue.pk).update(next_step="Inval voorbereiden")
    page = client.get(f"/melden/status/{issue.reports.get().status_token}/").content.decode()
    assert "Inval" not in page and "Wij zoeken uit" in page


def test_private_words_are_asked_about_before_they_are_added(client, db) -> None:
    report = issue_in("assessing").reports.get()
    path = f"/melden/status/{report.status_token}/"
    page = client.post(path, {"doe": "toevoegen", "tekst": "bel 06-12345678"}).content.decode()
    report.refresh_from_db()
    assert "Wilt u dit echt sturen?" in page and "bel 06-12345678</textarea>" in page
    assert "06-1234" not in report.text
    client.post(path, {"doe": "toevoegen", "tekst": "bel 06-12345678", "toch": "1"})
    report.refresh_from_db()
    assert "06-12345678" in report.text and report.moderated_at is None


def test_a_photo_is_added_while_the_matter_is_open(client, db) -> None:
    report = issue_in("assessing").reports.get()
    path = f"/melden/status/{report.status_token}/"
    four = [SimpleUploadedFile(f"{n}.jpg", picture()) for n in range(4)]
    assert client.post(path, {"doe": "toevoegen", "foto": four}).status_code == 409
    bad = SimpleUploadedFile("<b>.gif", b"GIF89a")
    refused = client.post(path, {"doe": "toevoegen", "tekst": "zie foto", "foto": bad})
    assert refused.status_code == 409 and "zie foto</textarea>" in refused.content.decode()
    assert (
        client.post(path, {"doe": "toevoegen", "foto": SimpleUploadedFile("f.jpg", picture())}).status_code
        == 302
    )
    assert report.photos.count() == 1
    assert "/melden/foto/" in client.get(path).content.decode()
    closed = issue_in("rejected").reports.get()
    path = f"/melden/status/{closed.status_token}/"
    assert 'name="foto"' not in client.get(path).content.decode()
    answer = client.post(path, {"doe": "toevoegen", "foto": SimpleUploadedFile("f.jpg", picture())})
    assert answer.status_code == 409 and closed.photos.count() == 0


def test_what_is_refused_is_told_beside_its_field(client, db) -> None:
    report = issue_in("assessing").reports.get()
    path = f"/melden/status/{report.status_token}/"
    bad = SimpleUploadedFile("brief.docx", b"PK\x03\x04")
    for field, sent in (("foto", {"tekst": "zie foto", "foto": bad}), ("erbij", {"tekst": "  "})):
        page = client.post(path, {"doe": "toevoegen", **sent}).content.decode()
        assert f'<li><a href="#{field}">' in page and f'id="{field}_error"' in page
        assert re.search(rf'id="{field}"[^>]* aria-describedby="{field}_error"', page)
        assert page.count("wp-foutregel") == 1


def test_who_says_that_it_is_back_does_not_read_that_it_is_solved(client, db) -> None:
    issue = issue_in("resolved")
    with clock.moved_to(clock.now() + timedelta(days=3)):
        told = ReportData(theme=issue.theme, text="ze rijden weer te hard", street=issue.street, joins=issue)
        report = submit_report(told)
        page = client.get(f"/melden/status/{report.status_token}/").content.decode()
        assert "U schrijft dat het terug is. Nog niemand heeft dat gelezen." in page
        assert "Het is opgelost." not in page and "antwoord=ja" not in page
        Report.objects.filter(pk=report.pk).update(moderated_at=clock.now())
        page = client.get(f"/melden/status/{report.status_token}/").content.decode()
        assert "Het is opgelost." in page and "antwoord=ja" in page


def test_a_withdrawn_report_takes_nothing_more(client, db) -> None:
    report = issue_in("withdrawn").reports.get()
    path = f"/melden/status/{report.status_token}/"
    assert client.post(path, {"doe": "toevoegen", "tekst": "toch nog"}).status_code == 409
    assert 'name="doe"' not in client.get(path).content.decode()


def test_a_long_plate_is_pointed_out_and_stays_text(walk) -> None:
    assert Segment.objects.count() == 0
    until_check(walk, "kenteken 12-ABC-3 " + "x" * 400)
    assert "kenteken" in walk.page and "12-ABC-3" in walk.page
