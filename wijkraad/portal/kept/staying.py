"""SQL of the stays: how long each issue stood in each state, kept beside its moves by triggers.

A stay is a move with the day on which the next one came, and with what figures choose issues by (theme,
street, area, person, who may know of it). So any period is counted from the rows of that period alone, by
index, without a look at the moves before and after. Moves are append-only; what changes of an issue later is
written into its few stays in the same transaction. `differences` counts them again.

`took` is in working days: the least norm that the stay kept. A norm of n working days was kept when took ≤ n,
whatever the norm is (K10). The calendar that the triggers read says how many working days went before.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from issues.workflow import UNLISTED
from wijkraad.portal.kept.filling import refill
from wijkraad.terms.workdays import is_workday
from wijkraad.trail.guards import SAFE

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2060, 12, 31)
"""The days of the calendar."""
LOCAL = "AT TIME ZONE 'Europe/Amsterdam')::date"
_GONE = ", ".join(f"'{state}'" for state in UNLISTED)
FACTS = {
    "first_on": f"(i.first_report_at {LOCAL}",
    "theme_id": "i.theme_id",
    "street_id": "i.street_id",
    "area_id": "i.area_id",
    "owner_id": "i.responsible_id",
    "seen": "CASE WHEN i.visibility = 'confidential' THEN 0 WHEN i.number IS NULL THEN 1"
    " WHEN i.visibility = 'public' THEN 3 ELSE 2 END",
    "counts": f"i.status NOT IN ({_GONE})",
}
"""What a stay holds of its issue, by column."""
NAMES, VALUES = ", ".join(FACTS), ", ".join(FACTS.values())
_KEPT = ", ".join(f"{name} = {value.replace('i.', 'NEW.')}" for name, value in FACTS.items())
_CHANGED = " OR ".join(
    f"({value.replace('i.', 'OLD.')}) IS DISTINCT FROM ({value.replace('i.', 'NEW.')})"
    for value in FACTS.values()
)
FUNCTIONS = f"""
CREATE FUNCTION portal_stay_begins() RETURNS trigger {SAFE} AS $$
BEGIN
  UPDATE portal_stay s SET left_on = (NEW.at {LOCAL},
    took = (SELECT n FROM portal_calendarday WHERE day = (NEW.at {LOCAL} - 1) + 1
      - (SELECT n FROM portal_calendarday WHERE day = s.came_on)
  WHERE issue_id = NEW.issue_id AND left_on IS NULL;
  INSERT INTO portal_stay (change_id, issue_id, state, came_on, opens, {NAMES})
  SELECT NEW.id, NEW.issue_id, NEW.to_state, (NEW.at {LOCAL}, NEW.from_state = '', {VALUES}
  FROM issues_issue i WHERE i.id = NEW.issue_id;
  RETURN NULL;
END $$;
CREATE TRIGGER stay_begins AFTER INSERT ON issues_statuschange FOR EACH ROW
  WHEN (NEW.from_state <> NEW.to_state) EXECUTE FUNCTION portal_stay_begins();
CREATE FUNCTION portal_stay_follows() RETURNS trigger {SAFE} AS $$
BEGIN
  UPDATE portal_stay SET {_KEPT} WHERE issue_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER stay_follows AFTER UPDATE ON issues_issue FOR EACH ROW
  WHEN ({_CHANGED}) EXECUTE FUNCTION portal_stay_follows();
"""  # noqa: S608 - our own text
REMOVE = """
DROP TRIGGER stay_follows ON issues_issue;
DROP FUNCTION portal_stay_follows();
DROP TRIGGER stay_begins ON issues_statuschange;
DROP FUNCTION portal_stay_begins();
"""
TRUTH = f"""
SELECT x.change_id, x.issue_id, x.state, x.came_on, x.left_on, b.n + 1 - a.n AS took, x.opens, {VALUES} FROM (
  SELECT c.id AS change_id, c.issue_id, c.to_state AS state, (c.at {LOCAL} AS came_on,
    c.from_state = '' AS opens, (lead(c.at) OVER (PARTITION BY c.issue_id ORDER BY c.id) {LOCAL} AS left_on
  FROM issues_statuschange c WHERE c.from_state <> c.to_state
) x JOIN issues_issue i ON i.id = x.issue_id
LEFT JOIN portal_calendarday a ON a.day = x.came_on LEFT JOIN portal_calendarday b ON b.day = x.left_on - 1
"""  # noqa: S608 - our own text
COLUMNS = f"change_id, issue_id, state, came_on, left_on, took, opens, {NAMES}"
FILL = f"INSERT INTO portal_stay ({COLUMNS}) {TRUTH}"  # noqa: S608 - our own text
DIFFERENCES = f"""
WITH truth ({COLUMNS}) AS ({TRUTH})
SELECT coalesce(i.number, i.internal_number, i.id::text), x.state, x.came_on FROM (
  (SELECT {COLUMNS} FROM truth EXCEPT SELECT {COLUMNS} FROM portal_stay)
  UNION (SELECT {COLUMNS} FROM portal_stay EXCEPT SELECT {COLUMNS} FROM truth)
) x JOIN issues_issue i ON i.id = x.issue_id ORDER BY x.change_id LIMIT 1000
"""  # noqa: S608 - our own text


def calendar() -> list[tuple[date, int]]:
    """Each day of the calendar with the number of working days from its first day up to and with it."""
    found, n, day = [], 0, FIRST_DAY
    while day <= LAST_DAY:
        n += is_workday(day)
        found.append((day, n))
        day += timedelta(days=1)
    return found


def fill_calendar(apps: Any, schema_editor: Any) -> None:
    """Write the calendar, in a migration."""
    days, numbers = zip(*calendar(), strict=True)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_calendarday (day, n) SELECT * FROM unnest(%s::date[], %s::int[])",
            [list(days), list(numbers)],
        )


def recount() -> None:
    """Write the stays anew from the moves, after rows came in without triggers (seed); by the owner."""
    refill("portal_stay", FILL)


def differences() -> list[tuple[str, str, object]]:
    """(issue, state, first day) of every stay that is wrong; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return cursor.fetchall()
