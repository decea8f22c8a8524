"""Official figures in whole or not at all, street walks that stay inside, and counts with a source."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from issues.actions import (
    count_street,
    drop_figures,
    keep_figures,
    note_walk,
    take_back_figures,
    take_in_figures,
    walk_to_issue,
    write_indicator,
)
from issues.importing.indicators import NumberWidget
from issues.models import Area, Indicator, IndicatorFile, IndicatorValue, Issue, Report, WalkNote
from tests.issues.stories import in_days, street, theme
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.models import TrailEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(room) -> Area:
    box = {"west": 4.2, "south": 52.0, "east": 4.3, "north": 52.1}
    return Area.objects.create(name="Valkenboskwartier", code="BU05181785", kind="buurt", geometry=[], **box)


@pytest.fixture
def series(people) -> Indicator:
    return write_indicator(
        by=people["manager"], name="Ongevallen met fietsers", theme=theme(), unit="per jaar"
    )


def send(text: str, people, **more) -> IndicatorFile:
    more = {"source": "Gemeente, veiligheidsmonitor", "source_on": date(2026, 3, 1)} | more
    return keep_figures(text.encode(), by=people["manager"], name="cijfers.csv", **more)


def read(text: str, people, **more) -> IndicatorFile:
    return take_in_figures(send(text, people, **more), by=people["manager"])


def standing() -> list[tuple[int, Decimal, str]]:
    return list(IndicatorValue.objects.order_by("year").values_list("year", "value", "source"))


def test_a_file_is_read_in_with_source_and_date(people, series, area):
    made = read("reeks;gebied;jaar;waarde\nOngevallen met fietsers;BU05181785;2024;14\n"
                "ongevallen met fietsers;;2025;12,5\n", people)  # fmt: skip
    assert (made.rows, made.added, made.state, made.found) == (2, 2, "done", [])
    values = list(IndicatorValue.objects.order_by("year"))
    assert [(one.value, one.area, one.year) for one in values] == [
        (Decimal("14"), area, 2024), (Decimal("12.5"), None, 2025),
    ]  # fmt: skip
    assert {(one.source, one.source_on) for one in values} == {
        ("Gemeente, veiligheidsmonitor", date(2026, 3, 1))
    }


def test_one_wrong_area_code_refuses_the_file_by_row_and_leaves_the_rest_untouched(people, series, area):
    read("reeks;gebied;jaar;waarde\nOngevallen met fietsers;BU05181785;2024;14\n", people)
    file = send("reeks;gebied;jaar;waarde\nOngevallen met fietsers;BU05181785;2024;99\n"
                "Ongevallen met fietsers;BU05181758;2025;12\n", people)  # fmt: skip
    ((row, column, value, reason),) = file.faults
    assert (row, column, value) == (3, "gebied", "BU05181758")
    assert "geen code van een gebied" in reason and "Valkenboskwartier" in reason
    with pytest.raises(Refused, match="nog iets mis"):
        take_in_figures(file, by=people["manager"])
    assert [one.value for one in IndicatorValue.objects.all()] == [Decimal("14")]


def test_every_fault_of_a_row_is_named(people, series):
    file = send(
        "reeks;gebied;jaar;waarde\nOngevalen;;24;veel\nOngevallen met fietsers;;2024;1.234\n",
        people,
        source="",
    )
    told = {(row, column) for row, column, _value, _reason in file.faults}
    assert told == {(2, "reeks"), (2, "jaar"), (2, "waarde"), (3, "waarde")}
    twice = send(
        "reeks;jaar;waarde\nOngevallen met fietsers;2024;1\nOngevallen met fietsers;2024;2\n", people
    )
    assert "rij 2" in twice.faults[0][3]


def test_a_figure_without_a_source_is_refused(people, series):
    file = send("reeks;jaar;waarde\nOngevallen met fietsers;2024;1\n", people, source="", source_on=None)
    assert file.state == "faulty" and {one[1] for one in file.faults} <= {"bron", "datum"}
    assert not IndicatorValue.objects.exists()


def test_nothing_is_read_in_before_somebody_says_yes_and_it_can_be_thrown_away(people, series):
    file = send("reeks;jaar;waarde\nOngevallen met fietsers;2024;14\n", people)
    assert file.state == "ready" and not standing()
    drop_figures(file, by=people["chair"])
    for wish in (take_in_figures, take_back_figures, drop_figures):
        with pytest.raises(Refused):
            wish(file, by=people["manager"])
    assert not standing()


def test_a_later_file_replaces_a_figure_and_history_keeps_the_first(people, series):
    read("reeks;jaar;waarde\nOngevallen met fietsers;2024;14\n", people)
    read("reeks;jaar;waarde\nOngevallen met fietsers;2024;15\n", people, source="Herziene monitor")
    found = IndicatorValue.objects.get()
    assert (found.value, found.source) == (Decimal("15"), "Herziene monitor")
    changed = TrailEvent.objects.filter(table="issues_indicatorvalue", operation="update")
    assert changed.filter(changes__has_key="value").exists()


def test_taking_a_file_back_restores_what_it_replaced_and_removes_what_was_new(people, series):
    rows = "Ongevallen met fietsers;2023;11\nOngevallen met fietsers;2024;14\n"
    first = read(f"reeks;jaar;waarde\n{rows}", people)
    later = read(f"reeks;jaar;waarde\n{rows.replace('14', '15')}Ongevallen met fietsers;2025;16\n", people)
    assert later.added == 2  # 2023 stands there already
    with pytest.raises(Refused, match="later bestand"):
        take_back_figures(first, by=people["manager"])
    assert [value for _year, value, _source in standing()] == [11, 15, 16]
    take_back_figures(later, by=people["chair"])
    assert [(year, value) for year, value, _source in standing()] == [(2023, 11), (2024, 14)]
    assert set(IndicatorValue.objects.values_list("file", flat=True)) == {first.pk}
    later.refresh_from_db()
    assert (later.state, later.undone_by) == ("undone", people["chair"])
    take_back_figures(first, by=people["manager"])
    assert not standing()


def test_the_same_file_twice_adds_nothing(client, people, series):
    rows = "reeks;jaar;waarde\nOngevallen met fietsers;2024;14\n"
    read(rows, people)
    with pytest.raises(Refused, match="staat er al"):
        read(rows, people)
    client.force_login(people["manager"])
    page = client.get(f"/werk/straatcijfers/bestand/{send(rows, people).pk}/").content.decode()
    assert "Er valt niets in te lezen" in page and "Lees alles in" not in page


def test_a_resident_reads_in_takes_back_and_drops_nothing(people, series):
    rows = "reeks;jaar;waarde\nOngevallen met fietsers;2024;14\n"
    with pytest.raises(Refused, match="Alleen het bestuur"):
        keep_figures(rows.encode(), by=people["resident"], name="x.csv")
    file = send(rows, people)
    for wish in (take_in_figures, take_back_figures, drop_figures):
        with pytest.raises(Refused, match="Alleen het bestuur"):
            wish(file, by=people["resident"])
    assert not standing()


def test_a_person_sees_what_an_excel_file_would_change_reads_it_in_and_takes_it_back(
    client, people, series, area
):
    read(f"reeks;gebied;jaar;waarde\nOngevallen met fietsers;{area.code};2025;14\n", people)
    book = Workbook()
    assert book.active is not None
    for row in (
        ("Reeks", "Gebiedscode", "Jaar", "Waarde"),
        ("Ongevallen met fietsers", area.code, 2025, 12.5),
    ):
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    client.force_login(people["manager"])
    sent = {
        "file": SimpleUploadedFile("cijfers.xlsx", stream.getvalue()),
        "source": "Politie",
        "source_on": "2026-02-01",
    }
    place = client.post("/werk/straatcijfers/bestand/", sent)["Location"]
    preview = client.get(place).content.decode()
    assert "Vervangt een cijfer" in preview and "Valkenboskwartier" in preview
    assert ">14<" in preview and ">12,5<" in preview
    assert IndicatorValue.objects.get().value == 14
    client.post(place, {"doe": "inlezen"})
    assert IndicatorValue.objects.get().value == Decimal("12.5")
    page = client.get("/thema/verkeer/").content.decode()
    assert "Bron: Politie, 1 februari 2026" in page
    assert "Draai het inlezen terug" in client.get(place).content.decode()
    client.post(place, {"doe": "terug"})
    assert IndicatorValue.objects.get().value == 14
    assert "1 februari 2026" not in client.get("/thema/verkeer/").content.decode()
    assert client.post(place, {"doe": "terug"}).status_code == 409


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("1.234,5", "1234.5"), ("1234", "1234"), ("0,125", "0.125")],
)
def test_numbers_read_as_people_write_them(text, number):
    assert NumberWidget().clean(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "12,345", "veel", "", "1,000.00", "=1+1"])
def test_numbers_that_can_be_read_two_ways_are_refused(text):
    with pytest.raises(ValueError):
        NumberWidget().clean(text)


def test_the_page_names_the_faults_and_keeps_nothing(client, people, series):
    client.force_login(people["manager"])
    sent = {"file": SimpleUploadedFile("fout.csv", b"reeks;jaar;waarde\nOnbekend;2024;1\n"), "source": "x",
            "source_on": "2026-02-01"}  # fmt: skip
    place = client.post("/werk/straatcijfers/bestand/", sent)["Location"]
    page = client.get(place).content.decode()
    assert "Er is niets ingelezen." in page and "1 fout" in page
    assert "Deze reeks kennen wij niet" in page and "Lees alles in" not in page
    assert client.post(place, {"doe": "inlezen"}).status_code == 409
    lacks = {**sent, "file": SimpleUploadedFile("leeg.csv", b"reeks;waarde\nOnbekend;1\n")}
    assert "Deze kolommen ontbreken" in client.post("/werk/straatcijfers/bestand/", lacks).content.decode()
    bare = {**sent, "file": SimpleUploadedFile("kop.csv", b"reeks;jaar;waarde\n")}
    page = client.post("/werk/straatcijfers/bestand/", bare).content.decode()
    assert 'href="#id_file"' in page and "Onder de namen van de kolommen staat niets." in page


def test_what_was_seen_stays_inside_until_it_becomes_a_report(client, people):
    seen = note_walk(
        by=people["board_member"],
        street=street(),
        theme=theme(),
        walked_on=clock.today(),
        text="Drie losse tegels.",
    )
    client.force_login(people["manager"])
    assert "Drie losse tegels." in client.get("/werk/schouw/").content.decode()
    client.logout()
    assert "Drie losse tegels." not in client.get("/straat/weimarstraat/").content.decode()
    issue = walk_to_issue(seen, by=people["manager"])
    assert (issue.status, issue.street) == ("reported", street())
    assert Report.objects.get().text == "Drie losse tegels."
    with pytest.raises(Refused, match="al een kwestie"):
        walk_to_issue(seen, by=people["manager"])
    assert Issue.objects.count() == 1


def test_a_walk_takes_no_text_about_signals_and_no_day_to_come(people):
    with pytest.raises(Refused, match="geen tekst"):
        note_walk(
            by=people["chair"],
            street=street(),
            theme=theme("ondermijning"),
            walked_on=clock.today(),
            text="Iets.",
        )
    with pytest.raises(Refused, match="nog komen"):
        note_walk(by=people["chair"], street=street(), theme=theme(), walked_on=in_days(1), text="Iets.")
    with pytest.raises(Refused, match="Alleen het bestuur"):
        note_walk(
            by=people["resident"], street=street(), theme=theme(), walked_on=clock.today(), text="Iets."
        )
    assert not WalkNote.objects.exists()


def test_a_wrong_day_is_said_beside_it_and_a_walk_names_its_theme(client, people):
    client.force_login(people["manager"])
    wrong = {
        "street": street().pk,
        "theme": theme().pk,
        "walked_on": in_days(1).isoformat(),
        "text": "Tegels.",
    }
    page = client.post("/werk/straatcijfers/nieuw/schouw/", wrong).content.decode()
    assert 'href="#id_walked_on"' in page and "Deze dag moet nog komen." in page and "Tegels." in page
    assert not WalkNote.objects.exists()
    client.post("/werk/straatcijfers/nieuw/schouw/", wrong | {"walked_on": clock.today().isoformat()})
    made = {"schouw": WalkNote.objects.get().pk}
    assert "Verkeer</span>" in client.get("/werk/schouw/").content.decode()
    client.post("/werk/schouw/", made)
    assert "Hier is een melding van gemaakt" in client.get("/werk/schouw/").content.decode()


def test_counted_shops_show_on_their_street_with_source_and_day(client, people):
    facts = {"street": street(), "theme": theme("winkels"), "what": "winkels die leeg staan"}
    count_street(
        by=people["chair"], part=12, total=61, counted_on=in_days(-200), source="twee ondernemers", **facts
    )
    count_street(
        by=people["chair"], part=9, total=61, counted_on=in_days(-30), source="twee ondernemers", **facts
    )
    for path in ("/straat/weimarstraat/", "/thema/winkels/"):
        page = client.get(path).content.decode()
        assert "9 van de 61" in page and "12 van de 61" not in page
        assert "twee ondernemers" in page
    with pytest.raises(Refused, match="groter"):
        count_street(by=people["chair"], part=62, total=61, counted_on=in_days(-1), source="x", **facts)
    with pytest.raises(Refused, match="geteld en door wie"):
        count_street(by=people["chair"], part=1, total=61, counted_on=in_days(-1), source=" ", **facts)
