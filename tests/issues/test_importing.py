"""A list of existing reports: any separator and letters, every fault named, all of it or nothing, once."""

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from issues.actions.importing import (
    begin_import,
    check_file,
    choose_columns,
    drop_file,
    forget_old_files,
    keep_file,
    take_in,
)
from issues.importing.columns import dutch_date
from issues.importing.sheets import rows_of
from issues.models import ImportBatch, Issue, Report, StatusChange
from tests.issues import stories
from tests.issues.lists import HEAD, ROWS, as_csv, as_xlsx, sent, taken_in
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


@pytest.fixture(autouse=True)
def street(request):
    if "db" in request.fixturenames or "secretary" in request.fixturenames:
        request.getfixturevalue("db")
        return stories.street()
    return None


def faults(by, rows, **more) -> list[tuple]:
    batch = sent(by, as_csv(rows, **more))
    assert (batch.state, Report.objects.count()) == ("faulty", 0)
    return [tuple(fault) for fault in batch.faults]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_separator_and_letters_are_read(secretary, separator, letters):
    batch = taken_in(secretary, as_csv(separator=separator, letters=letters))
    assert (batch.state, batch.added) == ("done", 3)
    texts = set(Report.objects.values_list("text", flat=True))
    assert {
        "Ze rijden hier te hard; één keer per uur",
        "Café-afval, €5 per zak",
        "Ratten bij de bakken",
    } == texts


def test_an_excel_list_with_real_dates_is_read(secretary):
    moment = datetime(2026, 3, 21)  # noqa: DTZ001 - as Excel keeps it
    rows = [
        [17, moment, "Verkeer", "Weimarstraat", 12, "Te hard"],
        [None] * 6,
        [18.0, date(2026, 3, 3), "groen", None, None, "Bank kapot"],
    ]
    batch = taken_in(secretary, as_xlsx(rows))
    assert batch.added == 2
    report = Report.objects.get(text="Te hard")
    assert (report.seen_on, report.house_number) == (date(2026, 3, 21), "12")


def test_each_row_becomes_a_new_report_for_the_desk(secretary):
    taken_in(secretary, as_csv())
    report = Report.objects.select_related("issue", "theme", "street").get(house_number="12")
    issue = report.issue
    assert (report.contact, report.intake_by, report.theme.key) == ("none", secretary, "verkeer")
    assert (report.reporter_ordinal, report.household_ordinal) == (1, 1)
    assert (issue.status, issue.number, issue.report_count, issue.household_count) == ("reported", None, 1, 1)
    assert clock.date_of(issue.first_report_at) == date(2026, 3, 21)
    assert clock.date_of(issue.created_at) == clock.today()
    assert issue.norm_due > clock.today(), "the promise counts from the day we got it"
    change = StatusChange.objects.get(issue=issue)
    assert (change.from_state, change.to_state, change.by) == ("", "reported", secretary)


def test_every_fault_names_row_column_value_and_reason(secretary):
    future = f"{clock.today() + timedelta(days=3):%d-%m-%Y}"
    found = faults(
        secretary,
        [
            ["1", "31-02-2026", "Verkeer", "Weimarstraat", "", "Te hard"],
            ["2", future, "Verkeerd", "Weimarstrat", "", ""],
            ["3", "45000", "ondermijning", "", "9" * 20, "Iets"],
            ["1", "21-03-2026", "Verkeer", "", "", "Nog eens"],
        ],
    )
    assert [(row, column, value) for row, column, value, _reason in found] == [
        (2, "Datum", "31-02-2026"),
        (3, "Categorie", "Verkeerd"), (3, "Datum", future), (3, "Omschrijving", ""),
        (3, "Straat", "Weimarstrat"), (4, "Categorie", "ondermijning"), (4, "Datum", "45000"),
        (4, "Huisnr", "9" * 20),
    ]  # fmt: skip
    reasons = " ".join(reason for *_place, reason in found)
    for words in ("21-03-2026", "moet nog komen", "Bedoelt u “Weimarstraat”?", "ook niet uit een lijst"):
        assert words in reasons
    twice = faults(secretary, [ROWS[0], ["17", "1-1-2026", "groen", "", "", "Anders"]])
    assert twice == [(3, "Nummer", "17", "Dit nummer staat ook in rij 2.")]


def test_a_second_time_adds_nothing(secretary):
    taken_in(secretary, as_csv())
    again = sent(secretary, as_xlsx(list(reversed(ROWS))))
    assert (again.fresh, again.known) == (0, 3)
    with pytest.raises(Refused, match="staat er al"):
        begin_import(again, by=secretary)
    more = taken_in(secretary, as_csv([*ROWS, ["19", "1-2-2026", "groen", "", "", "Nieuw"]]))
    assert (more.added, Report.objects.count()) == (1, 4)


