"""SQL of the tallies: what one issue counts for, the trigger that writes deltas, folding and recounting."""

from django.db import connection

from issues.workflow import OPEN, UNLISTED
from wijkraad.portal.kept import monthly
from wijkraad.trail.guards import SAFE

HIDDEN = ":c"
"""Ends the key of a count of confidential issues, which few may know of."""


def _states(states: object) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))  # type: ignore[call-overload]


COUNTED = (
    "number visibility status theme_id street_id segment_id talks_since_decision on_agenda_at aftercare_until"
    " relapse_count last_event_at waiting_until"
)
"""The columns of an issue that its counts follow from."""


def functions() -> str:
    """What an issue counts for (`portal_counts`) and the trigger function that compares before and after."""
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in COUNTED.split())
    listed = (
        f"i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ({_states(UNLISTED)})"
    )
    is_open = f"i.status IN ({_states(OPEN)})"
    in_public = f"i.visibility = 'public' AND {listed}"
    secret = f"CASE WHEN i.visibility = 'confidential' THEN '{HIDDEN}' ELSE '' END"
    return f"""
CREATE OR REPLACE FUNCTION portal_counts(i issues_issue) RETURNS TABLE (scope text, key text, day date)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.scope, c.key, c.day FROM (VALUES
    ('status', i.status::text, NULL::date, {listed}),
    ('theme', i.theme_id || ':' || i.status, NULL, {listed}),
    ('street', i.street_id::text, NULL, {is_open} AND i.street_id IS NOT NULL AND {in_public}),
    ('segment', i.segment_id::text, NULL, {is_open} AND i.segment_id IS NOT NULL AND {in_public}),
    ('talk', i.talks_since_decision::text, NULL, {is_open} AND i.talks_since_decision > 0 AND {listed}),
    ('agenda', '', i.on_agenda_at, {is_open} AND i.on_agenda_at IS NOT NULL AND {listed}),
    ('aftercare', '', i.aftercare_until, i.status IN ('resolved') AND {listed}),
    ('back', '', NULL, {is_open} AND i.relapse_count > 0 AND {listed}),
    ('desk', i.theme_id || ':' || i.status || {secret}, NULL, {is_open}),
    ('quiet', i.status || {secret}, CASE WHEN i.status IN ('waiting') THEN i.waiting_until
      ELSE (i.last_event_at AT TIME ZONE 'Europe/Amsterdam')::date END, {is_open})
  ) AS c (scope, key, day, counts) WHERE c.counts
$$;

CREATE OR REPLACE FUNCTION portal_tally_issue() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO portal_tally (scope, key, day, n) SELECT c.scope, c.key, c.day, 1 FROM portal_counts(NEW) c;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO portal_tally (scope, key, day, n) SELECT c.scope, c.key, c.day, -1 FROM portal_counts(OLD) c;
  ELSE
    INSERT INTO portal_tally (scope, key, day, n)
    SELECT x.scope, x.key, x.day, sum(x.n) FROM (
      SELECT c.*, -1 AS n FROM portal_counts(OLD) c UNION ALL SELECT c.*, 1 FROM portal_counts(NEW) c
    ) x GROUP BY 1, 2, 3 HAVING sum(x.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tally_change AFTER UPDATE ON issues_issue FOR EACH ROW
  WHEN ({changed}) EXECUTE FUNCTION portal_tally_issue();
CREATE OR REPLACE TRIGGER tally_insert AFTER INSERT ON issues_issue FOR EACH ROW
  EXECUTE FUNCTION portal_tally_issue();
CREATE OR REPLACE TRIGGER tally_delete AFTER DELETE ON issues_issue FOR EACH ROW
  EXECUTE FUNCTION portal_tally_issue();
"""  # noqa: S608 - our own text


REMOVE = """
DROP TRIGGER tally_delete ON issues_issue;
DROP TRIGGER tally_insert ON issues_issue;
DROP TRIGGER tally_change ON issues_issue;
DROP FUNCTION portal_tally_issue();
DROP FUNCTION portal_counts(issues_issue);
"""

OF_ISSUES = """
SELECT c.scope, c.key, c.day, count(*)::int AS n
FROM issues_issue i CROSS JOIN LATERAL portal_counts(i) c GROUP BY 1, 2, 3
"""
RECOUNT = f"DELETE FROM portal_tally; INSERT INTO portal_tally (scope, key, day, n) {OF_ISSUES}"  # noqa: S608
"""For a migration, before there were counts per month."""
TRUTH = f"{OF_ISSUES} UNION ALL {monthly.TRUTH}"
FOLD = """
WITH gone AS (DELETE FROM portal_tally RETURNING scope, key, day, n)
INSERT INTO portal_tally (scope, key, day, n)
SELECT scope, key, day, sum(n) FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0
"""
DIFFERENCES = f"""
SELECT coalesce(t.scope, k.scope), coalesce(t.key, k.key), coalesce(t.day, k.day),
  coalesce(k.n, 0), coalesce(t.n, 0)
FROM ({TRUTH}) t
FULL JOIN (SELECT scope, key, day, sum(n)::int AS n FROM portal_tally GROUP BY 1, 2, 3 HAVING sum(n) <> 0) k
  ON (t.scope, t.key) = (k.scope, k.key) AND t.day IS NOT DISTINCT FROM k.day
WHERE coalesce(t.n, 0) <> coalesce(k.n, 0) ORDER BY 1, 2, 3
"""  # noqa: S608 - our own text

Difference = tuple[str, str, object, int, int]


def fold() -> None:
    """Add the deltas of each key up to one row; one statement, so readers see all or nothing of it."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD)


def recount() -> None:
    """Write the counts anew from the issues, after rows came in without triggers (seed, restore)."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
        cursor.execute(monthly.FILL)


def differences() -> list[Difference]:
    """(scope, key, day, kept, counted) of every count that is wrong; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return cursor.fetchall()
