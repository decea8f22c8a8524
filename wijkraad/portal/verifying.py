"""Recomputing what is stored: counts, sums of money, the chain columns of issues, hashes of minutes.

Each difference is one sentence; an empty list means that everything stored follows from the rows.
Every stored figure is compared set-wise, so that a large installation takes seconds.
"""

from collections.abc import Iterator, Sequence

from django.db import connection

from budgets.verifying.totals import verify as verify_money
from meetings.hashing import content_hash
from meetings.models import Meeting
from meetings.workflow import COMING, FINAL, HELD
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures import recount
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.figures.stored import ALL
from wijkraad.portal.kept import counting, hearing, ruling, staying
from wijkraad.trail import stored


def _in(states: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


# (what, kept column, SQL that gives issue_id and the right value, value when it gives no row)
_LAST = f"""
SELECT DISTINCT ON (l.issue_id) l.issue_id, d.decided_at, i.meeting_id
FROM meetings_decisionissue l JOIN meetings_decision d ON d.id = l.decision_id
LEFT JOIN meetings_agendaitem i ON i.id = d.agenda_item_id
WHERE d.status IN {_in(FINAL)} ORDER BY l.issue_id, d.decided_at DESC
"""  # noqa: S608 - our own text
COLUMNS = {
    "talks_since_decision": (
        f"""
SELECT l.issue_id, count(DISTINCT i.meeting_id)::text
FROM meetings_agendaissue l JOIN meetings_agendaitem i ON i.id = l.item_id
JOIN meetings_meeting m ON m.id = i.meeting_id LEFT JOIN ({_LAST}) last ON last.issue_id = l.issue_id
WHERE m.status IN {_in(HELD)} AND i.outcome NOT IN ('', 'not_reached') AND (last.issue_id IS NULL
  OR (m.starts_at > last.decided_at AND i.meeting_id IS DISTINCT FROM last.meeting_id))
GROUP BY 1""",  # noqa: S608 - our own text
        "'0'",
    ),
    "on_agenda_at": (
        f"""
SELECT l.issue_id, min((m.starts_at AT TIME ZONE 'Europe/Amsterdam')::date)::text
FROM meetings_agendaissue l JOIN meetings_agendaitem i ON i.id = l.item_id
JOIN meetings_meeting m ON m.id = i.meeting_id
WHERE m.status IN {_in(COMING)} AND NOT i.internal AND NOT m.internal GROUP BY 1""",  # noqa: S608 - our own text
        "NULL",
    ),
    "report_count": ("SELECT issue_id, count(*)::text FROM issues_report GROUP BY 1", "'0'"),
    "household_count": (
        "SELECT issue_id, max(household_ordinal)::text FROM issues_report GROUP BY 1 "
        "HAVING max(household_ordinal) IS NOT NULL",
        "'0'",
    ),
    "affected_count": (
        "SELECT issue_id, count(DISTINCT household_ordinal)::text FROM issues_confirmation "
        "WHERE household_ordinal IS NOT NULL GROUP BY 1",
        "'0'",
    ),
}
DIFFERING = """
SELECT coalesce(i.number, i.internal_number, i.id::text), i.{column}::text, coalesce(r.value, {otherwise})
FROM issues_issue i LEFT JOIN ({right}) r (issue_id, value) ON r.issue_id = i.id
WHERE i.status <> 'merged' AND i.{column}::text IS DISTINCT FROM coalesce(r.value, {otherwise})
ORDER BY i.id LIMIT 1000
"""
TRAIL = f"""
SELECT coalesce(i.number, i.internal_number, i.id::text), i.stops FROM issues_issue i
WHERE substr(i.stops, 3, 1) IN ('l', 's') AND EXISTS (
  SELECT 1 FROM meetings_decisionissue l JOIN meetings_decision d ON d.id = l.decision_id
  WHERE l.issue_id = i.id AND d.status IN {_in([state for state in FINAL if state != "rejected"])})
ORDER BY i.id LIMIT 1000
"""  # noqa: S608 - our own text


def differences() -> Iterator[str]:
    """One sentence per stored value that differs from what its rows say."""
    for scope, key, day, kept, right in counting.differences():
        yield f"telling {scope} {key} {day or ''}: {kept}, moet zijn {right}"
    for name, state, day in staying.differences():
        yield f"kwestie {name}: de stand {state} sinds {day} staat verkeerd in portal_stay"
    for name in ruling.differences():
        yield f"besluit {name} staat verkeerd in portal_ruling"
    for report in hearing.differences():
        yield f"melding {report} staat verkeerd in portal_heard"
    yield from verify_money()
    yield from _columns()
    yield from _hashes()
    yield from stored.differences(*ALL, DESK, OWED)
    yield from recount.differences()


def _columns() -> Iterator[str]:
    with connection.cursor() as cursor:
        for column, (right, otherwise) in COLUMNS.items():
            cursor.execute(DIFFERING.format(column=column, right=right, otherwise=otherwise))
            for name, kept, value in cursor.fetchall():
                yield f"kwestie {name}: {column} is {kept}, moet zijn {value}"
        cursor.execute(TRAIL)
        for name, stops in cursor.fetchall():
            yield f"kwestie {name}: stops is {stops}, maar er is een besluit"


def _hashes() -> Iterator[str]:
    for meeting in Meeting.objects.exclude(minutes_hash="").order_by("id").iterator():
        if content_hash(meeting) != meeting.minutes_hash:
            yield f"vergadering {meeting.slug}: het verslag past niet bij zijn kenmerk"
