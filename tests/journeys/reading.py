"""What a journey looks at after each step: history, mails, the trail, and the page as a visitor reads it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.models import TrailEvent


@contextmanager
def on(day: str, at: str = "10:00") -> Iterator[datetime]:
    """It is this day and time in Amsterdam."""
    moment = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=clock.AMSTERDAM)
    with clock.moved_to(moment):
        yield moment


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The step is refused for this reason."""
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == code, str(refusal.value)


class Post:
    """The mails in the outbox since the last look."""

    def __init__(self) -> None:
        self.last = 0

    def new(self) -> dict[str, set[str]]:
        """Template → names of who hears it."""
        rows = Message.objects.filter(pk__gt=self.last).select_related("recipient").order_by("pk")
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row.template, set()).add(str(row.recipient) if row.recipient else row.address)
            self.last = row.pk
        return found


def last_move(thing: Any, name: str) -> tuple[str, str, str]:
    """The newest history row of a thing: from, to, by whom."""
    row = getattr(thing, name).select_related("by").latest("id")
    return row.from_state, row.to_state, str(row.by) if row.by else ""


def trail_of(thing: Any, column: str) -> tuple[str, list[Any]]:
    """Who changed this column last, and from what to what."""
    events = TrailEvent.objects.filter(table=thing._meta.db_table, row=str(thing.pk))
    event = events.filter(changes__has_key=column).select_related("actor").latest("id")
    return event.actor_name, event.changes[column]


def words_of(html: str) -> str:
    """The text of a page as one line, without markup and with ordinary spaces."""
    html = re.sub(r"(?s)<(script|style|svg|head).*?</\1>", " ", html)
    text = re.sub(r"<[^>]+>", " ", html)
    text = text.replace("&#39;", "'").replace("&amp;", "&").replace("&euro;", "€").replace("&nbsp;", " ")
    return re.sub(r"\s+", " ", text).strip()


def read_as_visitor(path: str) -> str:
    """The words of a page for somebody who is not signed in."""
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return words_of(answer.content.decode())
