"""The report form on a bad day: left half-way, changed mind, skipped, pressed twice, in danger."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from issues.actions import ReportData, submit_report
from issues.models import Draft, Issue, Photo, Report, Street
from issues.reporting.drafts import COOKIE, begin
from issues.reporting.suggesting import theme_of
from tests.bench.limit import sql
from tests.issues.stories import assessing, readers, segment, street, theme
from tests.issues.test_report_form import Walk, later, picture, until_check, upload


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


# --- left half-way -------------------------------------------------------------------------------


def test_the_same_browser_goes_on_where_it_was(walk) -> None:
    what(walk, "half verhaal 🛵")
    cookie = walk.client.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/melden/", True, "Lax")
    walk.page = walk.client.get("/melden/").content.decode()
    assert "U was al bezig" in walk.page and "half verhaal" not in walk.page
    walk.post("onderwerp", verder="1")
    assert walk.step == "contact"
    walk.post("contact", terug="1")
    assert "half verhaal 🛵" in walk.page


def test_what_is_thrown_away_is_gone_with_its_photos(walk) -> None:
    upload(walk, picture())
    photo = Photo.objects.get()
    walk.page = walk.client.get("/melden/").content.decode()
    walk.post("onderwerp", weggooien="1")
    assert not Draft.objects.exists() and not Photo.objects.exists()
    assert not photo.file.storage.exists(photo.file.name)
    assert "U was al bezig" not in walk.client.get("/melden/").content.decode()


def test_a_sent_report_leaves_no_draft_and_an_old_page_leads_to_it(walk) -> None:
    until_check(walk)
    before = walk.page
    later(walk)
    status = walk.response.headers["Location"]
    assert not Draft.objects.exists() and walk.client.cookies[COOKIE].value == ""
    walk.page = before
    walk.post("plek", tekst="nog eens")
    assert walk.response.headers["Location"] == status and Report.objects.count() == 1


def test_two_presses_at_once_are_one_report(committed) -> None:
    street()
    draft = begin({"thema": "verkeer"}).draft
    data = ReportData(theme=theme(), text="te hard", street=street(), draft=draft, key=draft.pk)

    def press(_number: int) -> int:
        try:
            return submit_report(data).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as people:
        assert len(set(people.map(press, range(6)))) == 1
    assert Report.objects.count() == Issue.objects.count() == 1


# --- steps that were skipped, words that were not judged -----------------------------------------


def test_the_last_press_asks_for_a_step_that_was_skipped(walk) -> None:
    what(walk)
    later(walk)
    assert walk.step == "contact" and "Kies hoe wij u bereiken" in walk.page and not Report.objects.exists()


def test_words_changed_on_the_way_back_are_judged_again(walk) -> None:
    until_check(walk, contact="email", email="noor@example.nl")
    walk.post("controle", naar="contact").post("contact", contact="email", email="fout", terug="1")
    later(walk)
    assert walk.step == "contact" and not Report.objects.exists()


def test_a_street_that_left_the_area_is_asked_again(walk) -> None:
    until_check(walk)
    Street.objects.filter(slug="weimarstraat").update(in_area=False)
    later(walk)
    assert walk.step == "plek" and not Report.objects.exists()


def test_who_signed_out_meanwhile_chooses_again(walk, resident) -> None:
    walk.client.force_login(resident)
    until_check(walk, contact="account")
    walk.client.logout()
    later(walk)
    assert walk.step == "contact" and not Report.objects.exists()


@pytest.mark.parametrize("visibility", ["public", "limited", "confidential"])
def test_only_what_was_offered_can_be_joined(walk, visibility: str, chair) -> None:
    readers("chair", "board_member")
    issue = assessing(by=chair, visibility=visibility, street=street("Beeklaan"))
    until_check(walk)
    draft = Draft.objects.get()
    draft.data |= {"hoort": issue.number or str(issue.pk)}
    draft.save()
    later(walk)
    assert Report.objects.order_by("pk").last().issue != issue


def test_what_was_hidden_after_the_offer_is_not_joined(walk, chair) -> None:
    readers("chair", "board_member")
    issue = assessing(by=chair)
    what(walk).post("lijkt", hoort=issue.number).post("contact", contact="none")
    Issue.objects.filter(pk=issue.pk).update(visibility="confidential")
    later(walk)
    assert "niet meer aansluiten" in walk.page and issue.reports.count() == 1


def test_joining_keeps_own_words_and_photo(walk) -> None:
    issue = assessing()
    what(walk, "bij mij ook").post("lijkt", hoort=issue.number)
    walk.post("contact", contact="none", foto=SimpleUploadedFile("f.jpg", picture()))
    later(walk)
    report = issue.reports.order_by("pk").last()
    assert (report.text, report.photos.count(), issue.reports.count()) == ("bij mij ook", 1, 2)


# --- speed ---------------------------------------------------------------------------------------


def test_the_last_press_takes_eight_statements_and_asks_for_no_look_alikes(walk) -> None:
    until_check(walk)
    with CaptureQueriesContext(connection) as asked:
        later(walk)
    told = [one["sql"] for one in asked if not re.match(r"\s*(BEGIN|COMMIT|SAVEPOINT|RELEASE)", one["sql"])]
    assert len(told) <= 8, told
    assert not any("issues_issue" in one and "SELECT" in one.split("issues_issue")[0] for one in told)


@pytest.mark.parametrize(
    ("model", "statement"), [(Issue, sql.NEW_ISSUE), (Report, sql.NEW_REPORT)], ids=["issue", "report"]
)
def test_the_limit_of_the_benchmark_writes_every_column(model, statement: str) -> None:
    columns = re.findall(r"\w+", statement.partition("(")[2].partition(")")[0])
    needed = [one.column for one in model._meta.concrete_fields if not one.null and not one.primary_key]
    assert set(needed) <= set(columns)


# --- a theme for somebody who does not know ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ze rijden hier veelste hard op scooters", "verkeer"),
        ("12 matrassen en steeds andere mensen, kamers verhuurd", "overbewoning"),
        ("elke avond wietlucht van de coffeeshop", "coffeeshops"),
        ("ik zie drugshandel en witwassen", "ondermijning"),
        ("het bankje in het plantsoen is stuk", "groen"),
        ("er is iets", None),
        ("een boom en een winkel", None),
    ],
)
def test_words_point_at_a_theme_or_at_none(db, text: str, key: str | None) -> None:
    found = theme_of(text, type(theme()).objects.all())
    assert (found.theme.key if found else None) == key


def test_a_proposal_keeps_nothing_and_the_words_go_along(walk) -> None:
    walk.post("onderwerp", stel="1", tekst="ze parkeren <dubbel>")
    assert "Wij denken" in walk.page and 'value="verkeer" checked' in walk.page
    assert "&lt;dubbel&gt;" in walk.page and not Draft.objects.exists()
    walk.post("onderwerp", thema="verkeer", tekst="ze parkeren dubbel")
    assert walk.step == "plek" and "ze parkeren dubbel" in walk.page
    walk.post("onderwerp", stel="1", tekst="er is iets")
    assert "Wij weten het niet zeker" in walk.page


def test_words_about_crime_lead_to_the_numbers_and_are_not_kept(walk) -> None:
    walk.post("onderwerp", stel="1", tekst="drugshandel in een pand")
    assert 'value="ondermijning" checked' in walk.page and not Draft.objects.exists()
    what(walk, "drugshandel en witwassen in een pand").post("contact", contact="none")
    assert "Gaat dit over misdaad?" in walk.page and "tel:08007000" in walk.page
    walk.post("controle", aankruisen="1")
    assert walk.response.headers["Location"] == "/signaal/"
    assert not Draft.objects.exists() and not Report.objects.exists()


def test_choosing_the_signal_destroys_what_was_written_before(walk) -> None:
    upload(walk, picture())
    walk.post("onderwerp", thema="ondermijning")
    assert walk.response.headers["Location"] == "/signaal/"
    assert not Draft.objects.exists() and not Photo.objects.exists()
    assert walk.client.cookies[COOKIE].value == ""


def test_a_better_theme_is_offered_on_the_last_step(walk) -> None:
    walk.post("onderwerp", thema="overig").post("plek", tekst="scooters op de stoep", straat="weimarstraat")
    walk.post("contact", contact="none")
    assert "Ja, maak er Verkeer van" in walk.page
    walk.post("controle", beter="ondermijning")
    assert walk.step == "contact"  # not a theme for words
    walk.post("contact", contact="none").post("controle", beter="verkeer")
    assert walk.step == "controle" and "maak er" not in walk.page
    later(walk)
    assert Report.objects.get().theme.key == "verkeer"


def test_the_signal_pages_leave_nothing_behind(client, db) -> None:
    segment()
    for path in ("/signaal/", "/signaal/ontvangen/"):
        page = client.get(path)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "same-origin"  # with no-referrer its form is refused
        assert "<title>Formulier" in page.content.decode()
    page = client.get("/signaal/").content.decode()
    assert 'type="text"' not in page and "data-concept" not in page and "data-snelweg" in page


# --- danger, for somebody else, on paper ---------------------------------------------------------


def test_in_danger_the_numbers_come_before_the_next_question(walk) -> None:
    assert walk.page.index("tel:112") < walk.page.index("Waar gaat het over?")
    what(walk, gevaar="on")
    assert walk.page.index("tel:112") < walk.page.index("<h1>") and "Bel nu" in walk.page


def test_only_the_board_reports_for_somebody_else(walk, resident, board_member) -> None:
    walk.client.force_login(resident)
    until_check(walk, contact="none", namens="on")
    later(walk)
    assert Report.objects.get().intake_by is None
    walk.client.force_login(board_member)
    mine = Walk(walk.client)
    until_check(mine, contact="account", namens="on")
    assert mine.step == "contact" and "melding van een ander" in mine.page
    mine.post("contact", contact="email", email="oma@example.nl", namens="on")
    later(mine)
    report = Report.objects.order_by("pk").last()
    assert (report.intake_by, report.reporter, report.email) == (board_member, None, "oma@example.nl")
    assert "Druk dit bewijs af" in mine.client.get(mine.response.headers["Location"]).content.decode()


def test_the_paper_form_asks_the_same_and_nothing_about_crime(client, db) -> None:
    page = client.get("/melden/papier/").content.decode()
    assert "Verkeer" in page and "0800-7000" in page and "Drugshandel" not in page
