"""Meetings as lines of a calendar: a stable UID, a rising SEQUENCE, cancelled ones marked."""

from collections.abc import Iterable

from django.conf import settings

from meetings.models import Meeting
from wijkraad.terms.ics import Entry, calendar_of


def calendar_of_meetings(meetings: Iterable[Meeting], *, name: str) -> bytes:
    """The calendar file of these meetings."""
    return calendar_of((entry_of(one) for one in meetings), name=name, site=settings.SITE_URL)


def entry_of(meeting: Meeting) -> Entry:
    """One evening. Its address stays the same when it is moved, so it also names it in calendars."""
    return Entry(
        uid=f"vergadering-{meeting.slug}",
        summary=meeting.title,
        start=meeting.starts_at,
        end=meeting.ends_at,
        changed=meeting.created_at,
        sequence=meeting.version - 1,
        location=meeting.place,
        path=f"/vergaderingen/{meeting.slug}/",
        cancelled=meeting.status == "cancelled",
    )
