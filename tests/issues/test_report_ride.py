"""The report form on a bad day: left half-way, changed mind, names with mistakes, pressed twice, refused."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from issues.actions import ReportData, submit_report
from issues.drafts import COOKIE, begin
from issues.models import Draft, Issue, Photo, Report, Segment, Street
from issues.suggesting import streets_like, theme_of
from tests.bench.limit import sql
from tests.issues.stories import assessing, issue_in, readers, segment, street, theme
from tests.issues.test_report_form import Walk, later, picture, until_check, upload
from wijkraad.notices.delivery import NotYet, send_waiting
from wijkraad.notices.models import Message
from wijkraad.people.household import household_key
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


# --- steps that were skipped, words that were not judged ------------------------------------------


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


# --- a theme for somebody who does not know -------------------------------------------------------


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
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "<title>Formulier" in page.content.decode()
    page = client.get("/signaal/").content.decode()
    assert 'type="text"' not in page and "data-concept" not in page and "data-snelweg" in page


# --- streets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("weimarstraat", ["Weimarstraat"]),
        ("WEIMARSTR.", ["Weimarstraat"]),
        ("weimar", ["Weimarstraat"]),
        ("Wiemarstraat", ["Weimarstraat"]),
        ("beek laan", ["Beeklaan"]),
        ("Dam", []),
        ("", []),
        ("'; drop table", []),
    ],
)
def test_a_street_as_people_type_it(db, typed: str, names: list[str]) -> None:
    known = [street(), street("Beeklaan"), street("Valkenboskade")]
    assert [one.name for one in streets_like(typed, known)] == names


def test_a_street_with_a_mistake_is_offered_and_one_press_takes_it(walk) -> None:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="te hard", straat="Wiemarstraat 12b")
    assert walk.step == "plek" and 'name="straatis" value="weimarstraat"' in walk.page
    walk.post("plek", tekst="te hard", straat="Wiemarstraat 12b", straatis="weimarstraat")
    assert walk.step == "contact"
    walk.post("contact", contact="none")
    later(walk)
    report = Report.objects.get()
    assert (report.street, report.house_number) == (street(), "12b")


def test_an_unknown_street_is_told_with_a_number_to_call(walk) -> None:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="te hard", straat="Dam 1")
    assert walk.step == "plek" and "14070" in walk.page and "Dam 1" in walk.page


def test_the_point_of_a_phone_gives_the_street(walk) -> None:
    Street.objects.filter(slug="beeklaan").update(geometry=[[[4.27, 52.07], [4.28, 52.07]]])
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="te hard", lon="4.275", lat="52.0702")
    assert walk.step == "contact"
    walk.post("contact", contact="none")
    later(walk)
    assert Report.objects.get().street == street("Beeklaan")
    again = Walk(walk.client).post("onderwerp", thema="verkeer")
    again.post("plek", tekst="te hard", lon="4.275", lat="52.08")
    assert again.step == "plek" and "Kies de straat" in again.page


def test_a_postcode_counts_the_household_of_an_account_and_is_not_kept(walk, resident) -> None:
    what(walk, postcode="2562 ab", nummer="12 a").post("contact", contact="none")
    later(walk)
    report = Report.objects.get()
    assert report.household == household_key("2562AB", "12", "A") and report.house_number == "12 a"
    stored = connection.cursor()
    stored.execute("SELECT row_to_json(r)::text FROM issues_report r")
    assert "2562" not in stored.fetchone()[0]


@pytest.mark.parametrize("postcode", ["0123 AB", "2562", "AB 2562", "2562 ABC"])
def test_what_is_no_postcode_is_told(walk, postcode: str) -> None:
    what(walk, postcode=postcode)
    assert walk.step == "plek" and "2564 AB" in walk.page


# --- look-alikes ---------------------------------------------------------------------------------


def test_an_old_matter_nearby_is_not_lost_behind_new_ones(walk) -> None:
    spot = {"lon": 4.27, "lat": 52.07}
    old = assessing(street=street("Beeklaan"), title="Al lang raak", **spot)
    for number in range(8):
        assessing(title=f"Nieuwe {number}")
    Issue.objects.filter(pk=old.pk).update(last_event_at=clock.now() - timedelta(days=400))
    what(walk, lon="4.2701", lat="52.07")
    assert walk.step == "lijkt" and "Al lang raak" in walk.page and walk.page.count('name="hoort"') == 6


def test_a_changed_place_asks_again(walk) -> None:
    assessing(street=street("Beeklaan"))
    what(walk)
    assert walk.step == "contact"
    walk.post("contact", terug="1").post("plek", tekst="te hard", straat="Beeklaan")
    assert walk.step == "lijkt"


# --- photos --------------------------------------------------------------------------------------


def test_a_photo_survives_a_mistake_in_another_field(walk) -> None:
    photo = SimpleUploadedFile("f.jpg", picture())
    what(walk).post("contact", contact="email", email="fout", foto=photo)
    assert walk.step == "contact" and "1 van 3" in walk.page
    address = re.search(r'src="(/melden/foto/[^"]+)"', walk.page)[1]
    shown = walk.client.get(address)
    assert shown.headers["Content-Type"] == "image/jpeg" and "no-store" in shown.headers["Cache-Control"]
    walk.post("contact", contact="none").post("controle", terug="1")
    assert "1 van 3" in walk.page
    walk.post("contact", weg=Photo.objects.get().uuid.hex)
    assert walk.client.get(address).status_code == 404
    assert walk.client.get("/melden/foto/verzonnen/").status_code == 404


def test_a_script_sends_one_photo_and_gets_the_list(walk) -> None:
    what(walk)
    page = walk.page
    walk.post("contact", los="1", foto=SimpleUploadedFile("f.jpg", picture()))
    assert "data-fotolijst" in walk.page and "<html" not in walk.page and Photo.objects.count() == 1
    walk.page = page
    walk.post("contact", los="1", foto=SimpleUploadedFile("<b>.gif", b"GIF89a"))
    assert "&lt;b&gt;.gif" in walk.page and 'role="alert"' in walk.page and Photo.objects.count() == 1


def test_a_photo_is_taken_on_its_own_step_only(walk) -> None:
    walk.post("onderwerp", thema="verkeer")
    walk.post("plek", tekst="x", straat="weimarstraat", foto=SimpleUploadedFile("f.jpg", picture()))
    assert not Photo.objects.exists()


# --- limits and kind words -----------------------------------------------------------------------


def test_one_mail_address_is_not_filled_by_others(walk, monkeypatch) -> None:
    monkeypatch.setattr("issues.views.report_send.PER_DAY", 1)
    later(until_check(walk, contact="email", email="Noor@example.nl"))
    again = until_check(Walk(walk.client), contact="email", email="noor@EXAMPLE.nl ")
    later(again)
    assert "14070" in again.page and "112" in again.page and Report.objects.count() == 1
    again.post("controle", naar="contact").post("contact", contact="none")
    later(again)
    assert Report.objects.count() == 2


def test_too_many_codes_to_one_address_are_refused(client, db, monkeypatch) -> None:
    monkeypatch.setattr("issues.views.reporter.CODES_PER_DAY", 0)
    data = ReportData(theme=theme(), text="x", street=street(), contact="email", email="noor@example.nl")
    report = submit_report(data)
    answer = client.post(f"/melden/status/{report.status_token}/", {"doe": "nieuwe-code"})
    assert answer.status_code == 409 and "14070" in answer.content.decode()


def test_too_many_drafts_and_photos_are_told_kindly(walk, monkeypatch) -> None:
    monkeypatch.setattr("issues.views.report.PHOTOS_PER_HOUR", 0)
    upload(walk, picture())
    assert walk.step == "contact" and "14070" in walk.page and not Photo.objects.exists()
    monkeypatch.setattr("issues.views.report.DRAFTS_PER_HOUR", 0)
    walk.client.cookies.clear()
    again = Walk(walk.client).post("onderwerp", thema="verkeer", tekst="alles staat vol")
    assert again.step == "onderwerp" and "14070" in again.page and "alles staat vol" in again.page


def test_a_mail_server_that_is_down_delays_the_mail_not_the_report(walk, settings, secretary) -> None:
    settings.EMAIL_BACKEND = "tests.notices.conftest.Broken"
    later(until_check(walk, contact="email", email="noor@example.nl"))
    message = Message.objects.get(template="issues/code")
    with pytest.raises(NotYet):
        send_waiting(message.event)
    message.refresh_from_db()
    assert (Report.objects.count(), message.state) == (1, "waiting") and message.error
    walk.client.force_login(secretary)
    assert message.error.split()[0] in walk.client.get("/werk/post/").content.decode()


# --- danger, for somebody else, on paper ----------------------------------------------------------


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


# --- the reporter's own page ----------------------------------------------------------------------

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


def test_a_withdrawn_report_takes_nothing_more(client, db) -> None:
    report = issue_in("withdrawn").reports.get()
    path = f"/melden/status/{report.status_token}/"
    assert client.post(path, {"doe": "toevoegen", "tekst": "toch nog"}).status_code == 409
    assert 'name="doe"' not in client.get(path).content.decode()


def test_a_long_plate_is_pointed_out_and_stays_text(walk) -> None:
    assert Segment.objects.count() == 0
    until_check(walk, "kenteken 12-ABC-3 " + "x" * 400)
    assert "kenteken" in walk.page and "12-ABC-3" in walk.page
