"""Putting messages in the outbox: in the transaction of the action, so that both happen or neither."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

from wijkraad.notices.models import Message, Pace
from wijkraad.notices.tasks import send
from wijkraad.people.models import User
from wijkraad.terms import clock

_silent: ContextVar[bool] = ContextVar("silent", default=False)
_heard: ContextVar[list[int] | None] = ContextVar("heard", default=None)


@contextmanager
def silent() -> Iterator[None]:
    """In this block `tell` notes that people were told and sends nothing (the past of the demo)."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@contextmanager
def heard() -> Iterator[list[int]]:
    """The ids of the messages that `tell` makes in this block."""
    found: list[int] = []
    token = _heard.set(found)
    try:
        yield found
    finally:
        _heard.reset(token)


INSERT = """
WITH heard AS (
  SELECT u.id AS person, '' AS address FROM people_user u
  WHERE (u.id = ANY(%(people)s::bigint[]) OR u.email = ANY(%(addresses)s::text[]))
    AND u.id <> %(by)s::bigint AND u.is_active AND u.suspended_at IS NULL
  UNION ALL
  SELECT NULL, a FROM unnest(%(addresses)s::text[]) AS a
  WHERE NOT EXISTS (SELECT 1 FROM people_user u WHERE u.email = a)
), paced AS (
  SELECT heard.*, CASE WHEN %(at_once)s::boolean THEN 'now' ELSE coalesce(
    (SELECT p.pace FROM notices_preference p
     WHERE p.person_id IS NOT DISTINCT FROM heard.person AND p.address = heard.address
       AND p.thread IN (%(thread)s::text, '') ORDER BY p.thread DESC LIMIT 1), 'now') END AS pace
  FROM heard
)
INSERT INTO notices_message (event, recipient_id, address, template, facts, thread, title, path, pace,
                             state, created_at, sent_at, attempts, error)
SELECT %(event)s, person, address, %(template)s, %(facts)s::jsonb, %(thread)s, %(title)s, %(path)s, pace,
       %(state)s, %(now)s::timestamptz, %(sent)s::timestamptz, 0, ''
FROM paced WHERE pace <> 'never'
ON CONFLICT DO NOTHING RETURNING pace, id
"""


def tell(
    event: str,
    recipients: Iterable["User | str"],
    *,
    template: str,
    facts: Mapping[str, Any],
    thread: str = "",
    path: str = "",
    title: str = "",
    by: User | None = None,
    at_once: bool = False,
) -> int:
    """Queue one message per person about one event; returns how many are new.

    `event` names the happening ("issue-status:8841") and is told to a person once. `recipients`
    are accounts or bare confirmed addresses; `by`, suspended people and doubles are left out.
    `template` is "issues/status" for templates/emails/issues/status.txt. `facts` holds ids, numbers
    and public titles, never a resident's words. `thread` and its `title` group a digest, `path`
    is where the mail leads. `at_once` is for what somebody asked for this minute (a code, a link to
    confirm): no pace holds it up. Must run inside the transaction of the action.
    """
    people, addresses = set(), set()
    for one in recipients:
        if isinstance(one, str):
            addresses.add(one.strip().lower())
        else:
            people.add(one.pk)
    if not people and not addresses:
        return 0
    values: dict[str, Any] = {
        "people": sorted(people), "addresses": sorted(addresses), "by": by.pk if by else 0,
        "at_once": at_once, "event": event, "template": template, "facts": json.dumps(dict(facts)),
        "thread": thread, "title": title, "path": path, "now": clock.now(),
        "state": Message.State.SENT if _silent.get() else Message.State.WAITING,
        "sent": clock.now() if _silent.get() else None,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        paces = _noted(cursor.fetchall())
    if Pace.NOW in paces and not _silent.get():
        send.defer(event=event)
    return len(paces)


def _noted(made: list[tuple[str, int]]) -> list[str]:
    """The paces of new messages; who listens (`heard`) gets their ids."""
    listening = _heard.get()
    if listening is not None:
        listening += [pk for _pace, pk in made]
    return [pace for pace, _pk in made]
