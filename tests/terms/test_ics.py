"""What the writer of calendars gives, read back by a library that did not write it."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from wijkraad.terms.ics import Entry, calendar_of

SITE = "https://wijk.example"
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def read(*entries: Entry) -> list:
    """The events of the calendar of these entries."""
    return list(Calendar.from_ical(calendar_of(entries, name="Agenda", site=SITE)).walk("VEVENT"))


def test_an_evening_keeps_its_hour_on_both_sides_of_the_change_of_the_clock() -> None:
    before = datetime(2026, 3, 25, 19, tzinfo=UTC)
    after = datetime(2026, 4, 1, 18, tzinfo=UTC)
    ends = timedelta(hours=2)
    found = read(
        *(Entry(f"v-{one:%d}", "Vergadering", one, AT, one + ends, path="/v/") for one in (before, after))
    )
    assert [one["DTSTART"].dt.replace(tzinfo=None).hour for one in found] == [20, 20]
    assert [one["DTSTART"].dt.astimezone(UTC) for one in found] == [before, after]
    assert {one["DTSTART"].params["TZID"] for one in found} == {"Europe/Amsterdam"}
    assert found[0]["UID"] == "v-25@wijk.example"
    assert found[0]["URL"] == "https://wijk.example/v/"


def test_words_come_back_as_they_were_whatever_they_hold() -> None:
    words = "Puinruimen; wie, wat\\waar?\nEND:VEVENT\r\nBEGIN:VEVENT " + "é🚲" * 80
    (found,) = read(Entry("u", words, date(2026, 5, 4), AT, description="\x00\x07stil"))
    assert str(found["SUMMARY"]) == words.replace("\r\n", "\n")
    assert str(found["DESCRIPTION"]) == "stil"
    lines = calendar_of([Entry("u", words, date(2026, 5, 4), AT)], name="A", site=SITE).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75


def test_a_whole_day_a_cancelled_one_and_a_reminder() -> None:
    (found,) = read(Entry("u", "Bezwaar", date(2026, 5, 4), AT, sequence=3, cancelled=True, alarm_days=(7,)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 5, 4), date(2026, 5, 5))
    assert (found["STATUS"], found["SEQUENCE"]) == ("CANCELLED", 3)
    (alarm,) = found.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-7)
