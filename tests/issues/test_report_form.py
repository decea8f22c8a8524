"""The report form as a resident walks it: no script, every word kept, pictures as phones make them."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from issues.actions.reporting import TEXT_LIMIT
from issues.models import Draft, Issue, Photo, Report, Signal
from issues.reporting.private_data import private_data
from tests.issues.stories import assessing, issue_in, segment, street, theme
from wijkraad.notices.models import Message
from wijkraad.terms import clock

WORD = "WEER die scooters 🛵 – “alles staat vol” \u202bمرحبا\u202c <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Walk:
    """One resident with a browser: posts a step and keeps the hidden key of the page."""

    def __init__(self, client) -> None:
        self.client, self.page, self.response = client, client.get("/melden/").content.decode(), None

    def post(self, step: str, **values):
        key = re.search(r'name="concept" value="([^"]+)"', self.page)
        data = {"stap": step, **({"concept": key[1]} if key else {}), **values}
        self.response = self.client.post("/melden/", data)
        self.page = self.response.content.decode()
        return self

    @property
    def step(self) -> str:
        return re.search(r'name="stap" value="(\w+)"', self.page)[1]


@pytest.fixture
def walk(client, db) -> Walk:
    street()
    return Walk(client)


def until_check(walk: Walk, text: str = WORD, **contact) -> Walk:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst=text, straat="weimarstraat", nummer="12")
    if walk.step == "lijkt":
        walk.post("lijkt", hoort="nieuw")
    return walk.post("contact", **(contact or {"contact": "none"}))


def later(walk: Walk, **values) -> Walk:
    with clock.moved_to(clock.now() + timedelta(seconds=30)):
        return walk.post("controle", **values)


def test_a_report_without_account_in_four_steps(walk) -> None:
    until_check(walk)
    assert walk.step == "controle"
    assert "&lt;script&gt;" in walk.page and "<script>alert" not in walk.page
    later(walk)
    report = Report.objects.get()
    assert walk.response.headers["Location"] == f"/melden/status/{report.status_token}/"
    assert (report.text, report.house_number, report.issue.status) == (WORD, "12", "reported")
    page = walk.client.get(walk.response.headers["Location"]).content.decode()
    assert "Wij kijken hiernaar vóór" in page


def test_sending_twice_is_one_report(walk) -> None:
    until_check(walk)
    before = walk.page
    later(walk)
    first = walk.response.headers["Location"]
    walk.page = before
    later(walk)
    assert walk.response.headers["Location"] == first
    assert Report.objects.count() == Issue.objects.count() == 1


def test_every_word_stays_on_an_error_and_going_back(walk) -> None:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst=WORD, straat="", nummer="12")
    assert walk.step == "plek" and "Kies de straat" in walk.page and "🛵" in walk.page
    walk.post("plek", tekst=WORD, straat="weimarstraat").post("contact", contact="email", email="fout")
    assert walk.step == "contact" and 'value="fout"' in walk.page
    walk.post("contact", contact="email", email="nog fout", terug="1")
    assert walk.step == "plek" and "🛵" in walk.page
    walk.post("plek", tekst=WORD, straat="weimarstraat")
    assert 'value="nog fout"' in walk.page


def test_text_at_the_limit_and_over_it(walk) -> None:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="é" * (TEXT_LIMIT + 1), straat="weimarstraat")
    assert walk.step == "plek" and "te lang: 5001" in walk.page and "é" * 100 in walk.page
    until = until_check(walk, "🛵" * TEXT_LIMIT)
    later(until)
    assert len(Report.objects.get().text) == TEXT_LIMIT


def test_the_hint_joins_an_open_issue(walk) -> None:
    issue = assessing()
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="weer", straat="weimarstraat")
    assert walk.step == "lijkt" and issue.title in walk.page
    walk.post("lijkt")
    assert walk.step == "lijkt" and "Kies een kwestie" in walk.page
    walk.post("lijkt", hoort=issue.number).post("contact", contact="none")
    later(walk)
    assert Report.objects.order_by("pk").last().issue == issue


@pytest.mark.parametrize("hidden", ["limited", "confidential"])
def test_the_hint_never_tells_of_hidden_issues(walk, hidden: str, chair) -> None:
    from tests.issues.stories import readers

    readers("chair", "board_member")
    assessing(by=chair, visibility=hidden)
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="weer", straat="weimarstraat")
    assert walk.step == "contact"


def test_what_was_solved_lately_is_offered_and_long_ago_not(walk) -> None:
    issue = issue_in("resolved")
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="weer", straat="weimarstraat")
    assert issue.title in walk.page
    long_ago = clock.now().astimezone(clock.AMSTERDAM) - timedelta(days=181)
    Issue.objects.filter(pk=issue.pk).update(closed_at=long_ago)
    walk.post("plek", tekst="weer", straat="weimarstraat")
    assert walk.step == "contact"


def test_on_the_last_day_of_aftercare_it_is_still_offered(walk) -> None:
    """180 days are days of the calendar: also in the evening of the last one."""
    issue = issue_in("resolved")
    morning = clock.now().astimezone(clock.AMSTERDAM).replace(hour=0, minute=1) - timedelta(days=180)
    Issue.objects.filter(pk=issue.pk).update(closed_at=morning, last_event_at=morning)
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="weer", straat="weimarstraat")
    assert walk.step == "lijkt" and issue.title in walk.page


def test_the_same_part_of_a_long_street_comes_first(walk) -> None:
    """Five newer matters elsewhere in the street do not push it out."""
    here, there = segment(), segment("Weimarstraat", "noord")
    issue = assessing(title="Hier in dit deel", segment=here)
    for number in range(5):
        assessing(title=f"Verderop {number}", segment=there)
    walk.post("onderwerp", thema="verkeer").post("plek", tekst="weer", straat="weimarstraat", deel=here.pk)
    assert walk.step == "lijkt"
    places = [walk.page.find(words) for words in (issue.title, "Verderop 4", "Verderop 1")]
    assert -1 not in places and places == sorted(places) and "Verderop 0" not in walk.page


def test_an_address_is_confirmed_on_the_status_page(walk) -> None:
    until_check(walk, contact="email", email="noor@example.nl")
    later(walk)
    path = walk.response.headers["Location"]
    code = Message.objects.get(template="issues/code").facts["code"]
    assert walk.client.post(path, {"doe": "code", "code": "x"}).status_code == 409
    assert walk.client.post(path, {"doe": "code", "code": code}).status_code == 302
    assert Report.objects.get().confirmed_at


def test_the_reporter_adds_answers_and_withdraws(client, db) -> None:
    issue = issue_in("reported_done")
    report = issue.reports.get()
    path = f"/melden/status/{report.status_token}/"
    assert "Is het opgelost?" in client.get(path).content.decode()
    assert client.post(path, {"doe": "nee", "tekst": ""}).status_code == 409
    assert client.post(path, {"doe": "nee", "tekst": "nog raak"}).status_code == 302
    assert issue.contradictions.count() == 1
    client.post(path, {"doe": "toevoegen", "tekst": "en nu ook s nachts"})
    client.post(path, {"doe": "intrekken"})
    report.refresh_from_db()
    assert "s nachts" in report.text and report.withdrawn_at
    assert client.get("/melden/status/verzonnen/").status_code == 404


def test_robots_are_asked_to_look_again(walk) -> None:
    until_check(walk)
    walk.post("controle")
    assert "heel snel" in walk.page and not Report.objects.exists()
    later(walk, website="http://spam.example")
    assert not Report.objects.exists()
    later(walk)
    assert Report.objects.count() == 1


def test_too_many_from_one_place_is_told_kindly(walk, monkeypatch) -> None:
    monkeypatch.setattr("issues.views.report_send.PER_HOUR", 0)
    until_check(walk)
    later(walk)
    assert "over een uur" in walk.page and Draft.objects.count() == 1


def test_private_things_are_pointed_out_before_sending(walk) -> None:
    until_check(
        walk,
        "bel 06-12345678 of mail jan@example.nl, kenteken 12-ABC-3, NL91 ABNA 0417 1643 00, bsn 111222333",
    )
    for words in ("telefoonnummer", "e-mailadres", "kenteken", "IBAN", "BSN"):
        assert words in walk.page


@pytest.mark.parametrize(
    "text", ["123456789 euro", "NL00 ABNA 9417 1643 00", "58 van de 100", "2026-0042", "B2026-014"]
)
def test_ordinary_numbers_are_not_private(text: str) -> None:
    assert private_data(text) == []


def picture(kind: str = "JPEG", size=(400, 300), **extra) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **extra)
    return out.getvalue()


def exif() -> bytes:
    data = Image.Exif()
    data[0x0112] = 6
    data[0x010F] = "Telefoon"
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 4.0, 12.0)})
    return data.tobytes()


def upload(walk: Walk, data: bytes, name: str = "foto.jpg", **values) -> Walk:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst=WORD, straat="weimarstraat")
    return walk.post("contact", contact="none", foto=SimpleUploadedFile(name, data), **values)


def test_a_phone_photo_is_drawn_anew_upright_and_without_gps(walk) -> None:
    upload(walk, picture(size=(4000, 3000), exif=exif()))
    assert walk.step == "controle"
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (1500, 2000)
    with Image.open(photo.file.path) as stored:
        assert stored.format == "JPEG" and not stored.getexif()
    assert b"Telefoon" not in Path(photo.file.path).read_bytes()
    later(walk)
    assert Report.objects.get().photos.count() == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
def test_other_kinds_of_pictures(walk, kind: str) -> None:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    upload(walk, picture(kind), name="zonder-naam.bin")
    assert Photo.objects.get().file.name.endswith(".jpg")


def bomb() -> bytes:
    """A PNG whose head promises 60,000 × 60,000 points."""
    data = bytearray(picture("PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "geen foto die wij kennen"),
        (b"GIF89a" + b"\x00" * 40, "geen foto die wij kennen"),
        (b"%PDF-1.4", "geen foto die wij kennen"),
        (b"", "geen foto die wij kennen"),
        (picture(size=(900, 900))[:6000], "beschadigd"),
        (bomb(), "te veel beeldpunten"),
        (picture("PNG")[:60], "beschadigd"),
        (picture() + b"\x00" * (15 * 1024 * 1024), "te groot"),
    ],
    ids=["svg", "gif", "pdf", "empty", "cut", "bomb", "cut png", "big"],
)
def test_what_is_no_picture_is_refused_beside_the_field(walk, data: bytes, words: str) -> None:
    upload(walk, data)
    assert walk.step == "contact" and words in walk.page
    assert not Photo.objects.exists()
    walk.post("contact", contact="none")
    assert walk.step == "controle" and "🛵" in walk.page


def test_a_picture_with_a_page_behind_it_loses_the_page(walk) -> None:
    upload(walk, picture() + b"<script>alert(1)</script>")
    assert b"script" not in Path(Photo.objects.get().file.path).read_bytes()


def test_three_photos_and_no_more(walk) -> None:
    walk.post("onderwerp", thema="verkeer").post("plek", tekst=WORD, straat="weimarstraat")
    walk.post(
        "contact",
        contact="none",
        foto=[SimpleUploadedFile(f"{n}.jpg", picture(size=(40 + n, 30))) for n in range(4)],
    )
    assert walk.step == "contact" and "Hoogstens 3" in walk.page and Photo.objects.count() == 3
    walk.post("contact", contact="none", weg=Photo.objects.first().uuid.hex)
    assert walk.step == "contact" and Photo.objects.count() == 2


def test_the_signal_path_keeps_choices_only(walk) -> None:
    part = segment()
    walk.post("onderwerp", thema="ondermijning")
    assert walk.response.headers["Location"] == "/signaal/" and not Draft.objects.exists()
    page = walk.client.get("/signaal/").content.decode()
    for number in ("tel:112", "tel:09008844", "tel:08007000"):
        assert number in page
    assert 'type="file"' not in page and "<textarea" not in page and "<title>Formulier" in page
    first = clock.today().replace(day=1).isoformat()
    values = {"signaal": ["empty_open"], "deel": part.pk, "maand": first, "tekst": "een naam"}
    assert walk.client.post("/signaal/", values).status_code == 302
    assert Signal.objects.count() == 1
    assert walk.client.post("/signaal/", {"deel": part.pk}).status_code == 200


def test_an_old_form_begins_again(walk) -> None:
    walk.post("onderwerp", thema="verkeer")
    walk.page = walk.page.replace('name="concept" value="', 'name="concept" value="x')
    walk.post("plek", tekst="weg")
    assert walk.response.headers["Location"] == "/melden/"


def test_the_theme_question_must_be_answered(walk) -> None:
    walk.post("onderwerp")
    assert walk.step == "onderwerp" and "Kies waar het over gaat" in walk.page


def test_a_board_member_fills_it_in_for_somebody(client, db, board_member) -> None:
    street()
    client.force_login(board_member)
    walk = Walk(client)
    later(until_check(walk, contact="none", namens="on"))
    report = Report.objects.get()
    assert (report.intake_by, report.reporter) == (board_member, None)
    assert theme().key == "verkeer"


WORD_PASTE = (
    "“Gisteren”\xa0– it’s weer mis…\x0bzachte regel\u2028nog een\r\n"
    "en \u202bمرحبا بكم\u202c 🛵\U0001f468\u200d\U0001f469\u200d\U0001f467"
    "\x00\x07\x1b[31m\x9f\ufeff einde"
)


def test_what_word_puts_in_a_paste_becomes_plain_words(walk) -> None:
    later(until_check(walk, WORD_PASTE))
    text = Report.objects.get().text
    assert text.split("\n")[:3] == ["“Gisteren”\xa0– it’s weer mis…", "zachte regel", "nog een"]
    assert "\u202bمرحبا بكم\u202c 🛵\U0001f468\u200d\U0001f469\u200d\U0001f467[31m einde" in text


def test_a_line_end_counts_as_one_character(walk) -> None:
    later(until_check(walk, "a\r\n" * (TEXT_LIMIT // 2)))
    assert len(Report.objects.get().text) == TEXT_LIMIT - 1
    again = Walk(walk.client)
    again.post("onderwerp", thema="verkeer").post("plek", tekst="a\r\n" * 2500 + "b", straat="weimarstraat")
    assert again.step == "plek" and "te lang: 5001" in again.page


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_a_moving_picture_becomes_its_first_frame(walk, kind: str) -> None:
    upload(walk, moving(kind))
    with Image.open(Photo.objects.get().file.path) as stored:
        assert (stored.format, getattr(stored, "n_frames", 1)) == ("JPEG", 1)


def test_gps_is_also_lost_in_the_other_kinds(walk) -> None:
    upload(walk, picture("WEBP", exif=exif()))
    assert b"Telefoon" not in Path(Photo.objects.get().file.path).read_bytes()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (moving("GIF"), "geen foto die wij kennen"),
        (picture("TIFF"), "geen foto die wij kennen"),
        (picture("BMP"), "geen foto die wij kennen"),
        (b"<script>alert(1)</script>" + picture(), "geen foto die wij kennen"),
        (b"geen foto, maar tekst", "geen foto die wij kennen"),
        (picture("PNG", size=(10_000, 6_000)), "te veel beeldpunten"),
    ],
    ids=["moving gif", "tiff", "bmp", "page before a picture", "renamed text", "60 megapixels"],
)
def test_other_files_are_refused_with_their_name_and_the_reason(walk, data: bytes, words: str) -> None:
    upload(walk, data, name="vakantie <b>.jpg")
    assert walk.step == "contact" and words in walk.page and "vakantie &lt;b&gt;.jpg" in walk.page
    assert not Photo.objects.exists()
