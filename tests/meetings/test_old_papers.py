"""Decisions and minutes of before this portal: every fault named, all of it or nothing, marked and fixed."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from meetings import actions
from meetings.models import Decision, HistoryBatch, Meeting
from meetings.old_papers import points_of, read_documents
from tests.meetings.conftest import Council
from tests.meetings.test_decisions import refused

LIST = "Nr;Datum;Besluit;Status\n7;04-03-2019;=Twee borden;gedaan\n;4 april 2018;Een bank;\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: tuple[str, str], before: str = "") -> bytes:
    """A Word file of (style, text)."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        xml = (
            f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


MINUTES = docx(
    ("Title", "Bestuursvergadering"), ("Normal", "4 maart 2019"), ("Kop1", "Opening"), ("Normal", "Welkom."),
    ("Heading1", "Verkeer"), ("Normal", "Er wordt te hard gereden."),
)  # fmt: skip


def test_a_list_of_decisions_from_the_page_to_the_register(council: Council) -> None:
    browser = Client()
    browser.force_login(council.secretary)
    sent = {"kind": "decisions", "bestanden": SimpleUploadedFile("oud.csv", LIST.encode())}
    page = browser.post("/werk/invoer/vroeger/", sent)
    assert "Een bank" in browser.get(page["location"]).content.decode()
    assert not Decision.objects.exists()
    browser.post(page["location"], {"doe": "inlezen", "openbaar": "ja"})
    found = list(Decision.objects.order_by("decided_on"))
    assert [(one.number, one.status, one.old_number) for one in found] == [
        ("B2018-001", "imported", ""), ("B2019-001", "imported", "7")
    ]  # fmt: skip
    register = Client().get("/besluiten/?stand=vroeger").content.decode()
    assert "B2019-001" in register
    assert "hier ingelezen" in Client().get("/besluiten/B2019-001/").content.decode()
    assert not Decision.objects.final().exists()
    again = browser.post(
        "/werk/invoer/vroeger/", sent | {"bestanden": SimpleUploadedFile("oud.csv", LIST.encode())}
    )
    assert "Alles hieruit staat er al" in browser.post(again["location"], {"doe": "inlezen"}).content.decode()
    assert Decision.objects.count() == 2


def test_one_wrong_row_and_nothing_is_taken_in(council: Council) -> None:
    book = Workbook()
    book.active.append(["datum", "besluit"])
    for row in (["2019-03-04", "Twee borden"], ["31-02-2019", "Een bank"], ["2019-03-05", ""]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    batch = actions.keep_papers(by=council.chair, kind="decisions", files=[("oud.xlsx", file.getvalue())])
    assert [(row, column, value) for row, column, value, _why in batch.faults] == [
        (3, "datum", "31-02-2019"), (4, "besluit", "")
    ]  # fmt: skip
    assert refused(actions.take_in_papers, batch, by=council.chair) == "history.faulty"
    assert (
        refused(actions.keep_papers, by=council.owner, kind="decisions", files=[("a", b"b")]) == "not_allowed"
    )
    heads = [("a.csv", b"wat;wie\n1;2\n")]
    assert refused(actions.keep_papers, by=council.chair, kind="decisions", files=heads) == "history.heads"


def test_a_folder_of_minutes_keeps_the_words_and_recognises_points(council: Council) -> None:
    papers = {
        "notulen.docx": MINUTES,
        "map/2018-05-02 wijkoverleg.md": b"# Wijkoverleg\n\nGewoon tekst\nmet twee regels",
    }
    files = [("map.zip", zipped(**papers))]
    batch = actions.keep_papers(by=council.secretary, kind="papers", files=files)
    assert (batch.state, batch.count) == ("ready", 2)
    actions.take_in_papers(batch, by=council.secretary)
    first, second = Meeting.objects.order_by("starts_at")
    assert (first.slug, first.status, first.internal) == ("2018-05-02-wijkoverleg", "imported", True)
    assert [(item.title, item.minutes) for item in first.items.all()] == [
        ("Wijkoverleg", "Gewoon tekst\nmet twee regels")
    ]
    assert [item.title for item in second.items.all()] == ["Vooraf", "Opening", "Verkeer"]
    assert second.items.last().minutes == "Er wordt te hard gereden."
    assert Client().get(f"/vergaderingen/{second.slug}/").status_code == 404
    member = Client()
    member.force_login(council.owner)
    assert "te hard gereden" in member.get(f"/vergaderingen/{second.slug}/").content.decode()
    assert not Meeting.objects.held().exists()
    assert HistoryBatch.objects.get().rows == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.docx", docx(("Normal", "Zonder dag")), "datum"),
        ("2019-03-04.docx", b"PK\x03\x04 geen zip", "beschadigd"),
        ("2019-03-04.docx", zipped(**{"anders.xml": b"<a/>"}), "niet te lezen"),
        (
            "2019-03-04.docx",
            docx(("Normal", "&x;"), before='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "hoort",
        ),
        ("2019-03-04.pdf", b"%PDF-1.7", "DOCX"),
        ("2999-03-04.md", b"tekst", "moet nog komen"),
        ("2019-03-04.md", b"\n \n", "geen tekst"),
        ("2019-03-04.txt", b"a\x00b", "geen tekst"),
    ],
)
def test_a_paper_that_cannot_be_read_is_named_with_its_reason(
    room: None, name: str, content: bytes, why: str
) -> None:
    made, (fault,) = read_documents([(name, content)])
    assert (made, fault.column) == ([], name)
    assert why in fault.reason


def test_papers_of_before_stay_as_they_were_taken_in(council: Council) -> None:
    files = [("oud.csv", b"datum;soort;punt;tekst\n04-03-2019;bestuur;Verkeer;Te hard\n")]
    batch = actions.keep_papers(by=council.secretary, kind="minutes", files=files)
    actions.take_in_papers(batch, by=council.secretary, public=True)
    meeting = Meeting.objects.get()
    assert refused(actions.write_minutes, meeting.items.get(), by=council.chair, text="x", base_version=0)
    assert refused(actions.add_item, meeting, by=council.chair, title="x") == "agenda_fixed"
    assert refused(actions.take_in_papers, batch, by=council.secretary) == "history.state"
    assert "Te hard" in Client().get(f"/vergaderingen/{meeting.slug}/").content.decode()


def test_points_are_the_headings_that_come_more_than_once() -> None:
    lines = [(1, "Verslag"), (0, "Aanwezig: drie"), (2, "Een"), (0, "a"), (3, "Onder"), (0, "b"), (2, "Twee")]
    assert points_of(lines) == [["Vooraf", "Aanwezig: drie"], ["Een", "a\n### Onder\nb"], ["Twee", ""]]
    assert points_of([(0, "Los"), (0, "verhaal")]) == [["Verslag", "Los\nverhaal"]]


@pytest.mark.parametrize("kind", ["decisions", "minutes"])
def test_a_list_is_one_file_so_that_none_is_left_out_in_silence(council: Council, kind: str) -> None:
    files = [("oud.csv", b"datum;besluit;tekst\n4-3-2019;Banken;Banken\n"), ("verslag.md", MINUTES)]
    assert refused(actions.keep_papers, by=council.secretary, kind=kind, files=files) == "history.one"
    assert not HistoryBatch.objects.exists()
