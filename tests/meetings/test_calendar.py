"""The calendars of meetings, read by three programs that know nothing of each other."""

import re
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.test import Client

from meetings import actions
from meetings.calendar import calendar_of_meetings
from meetings.models import Meeting
from tests.meetings.conftest import Council
from tests.meetings.large import evenings
from wijkraad.terms import clock

with warnings.catch_warnings():  # its grammar still says things the old way
    warnings.simplefilter("ignore")
    import ics

Seen = list[tuple[str, datetime, datetime]]
"""(name, begin, end) of each evening."""


def by_icalendar(text: str) -> Seen:
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return [(str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events]


def by_vobject(text: str) -> Seen:
    events = vobject.readOne(text).contents["vevent"]
    return [(one.summary.value, one.dtstart.value, one.dtend.value) for one in events]


def by_ics(text: str) -> Seen:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = sorted(ics.Calendar(text).events, key=lambda one: one.begin)
    return [(one.name, one.begin.datetime, one.end.datetime) for one in found]


def evening(council: Council, day: int) -> Meeting:
    """A planned evening in March 2026, from 20.00 to 22.00 hours in Amsterdam."""
    starts = datetime(2026, 3, day, 20, tzinfo=clock.AMSTERDAM)
    ends = starts + timedelta(hours=2)
    given = {"kind": "bestuur", "starts_at": starts, "ends_at": ends, "place": "Buurthuis"}
    return actions.plan_meeting(by=council.secretary, **given)


@pytest.mark.parametrize("read", [by_icalendar, by_vobject, by_ics], ids=lambda one: one.__name__)
def test_every_program_reads_the_same_evenings(council: Council, read: Callable[[str], Seen]) -> None:
    """All at 20.00 hours; the clock changes between the last two."""
    made = [evening(council, day) for day in (11, 18, 25, 29)]
    text = Client().get("/vergaderingen/agenda.ics").content.decode()
    found = sorted(read(text), key=lambda one: one[1])
    assert [name for name, _begin, _end in found] == ["Bestuursvergadering"] * 4
    assert [begin.astimezone(UTC) for _name, begin, _end in found] == [one.starts_at for one in made]
    assert {begin.astimezone(clock.AMSTERDAM).hour for _name, begin, _end in found} == {20}
    assert {end - begin for _name, begin, end in found} == {timedelta(hours=2)}


def test_a_moved_and_a_cancelled_evening_keep_their_name(council: Council) -> None:
    meeting = council.evening()
    address = f"/vergaderingen/{meeting.slug}/agenda.ics"
    (first,) = icalendar.Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    later = meeting.starts_at + timedelta(days=7)
    actions.change_meeting(
        meeting, by=council.secretary, starts_at=later, ends_at=later + timedelta(hours=2), place="School"
    )
    actions.cancel_meeting(meeting, by=council.secretary)
    (then,) = icalendar.Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    assert then["UID"] == first["UID"]
    assert then["SEQUENCE"] > first["SEQUENCE"]
    assert (first["STATUS"], then["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert then["DTSTART"].dt == later


def test_an_internal_evening_is_in_no_public_calendar(council: Council) -> None:
    hidden = council.evening(internal=True)
    council.evening(7)
    assert hidden.slug not in Client().get("/vergaderingen/agenda.ics").content.decode()
    assert Client().get(f"/vergaderingen/{hidden.slug}/agenda.ics").status_code == 404
    member = Client()
    member.force_login(council.owner)
    assert hidden.slug in member.get(f"/vergaderingen/{hidden.slug}/agenda.ics").content.decode()


def test_five_hundred_evenings_are_one_calendar() -> None:
    """How long it takes stands in `make bench`."""
    body = calendar_of_meetings(evenings(500), name="Vergaderingen")
    assert body.count(b"BEGIN:VEVENT") == 500
    assert len(by_icalendar(body.decode())) == 500


def test_the_board_follows_internal_evenings_by_an_address_that_can_be_stopped(council: Council) -> None:
    """A new address ends the old one; one of somebody who left the board shows nothing any more."""
    hidden = council.evening(internal=True)
    member = Client()
    member.force_login(council.owner)

    def address() -> str:
        member.post("/werk/vergaderingen/agenda/", {"agenda": "nieuw"})
        page = member.get("/werk/vergaderingen/agenda/").content.decode()
        return re.search(r"/vergaderingen/agenda/[^\"]+\.ics", page)[0]

    first, second = address(), address()
    assert Client().get(first).status_code == 404
    assert hidden.slug in Client().get(second).content.decode()
    assert Client().get("/vergaderingen/agenda/onzin.ics").status_code == 404
    council.owner.roles.all().delete()
    assert Client().get(second).status_code == 404
