"""Passing an issue on: the page, its picture, the poster, and the feeds; nothing of what is hidden."""

import io
import re
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from issues.actions import change_visibility
from issues.models import Issue, Photo, Street
from issues.places.schematic import lines_of
from issues.qr import qr_svg
from tests.issues.stories import assessing, issue_in, readers, reported, street, work
from wijkraad.terms import clock

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200 and "atom+xml" in answer.headers["Content-Type"], path
    return [
        one.findtext(f"{ATOM}title") or ""
        for one in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")
    ]


FEEDS = ("/feeds/kwesties.atom", "/feeds/thema/verkeer.atom", "/feeds/straat/weimarstraat.atom")


def test_a_feed_tells_what_is_public_in_order_of_change(client, db) -> None:
    one, two = assessing(title="Te hard"), assessing(title="Verkeerd & <geparkeerd>")
    reported()
    work(one)
    for path in FEEDS:
        assert entries(client, path) == [f"{one.number} Te hard", f"{two.number} Verkeerd & <geparkeerd>"]


@pytest.mark.parametrize("path", FEEDS)
def test_hidden_matters_are_in_no_feed(client, db, chair, path: str) -> None:
    readers("chair")
    assessing(title="Matrassen", visibility="limited")
    issue = assessing(title="Ook hier", by=chair, responsible=chair)
    assert len(entries(client, path)) == 1
    change_visibility(issue, "confidential", by=chair)
    assert entries(client, path) == []
    assert b"Matrassen" not in client.get(path).content


def test_a_feed_is_answered_with_304_until_something_changes(client, db) -> None:
    assessing()
    first = client.get(FEEDS[0])
    again = client.get(FEEDS[0], headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not first.cookies


def test_a_feed_holds_no_character_that_xml_cannot(client, db) -> None:
    issue = assessing()
    Issue.objects.filter(pk=issue.pk).update(title="a\x0bb\x1f\ufffe" + "x" * 140, summary="\x07" * 3)
    assert entries(client, FEEDS[0])[0].endswith("ab" + "x" * 140)


@pytest.mark.parametrize("path", ["/feeds/thema/nergens.atom", "/feeds/straat/nergens.atom"])
def test_an_unknown_feed_is_unknown(client, db, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_name_their_feed_and_way_to_follow(client, db) -> None:
    street()
    for page, feed in (("/thema/verkeer/", FEEDS[1]), ("/straat/weimarstraat/", FEEDS[2])):
        text = client.get(page).content.decode()
        assert 'type="application/atom+xml"' in text and feed in text and "/volgen/?" in text


def test_a_preview_names_only_our_own_addresses(client, db, settings) -> None:
    issue = assessing(title='Te "hard" & snel')
    text = client.get(issue.path).content.decode()
    seen = dict(re.findall(r'property="og:(\w+)" content="([^"]*)"', text))
    assert seen["title"] == "Te &#34;hard&#34; &amp; snel"
    assert seen["image"] == f"{settings.SITE_URL}{issue.path}beeld.jpg"
    assert all(one.startswith(settings.SITE_URL) for one in (seen["image"], seen["url"]))


def picture(client, path: str) -> Image.Image:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(answer.content))


def test_the_picture_is_the_map_until_a_photo_may_be_seen(client, db, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    Street.objects.create(name="Beeklaan", slug="beeklaan", path="M250 60V250L330 330")
    Street.objects.filter(pk=street().pk).update(path="M48 190h412")
    issue = assessing(title="W" * 160)
    path = f"{issue.path}beeld.jpg"
    drawn = picture(client, path)
    assert drawn.size == (1200, 630)
    right = [drawn.getpixel((x, y)) for x in range(700, 1200, 2) for y in range(0, 630, 2)]
    yellow = sum(1 for r, g, b in right if r > 200 and g > 170 and b < 120)
    assert yellow > 500, "the street is marked"
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "blue").save(out, "JPEG")
    file = ContentFile(out.getvalue(), name="photo.jpg")
    Photo.objects.create(issue=issue, kind="after", file=file, created_at=clock.now())
    assert picture(client, path).getpixel((20, 20))[2] < 200, "not before it was cleared"
    Photo.objects.update(cleared_at=clock.now())
    assert picture(client, path).getpixel((20, 20))[2] > 200
    assert picture(client, "/straat/weimarstraat/beeld.jpg").size == (1200, 630)


@pytest.mark.parametrize("page", ["delen/", "beeld.jpg"])
@pytest.mark.parametrize("visibility", ["limited", "confidential"])
def test_what_is_not_public_with_its_place_is_not_shared(client, db, chair, page, visibility) -> None:
    readers("chair")
    issue = assessing(by=chair, responsible=chair)
    assert client.get(f"{issue.path}{page}").status_code == 200
    path = issue.path
    change_visibility(issue, visibility, by=chair, public_wording="Een zaak in de buurt")
    assert client.get(f"{path}{page}").status_code == 404
    client.force_login(chair)
    assert client.get(f"{path}{page}").status_code == 404, "nor by who may read it: the picture is cached"


def test_the_share_page_and_the_poster_carry_a_code(client, db, settings) -> None:
    issue = issue_in("resolved")
    text = client.get(f"{issue.path}delen/").content.decode()
    assert f'value="{settings.SITE_URL}{issue.path}"' in text and "wp-qr" in text
    assert "mailto:?subject=" in text and "<form" not in text.split("<main")[1].split("</main")[0]
    poster = client.get("/straat/weimarstraat/poster/").content.decode()
    assert "wp-qr" in poster and "Weimarstraat" in poster and "/straat/weimarstraat" in poster
    assert client.get("/straat/nergens/poster/").status_code == 404


def test_a_code_can_be_read_back(db) -> None:
    """The path is drawn back into squares and compared with the code of the library itself."""
    import qrcode

    text = "https://wijk.example/straat/weimarstraat/"
    path = re.search(r'wp-qr__zwart" d="([^"]+)"', qr_svg(text, "x")).group(1)
    dark = set()
    for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        dark |= {(int(x) + n - 4, int(y) - 4) for n in range(int(wide))}
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    assert dark == {(x, y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("M10 60H460", [[(10, 60), (460, 60)]]),
        ("M250 60V250L330 330", [[(250, 60), (250, 250), (330, 330)]]),
        ("M1 1l2 0 0 2M9 9h-3", [[(1, 1), (3, 1), (3, 3)], [(9, 9), (6, 9)]]),
        ("M0 0C1 1 2 2 3 3", [[(0, 0), (3, 3)]]),
        ("", []),
        ("M5 5", []),
        ("onzin H", []),
    ],
)
def test_lines_of_a_drawn_street(path: str, lines) -> None:
    assert [list(line) for line in lines_of(path)] == lines


def test_the_words_of_the_state_are_in_the_language_of_the_reader(client, db) -> None:
    issue = issue_in("waiting")
    type(issue.partner).objects.update(short_name="de gemeente")
    assert "Wacht op de gemeente" in client.get(f"{issue.path}delen/").content.decode()
    page = client.get(f"{issue.path}delen/?taal=en", follow=True).content.decode()
    assert "Waiting for the municipality" in page and "Wacht op" not in page