def test_the_same_words_twice_in_a_list_are_two_reports(secretary):
    double = [["", "1-2-2026", "groen", "", "", "Bank kapot"]] * 2
    assert taken_in(secretary, as_csv(double)).added == 2
    assert sent(secretary, as_csv(double)).fresh == 0


def test_one_bad_row_and_nothing_is_read(secretary):
    batch = sent(secretary, as_csv([*ROWS, ["20", "geen dag", "groen", "", "", "x"]]))
    with pytest.raises(Refused, match="Er is niets ingelezen"):
        begin_import(batch, by=secretary)
    assert not Report.objects.exists()
    assert not Issue.objects.exists()


def test_a_fault_that_comes_up_while_reading_leaves_nothing(secretary):
    batch = begin_import(sent(secretary, as_csv()), by=secretary)
    street = stories.street()
    street.name, street.slug = "Beeklaan", "beeklaan"
    street.save()
    done = take_in(batch, by=secretary)
    assert (done.state, Report.objects.count(), Issue.objects.count()) == ("faulty", 0, 0)
    assert "Rij 2, kolom Straat" in done.faults[0][3]


def test_a_second_press_of_the_button_does_nothing(secretary):
    batch = sent(secretary, as_csv())
    begun = begin_import(batch, by=secretary)
    with pytest.raises(Refused):
        begin_import(batch, by=secretary)
    take_in(begun, by=secretary)
    assert take_in(begun, by=secretary).added == 3
    assert Report.objects.count() == 3


def test_columns_are_chosen_once_and_remembered(secretary):
    head = ["Kenmerk X", "Wanneer", "Waarover", "Verhaal"]
    rows = [["a", "1-2-2026", "Verkeer", "Te hard"]]
    batch = sent(secretary, as_csv(rows, head))
    assert {fault[1] for fault in batch.faults} == {"Datum", "Thema", "Omschrijving"}
    with pytest.raises(Refused, match="iets anders"):
        choose_columns(batch, by=secretary, mapping={"datum": 1, "thema": 1})
    mapping = {"nummer": 0, "datum": 1, "thema": 2, "omschrijving": 3}
    assert check_file(choose_columns(batch, by=secretary, mapping=mapping)).state == "ready"
    turned = sent(secretary, as_csv([row[::-1] for row in rows], head[::-1]))
    assert (turned.state, turned.mapping) == (
        "ready",
        {"nummer": 3, "datum": 2, "thema": 1, "omschrijving": 0},
    )


def test_a_row_can_belong_to_a_public_matter(secretary, manager):
    issue = stories.assessing()
    before = Report.objects.filter(issue=issue).count()
    row = ["", "1-2-2020", "Verkeer", "", "", "Toen al", issue.number]
    taken_in(secretary, as_csv([row], [*HEAD, "Kwestie"]))
    issue.refresh_from_db()
    assert issue.report_count == before + 1
    assert clock.date_of(issue.first_report_at) == date(2020, 2, 1)
    hidden = stories.assessing(visibility="limited")
    batch = sent(secretary, as_csv([[*row[:-1], hidden.number]], [*HEAD, "Kwestie"]))
    assert batch.faults[0][1] == "Kwestie"


def test_only_the_board_imports(manager, resident):
    for person in (manager, resident):
        with pytest.raises(Refused):
            keep_file(by=person, name="x", content=as_csv())


def test_a_file_that_waits_too_long_is_emptied(secretary):
    waits, dropped = sent(secretary, as_csv()), drop_file(sent(secretary, as_csv()), by=secretary)
    assert bytes(dropped.content) == b""
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        assert forget_old_files() == 1
    waits.refresh_from_db()
    assert (waits.state, bytes(waits.content), waits.sample) == ("dropped", b"", [])


