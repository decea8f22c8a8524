"""Official figures in whole or not at all, street walks that stay inside, and counts with a source."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from issues.actions import Faulty, count_street, note_walk, read_indicators, walk_to_issue, write_indicator
from issues.indicator_resource import NumberWidget
from issues.models import Area, Indicator, IndicatorValue, Issue, Report, WalkNote
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


def read(text: str, people, **more):
    more = {"source": "Gemeente, veiligheidsmonitor", "source_on": date(2026, 3, 1)} | more
    return read_indicators(text.encode(), by=people["manager"], name="cijfers.csv", **more)


def test_a_file_is_read_in_with_source_and_date(people, series, area):
    made = read("reeks;gebied;jaar;waarde\nOngevallen met fietsers;BU05181785;2024;14\n"
                "ongevallen met fietsers;;2025;12,5\n", people)  # fmt: skip
    assert made.rows == 2
    values = list(IndicatorValue.objects.order_by("year"))
    assert [(one.value, one.area, one.year) for one in values] == [
        (Decimal("14"), area, 2024), (Decimal("12.5"), None, 2025),
    ]  # fmt: skip
    assert {(one.source, one.source_on) for one in values} == {
        ("Gemeente, veiligheidsmonitor", date(2026, 3, 1))
    }


def test_one_wrong_area_code_refuses_the_file_by_row_and_leaves_the_rest_untouched(people, series, area):
    read("reeks;gebied;jaar;waarde\nOngevallen met fietsers;BU05181785;2024;14\n", people)
    with pytest.raises(Faulty) as refused:
        read("reeks;gebied;jaar;waarde\nOngevallen met fietsers;BU05181785;2024;99\n"
             "Ongevallen met fietsers;BU05181758;2025;12\n", people)  # fmt: skip
    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.value) == (3, "gebied", "BU05181758")
    assert "geen code van een gebied" in fault.reason and "Valkenboskwartier" in fault.reason
    assert [one.value for one in IndicatorValue.objects.all()] == [Decimal("14")]


def test_every_fault_of_a_row_is_named(people, series):
    with pytest.raises(Faulty) as refused:
        read(
            "reeks;gebied;jaar;waarde\nOngevalen;;24;veel\nOngevallen met fietsers;;2024;1.234\n",
            people,
            source="",
        )
    told = {(one.row, one.column) for one in refused.value.faults}
    assert told == {(2, "reeks"), (2, "jaar"), (2, "waarde"), (3, "waarde")}
    with pytest.raises(Faulty) as refused:
        read("reeks;jaar;waarde\nOngevallen met fietsers;2024;1\nOngevallen met fietsers;2024;2\n", people)
    assert "rij 2" in refused.value.faults[0].reason


def test_a_figure_without_a_source_is_refused(people, series):
    with pytest.raises(Faulty) as refused:
        read("reeks;jaar;waarde\nOngevallen met fietsers;2024;1\n", people, source="", source_on=None)
    assert {one.column for one in refused.value.faults} <= {"bron", "datum"}
    assert not IndicatorValue.objects.exists()


def test_a_later_file_replaces_a_figure_and_history_keeps_the_first(people, series):
    read("reeks;jaar;waarde\nOngevallen met fietsers;2024;14\n", people)
    read("reeks;jaar;waarde\nOngevallen met fietsers;2024;15\n", people, source="Herziene monitor")
    found = IndicatorValue.objects.get()
    assert (found.value, found.source) == (Decimal("15"), "Herziene monitor")
    changed = TrailEvent.objects.filter(table="issues_indicatorvalue", operation="update")
    assert changed.filter(changes__has_key="value").exists()


def test_an_excel_file_is_read_too(client, people, series, area):
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
    assert client.post("/werk/straatcijfers/bestand/", sent).status_code == 302
    assert IndicatorValue.objects.get().value == Decimal("12.5")
    page = client.get("/thema/verkeer/").content.decode()
    assert "Politie" in page and "1 februari 2026" in page


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
    page = client.post("/werk/straatcijfers/bestand/", sent).content.decode()
    assert "1 fout. Er is niets ingelezen." in page
    assert "Deze reeks kennen wij niet" in page


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
