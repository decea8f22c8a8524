"""SQL of the tallies: what one issue counts for, the trigger that writes deltas, folding and recounting."""

from django.db import connection

from issues.workflow import OPEN, UNLISTED
from wijkraad.trail.guards import SAFE


def _states(states: object) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))  # type: ignore[call-overload]


def functions() -> str:
    """What an issue counts for (`portal_counts`) and the trigger function that compares before and after."""
    listed = (
        f"i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ({_states(UNLISTED)})"
    )
    is_open = f"i.status IN ({_states(OPEN)})"
    return f"""
CREATE FUNCTION portal_counts(i issues_issue) RETURNS TABLE (scope text, key text, day date)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.scope, c.key, c.day FROM (VALUES
    ('status', i.status::text, NULL::date, true),
    ('theme', i.theme_id || ':' || i.status, NULL, true),
    ('street', i.street_id::text, NULL, {is_open} AND i.visibility = 'public' AND i.street_id IS NOT NULL),
    ('segment', i.segment_id::text, NULL, {is_open} AND i.visibility = 'public' AND i.segment_id IS NOT NULL),
    ('talk', i.talks_since_decision::text, NULL, {is_open} AND i.talks_since_decision > 0),
    ('agenda', '', i.on_agenda_at, {is_open} AND i.on_agenda_at IS NOT NULL),
    ('aftercare', '', i.aftercare_until, i.status IN ('resolved')),
    ('back', '', NULL, {is_open} AND i.relapse_count > 0)
  ) AS c (scope, key, day, counts) WHERE c.counts AND {listed}
$$;

CREATE FUNCTION portal_tally_issue() RETURNS trigger {SAFE} AS $$
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
CREATE TRIGGER tally_change AFTER UPDATE ON issues_issue FOR EACH ROW
  WHEN (OLD.number IS NOT NULL OR NEW.number IS NOT NULL) EXECUTE FUNCTION portal_tally_issue();
CREATE TRIGGER tally_insert AFTER INSERT ON issues_issue FOR EACH ROW
  WHEN (NEW.number IS NOT NULL) EXECUTE FUNCTION portal_tally_issue();
CREATE TRIGGER tally_delete AFTER DELETE ON issues_issue FOR EACH ROW
  WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION portal_tally_issue();
"""  # noqa: S608 - our own text


REMOVE = """
DROP TRIGGER tally_delete ON issues_issue;
DROP TRIGGER tally_insert ON issues_issue;
DROP TRIGGER tally_change ON issues_issue;
DROP FUNCTION portal_tally_issue();
DROP FUNCTION portal_counts(issues_issue);
"""

TRUTH = """
SELECT c.scope, c.key, c.day, count(*)::int AS n
FROM issues_issue i CROSS JOIN LATERAL portal_counts(i) c WHERE i.number IS NOT NULL GROUP BY 1, 2, 3
"""
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
        cursor.execute("DELETE FROM portal_tally")
        cursor.execute(f"INSERT INTO portal_tally (scope, key, day, n) {TRUTH}")


def differences() -> list[Difference]:
    """(scope, key, day, kept, counted) of every count that is wrong; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return cursor.fetchall()
