"""Streets with mistakes, look-alikes, photos beside errors, and the limits of the report form."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from issues.actions import ReportData, submit_report
from issues.models import Issue, Photo, Report, Street
from issues.reporting.suggesting import streets_like
from tests.issues.stories import assessing, street, theme
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


def test_the_same_photo_twice_is_one(walk) -> None:
    photos = [
        SimpleUploadedFile(f"{n}.jpg", picture(size=size))
        for n, size in enumerate([(40, 30)] * 2 + [(30, 40)])
    ]
    what(walk).post("contact", contact="none", los="1", foto=photos[0])
    walk.page = walk.client.get("/melden/").content.decode()
    walk.post("onderwerp", verder="1").post("contact", contact="none", foto=photos[1:])
    assert walk.step == "controle" and Photo.objects.count() == 2


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
    assert "de mailserver is niet bereikbaar" in walk.client.get("/werk/post/").content.decode()


def test_a_code_is_in_no_log_once_it_is_sent(walk) -> None:
    later(until_check(walk, contact="email", email="noor@example.nl"))
    message = Message.objects.get(template="issues/code")
    code = message.facts["code"]
    assert code not in message.event
    assert send_waiting(message.event) == 1
    message.refresh_from_db()
    assert code in mail.outbox[-1].body and "code" not in message.facts
