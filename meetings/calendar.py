"""Meetings as iCalendar (RFC 5545): local time and zone, a stable UID, SEQUENCE, cancelled ones marked."""

from collections.abc import Iterable
from datetime import UTC

from icalendar import Calendar, Event

from meetings.models import Meeting
from wijkraad.terms import clock


def calendar_of(meetings: Iterable[Meeting], *, name: str, site: str) -> bytes:
    """The calendar of the given meetings; `site` is the address of the home page."""
    calendar = Calendar()
    calendar.add("prodid", "-//wijkportaal//vergaderingen//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(_event(meeting, site))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(meeting: Meeting, site: str) -> Event:
    event = Event()
    event.add("uid", f"vergadering-{meeting.pk}@{site.split('//')[-1].strip('/')}")
    event.add("dtstamp", meeting.created_at.astimezone(UTC))
    event.add("sequence", meeting.version - 1)
    event.add("summary", str(meeting.get_kind_display()))
    event.add("dtstart", meeting.starts_at.astimezone(clock.AMSTERDAM))
    event.add("dtend", meeting.ends_at.astimezone(clock.AMSTERDAM))
    event.add("location", meeting.place)
    event.add("url", f"{site.rstrip('/')}/vergaderingen/{meeting.slug}/")
    event.add("status", "CANCELLED" if meeting.status in ("cancelled",) else "CONFIRMED")
    return event
