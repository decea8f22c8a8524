# ruff: noqa: S608 - the pieces put together here are our own words
"""K19: what talking costs, in hours of people: Σ people present × hours per item ÷ decisions.

Counted over held meetings, items that were discussed and people who were present (guests too). The
hours of an item are those between its begin and its end, never longer than the meeting; without
both the planned time. For the board.
"""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from meetings.workflow import FINAL, HELD


class Talk(NamedTuple):
    """Hours of people (two decimals), the number of meetings and of decisions they brought."""

    hours: Decimal
    meetings: int
    decisions: int

    @property
    def per_decision(self) -> Decimal | None:
        """Hours per decision; None without one."""
        return round(self.hours / self.decisions, 1) if self.decisions else None


ITEMS = """
WITH present AS (
  SELECT meeting_id, count(*) AS people FROM meetings_attendance WHERE state = 'present' GROUP BY meeting_id
), spent AS (
  SELECT i.id, i.meeting_id, coalesce(p.people, 0) * CASE
    WHEN i.started_at IS NOT NULL AND i.ended_at > i.started_at
    THEN least(
      extract(epoch FROM i.ended_at - i.started_at), extract(epoch FROM m.ends_at - m.starts_at)) / 3600
    ELSE i.planned_minutes / 60.0 END AS hours
  FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id
  LEFT JOIN present p ON p.meeting_id = m.id
  WHERE i.outcome NOT IN ('', 'not_reached') AND status = ANY(%(held)s) {where}
)
"""
WHOLE = (
    ITEMS
    + """
SELECT coalesce(sum(hours), 0), count(DISTINCT meeting_id),
  (SELECT count(*) FROM meetings_decision d JOIN spent s ON s.id = d.agenda_item_id
    WHERE status = ANY(%(final)s)) FROM spent
"""
)
PER_ISSUE = (
    ITEMS
    + """
SELECT l.issue_id, sum(s.hours), count(DISTINCT s.meeting_id),
  (SELECT count(DISTINCT d.id) FROM meetings_decision d JOIN meetings_decisionissue k ON k.decision_id = d.id
    WHERE k.issue_id = l.issue_id AND status = ANY(%(final)s))
FROM spent s JOIN meetings_agendaissue l ON l.item_id = s.id
GROUP BY l.issue_id ORDER BY 2 DESC, 1 LIMIT %(most)s
"""
)


def _rows(sql: str, where: str = "", **values: Any) -> list[tuple[Any, ...]]:
    given = {"held": list(HELD), "final": list(FINAL)} | values
    with connection.cursor() as cursor:
        cursor.execute(sql.format(where=where), given)
        return list(cursor.fetchall())


def _talk(row: tuple[Any, ...]) -> Talk:
    return Talk(round(Decimal(row[0]), 2), row[1], row[2])


def talk_between(start: date, end: date) -> Talk:
    """All talk of the meetings that began on Amsterdam days in [start, end)."""
    where = (
        "AND (m.starts_at AT TIME ZONE 'Europe/Amsterdam')::date >= %(start)s"
        " AND (m.starts_at AT TIME ZONE 'Europe/Amsterdam')::date < %(end)s"
    )
    return _talk(_rows(WHOLE, where, start=start, end=end)[0])


def talk_of_group(group: int) -> Talk:
    """What the meetings of a working group took."""
    return _talk(_rows(WHOLE, "AND m.working_group_id = %(group)s", group=group)[0])


def talk_before(decision: Any) -> Talk:
    """The talk about the issues of a decision up to it; about the council itself: of its own point."""
    if decision.decided_at is None:
        return Talk(Decimal(0), 0, 0)
    about = (
        "AND m.starts_at <= %(until)s AND (i.id = %(item)s OR i.id IN (SELECT l.item_id"
        " FROM meetings_agendaissue l JOIN meetings_decisionissue k ON k.issue_id = l.issue_id"
        " WHERE k.decision_id = %(decision)s))"
    )
    given = {"until": decision.decided_at, "item": decision.agenda_item_id, "decision": decision.pk}
    return _talk(_rows(WHOLE, about, **given)[0])


def talk_per_issue(most: int, issue: int | None = None) -> list[tuple[int, Talk]]:
    """(issue key, its talk), what took most first."""
    if issue is None:
        return [(row[0], _talk(row[1:])) for row in _rows(PER_ISSUE, most=most)]
    only = "AND i.id IN (SELECT l.item_id FROM meetings_agendaissue l WHERE l.issue_id = %(issue)s)"
    rows = _rows(PER_ISSUE, only, most=1000, issue=issue)
    return [(row[0], _talk(row[1:])) for row in rows if row[0] == issue]
