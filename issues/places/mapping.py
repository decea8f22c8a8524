"""The stops of the map: where open public matters are, how many, and the newest of each.

Limited and confidential matters never count here, nor do signals. A stop is a part of a street: the
point that somebody gave stays inside, since it may be a front door.
"""

import json
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from issues.lateness import days_late
from issues.lists.listing import LISTED
from issues.lists.rows import badge
from issues.places.geography import middle_of
from issues.workflow import OPEN
from wijkraad.terms import clock

NEWEST = 5
"""Matters of one stop that the page names; the rest is one link."""
_OPEN = f"i.status IN ({', '.join(repr(state) for state in OPEN)})"
SQL = f"""
SELECT p.id, p.x, p.y, p.name, p.geometry, s.name, s.slug, n.total, newest.rows
FROM (SELECT i.segment_id, count(*) AS total FROM issues_issue i
  WHERE {LISTED} AND i.visibility = 'public' AND {_OPEN} AND i.segment_id IS NOT NULL
    AND (%s::text = '' OR i.theme_id = (SELECT id FROM issues_theme WHERE key = %s)) GROUP BY 1) n
JOIN issues_segment p ON p.id = n.segment_id JOIN issues_street s ON s.id = p.street_id
CROSS JOIN LATERAL (SELECT json_agg(r) AS rows FROM (
  SELECT i.number, i.title, i.status, i.norm_due, i.waiting_until, t.colour_key, o.short_name
  FROM issues_issue i
  JOIN issues_theme t ON t.id = i.theme_id LEFT JOIN people_organisation o ON o.id = i.partner_id
  WHERE i.segment_id = n.segment_id AND {LISTED} AND i.visibility = 'public' AND {_OPEN}
    AND (%s::text = '' OR t.key = %s)
  ORDER BY i.last_event_at DESC, i.id DESC LIMIT {NEWEST}) r) newest
ORDER BY n.total DESC, s.name, p."order", p.id
"""  # noqa: S608 - our own text
WITHOUT = f"""
SELECT s.name, s.slug, count(*) FROM issues_issue i JOIN issues_street s ON s.id = i.street_id
WHERE {LISTED} AND i.visibility = 'public' AND {_OPEN} AND i.segment_id IS NULL
  AND (%s::text = '' OR i.theme_id = (SELECT id FROM issues_theme WHERE key = %s))
GROUP BY 1, 2 ORDER BY 3 DESC, 1
"""  # noqa: S608 - our own text


class Matter(NamedTuple):
    """One issue at a stop."""

    number: str
    title: str
    key: str
    badge: Any
    late: int


class Late(NamedTuple):
    """What it takes to know whether a matter is late (`issues.lateness`)."""

    status: str
    norm_due: date | None
    waiting_until: date | None


class Stop(NamedTuple):
    """One stop: its place on the drawing and on earth (WGS84; None without a line), what is there."""

    pk: int
    x: float
    y: float
    part: str
    street: str
    slug: str
    total: int
    matters: list[Matter]
    point: tuple[float, float] | None

    @property
    def has_place(self) -> bool:
        """Whether the drawing knows where it is."""
        return bool(self.x or self.y)


def stops_of(theme: str = "") -> list[Stop]:
    """The stops with open public matters, the fullest first; of one theme, or of all. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [theme, theme, theme, theme])
        return [_stop(*row) for row in cursor.fetchall()]


def _stop(
    pk: int, x: float, y: float, part: str, line: Any, street: str, slug: str, total: int, rows: Any
) -> Stop:
    today = clock.today()
    matters = [
        Matter(
            row["number"], row["title"], row["colour_key"], badge(row["status"], row["short_name"]),
            days_late(Late(row["status"], _day(row["norm_due"]), _day(row["waiting_until"])), today),
        )
        for row in _loaded(rows)
    ]  # fmt: skip
    return Stop(pk, x, y, part, street, slug, total, matters, middle_of(_loaded(line)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _loaded(value: Any) -> Any:
    """JSON that the database gave as text, or already read."""
    return json.loads(value) if isinstance(value, str) else value


def streets_without_stop(theme: str = "") -> list[tuple[str, str, int]]:
    """Name, slug and number of open public matters that stand with a street, but at no part of it."""
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT, [theme, theme])
        return cursor.fetchall()
