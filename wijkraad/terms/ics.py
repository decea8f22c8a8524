"""Writing calendars (RFC 5545) that phones, mail programs and other sites can follow.

One writer for the whole portal: meetings, terms of letters, reminders. Times are written in local
Amsterdam time with their zone, so that a meeting of 20.00 hours stays at 20.00 hours when the clock
changes; whole days without a time. Five hundred entries take a few milliseconds: the text is put
together here, folded by the icalendar library.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar.parser import Contentline

from wijkraad.terms import clock

ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
"""The zone as it is since 1996: the clock changes on the last Sundays of March and October."""
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
ESCAPED = {ord(sign): f"\\{sign}" for sign in "\\;,"} | {ord("\n"): "\\n"}
LIMIT = 75
"""Octets of a line; a longer one goes on behind a space on the next line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar. `uid` never changes and has no @; `sequence` rises with every change.

    A `start` that is a date makes it a whole day. `changed` is an aware instant. `alarm_days` ask the
    program of the reader to remind them so many days before.
    """

    uid: str
    summary: str
    start: datetime | date
    changed: datetime
    end: datetime | None = None
    sequence: int = 0
    location: str = ""
    description: str = ""
    path: str = ""
    cancelled: bool = False
    alarm_days: tuple[int, ...] = ()


def calendar_of(entries: Iterable[Entry], *, name: str, site: str) -> bytes:
    """The calendar as a file; `site` is the address of the home page, without a slash at its end."""
    host = site.split("//")[-1].strip("/")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//wijkportaal//agenda//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "X-WR-TIMEZONE:Europe/Amsterdam",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        *ZONE.split("\n"),
    ]
    for entry in entries:
        lines += _lines_of(entry, host, site.rstrip("/"))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _lines_of(entry: Entry, host: str, site: str) -> Iterator[str]:
    stamp = entry.changed.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}@{host}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield from _when(entry)
    if entry.location:
        yield f"LOCATION:{_text(entry.location)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.path:
        yield f"URL:{site}{entry.path}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    for days in entry.alarm_days:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(entry.summary)}")
        yield from (f"TRIGGER:-P{days}D", "END:VALARM")
    yield "END:VEVENT"


def _when(entry: Entry) -> Iterator[str]:
    if isinstance(entry.start, datetime):
        yield f"DTSTART;TZID=Europe/Amsterdam:{_local(entry.start)}"
        if entry.end is not None:
            yield f"DTEND;TZID=Europe/Amsterdam:{_local(entry.end)}"
        return
    yield f"DTSTART;VALUE=DATE:{entry.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.start + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"


def _local(instant: datetime) -> str:
    return instant.astimezone(clock.AMSTERDAM).strftime("%Y%m%dT%H%M%S")


def _text(words: str) -> str:
    """Words as a value: escaped, on one line, without signs that no calendar may hold."""
    plain = str(words).replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTABLE)
    return plain.translate(ESCAPED)


def _folded(line: str) -> str:
    if line.isascii() and len(line) <= LIMIT:
        return line
    return Contentline(line).to_ical().decode()