def zipped(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(as_xlsx())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**parts, name: content})


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
HOSTILE = {
    "entities": lambda: with_part("xl/sharedStrings.xml", LAUGHS),
    "entities in wide letters": lambda: with_part("xl/workbook.xml", LAUGHS.decode().encode("utf-16")),
    "entity after a long comment": lambda: with_part(
        "xl/styles.xml", b"<?xml version='1.0'?><!--" + b"x" * 2_000_000 + b"--><!DOCTYPE a []><a/>"
    ),
    "an archive bomb": lambda: zipped({f"xl/{n}.xml": b"0" * 60_000_000 for n in range(5)}),
    "not a workbook": lambda: zipped({"wat.txt": b"hallo"}),
    "a broken archive": lambda: as_xlsx()[:900],
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00",
    "a page": lambda: b"<html><body>hoi</body></html>",
    "a pdf": lambda: b"%PDF-1.7 hallo",
    "an open quote": lambda: b'a,b\n"1,2\n3,4\n',
    "too many columns": lambda: b",".join([b"a"] * 70) + b"\n" + b",".join([b"1"] * 70),
    "nothing": lambda: b"",
    "one column": lambda: b"datum\n1-1-2026\n",
    "heads alone": lambda: b"datum;thema\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_list_is_refused_whole_in_plain_words(secretary, kind):
    with pytest.raises(Refused) as refused:
        keep_file(by=secretary, name="x.xlsx", content=HOSTILE[kind]())
    assert str(refused.value).endswith(".")
    assert not ImportBatch.objects.exists()


def test_a_hundred_thousand_rows_are_read_and_one_more_is_not():
    line = b"1;1-2-2026;groen;;;x\n"
    assert sum(1 for _ in rows_of(b"a;b\n" + line * 100_000)) == 100_001
    with pytest.raises(Refused, match="100.000"):
        list(rows_of(b"a;b\n" + line * 100_001))


def test_one_bad_row_far_down_a_long_list_is_named(secretary):
    rows = [["", "1-2-2026", "groen", "", "", f"Bank {n}"] for n in range(2500)]
    rows[2400] = ["", "1-2-2026", "groen", "Onbekendstraat", "", "Bank"]
    batch = sent(secretary, as_csv(rows))
    assert (batch.rows, batch.checked, batch.fault_count) == (2500, 2500, 1)
    assert batch.faults[0][:3] == [2402, "Straat", "Onbekendstraat"]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_a_date_is_read_in_every_way_it_is_written(day):
    ways = (
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d} 12:30",
    )
    assert {dutch_date(text) for text in ways} == {day}


@pytest.mark.parametrize(
    "text", ["3/13/2026", "21-3-26", "morgen", "2026", "31-4-2026", "1 foo 2026", "12-12-20260"]
)
def test_what_can_be_read_in_two_ways_or_none_is_no_date(text):
    with pytest.raises(ValueError, match="21-03-2026"):
        dutch_date(text)


def test_the_pages_lead_from_the_file_to_the_desk(client, secretary):
    client.force_login(secretary)
    assert client.get("/werk/invoer/").status_code == 200
    assert "Kies eerst een bestand" in client.post("/werk/invoer/").content.decode()
    bad = SimpleUploadedFile("x.csv", as_csv([["1", "<b>31-02-2026", "Verkeer", "", "", "x"]]))
    page = client.post("/werk/invoer/", {"bestand": bad}, follow=True).content.decode()
    assert "&lt;b&gt;31-02-2026" in page
    assert "Er is niets ingelezen" in page
    answer = client.post("/werk/invoer/", {"bestand": SimpleUploadedFile("lijst.csv", as_csv())}, follow=True)
    page, address = answer.content.decode(), answer.redirect_chain[-1][0]
    assert "Lees 3 meldingen in" in page
    done = client.post(address, {"doe": "inlezen"}, follow=True).content.decode()
    assert "3 meldingen zijn toegevoegd" in done
    assert "Ratten bij de bakken" in client.get("/werk/meldingen/").content.decode()
    assert "al ingelezen" in client.post(address, {"doe": "inlezen"}).content.decode()


@pytest.mark.parametrize("who", ["manager", "deputy", "resident", "admin"])
def test_the_pages_are_for_the_board(client, people, who):
    client.force_login(people[who])
    assert client.get("/werk/invoer/").status_code == 403


def test_a_long_list_is_judged_by_the_worker(client, secretary, monkeypatch):
    asked = []
    monkeypatch.setattr("issues.views.importing.check_import.defer", lambda **told: asked.append(told))
    monkeypatch.setattr("issues.views.importing.AT_ONCE", 10)
    client.force_login(secretary)
    page = client.post("/werk/invoer/", {"bestand": SimpleUploadedFile("l.csv", as_csv())}, follow=True)
    batch = ImportBatch.objects.get()
    assert asked == [{"batch": batch.pk}]
    assert "data-ververs" in page.content.decode()
    assert "ook als u deze pagina sluit" in page.content.decode()


def test_an_excel_list_too_long_to_look_into_is_opened_by_the_worker(secretary):
    batch = keep_file(by=secretary, name="lang.xlsx", content=as_xlsx(), look=False)
    assert batch.headers == [] and check_file(batch).state == "ready" and batch.headers == HEAD
    broken = check_file(keep_file(by=secretary, name="stuk.xlsx", content=b"PK\x03\x04stuk", look=False))
    assert broken.state == "faulty" and "beschadigd" in broken.faults[0][3]


def test_the_page_of_what_cannot_be_opened_offers_only_to_throw_it_away(client, secretary):
    batch = check_file(keep_file(by=secretary, name="stuk.xlsx", content=b"PK\x03\x04stuk", look=False))
    client.force_login(secretary)
    page = client.get(f"/werk/invoer/{batch.uuid}/").content.decode()
    assert "beschadigd" in page and "Welke kolom is wat" not in page and 'value="weg"' in page
