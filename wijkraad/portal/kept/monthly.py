"""SQL of the counts per month: what came into each state and left it, and reports per theme; kept in `Tally`.

Deltas are written by triggers in the transaction of each change, like those of `counting`, and folded,
recounted and verified with them. Scopes: `in` and `out` (key = state:seen, see `Stay`; day = first of the
month) · `report` (key = theme id, ending in ":c" where the issue is confidential; day = first of the month).
"""

from wijkraad.trail.guards import SAFE

MONTH = "date_trunc('month', {at})::date"
_CAME, _LEFT = MONTH.format(at="s.came_on"), MONTH.format(at="s.left_on")
_SENT = MONTH.format(at="(r.created_at AT TIME ZONE 'Europe/Amsterdam')")
_THEME = "i.theme_id || CASE WHEN i.visibility = 'confidential' THEN ':c' ELSE '' END"
STAYS = f"""
CREATE FUNCTION portal_months(s portal_stay) RETURNS TABLE (scope text, key text, day date)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'in', s.state || ':' || s.seen, {_CAME}
  UNION ALL SELECT 'out', s.state || ':' || s.seen, {_LEFT} WHERE s.left_on IS NOT NULL
$$;
CREATE FUNCTION portal_tally_stay() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO portal_tally (scope, key, day, n)
    VALUES ('in', NEW.state || ':' || NEW.seen, {_CAME.replace("s.", "NEW.")}, 1);
  ELSE
    INSERT INTO portal_tally (scope, key, day, n)
    SELECT x.scope, x.key, x.day, sum(x.n) FROM (
      SELECT m.*, -1 AS n FROM portal_months(OLD) m UNION ALL SELECT m.*, 1 FROM portal_months(NEW) m
    ) x GROUP BY 1, 2, 3 HAVING sum(x.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_stay AFTER INSERT ON portal_stay FOR EACH ROW EXECUTE FUNCTION portal_tally_stay();
CREATE TRIGGER tally_stay_change AFTER UPDATE ON portal_stay FOR EACH ROW
  WHEN (OLD.left_on IS DISTINCT FROM NEW.left_on OR OLD.seen <> NEW.seen)
  EXECUTE FUNCTION portal_tally_stay();
"""  # noqa: S608 - our own text
REPORTS = f"""
CREATE FUNCTION portal_tally_report() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND OLD.issue_id IS NOT NULL THEN
    INSERT INTO portal_tally (scope, key, day, n)
    SELECT 'report', {_THEME}, {_SENT.replace("r.", "OLD.")}, -1
    FROM issues_issue i WHERE i.id = OLD.issue_id;
  END IF;
  IF NEW.withdrawn_at IS NULL THEN
    INSERT INTO portal_tally (scope, key, day, n)
    SELECT 'report', {_THEME}, {_SENT.replace("r.", "NEW.")}, 1
    FROM issues_issue i WHERE i.id = NEW.issue_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_report AFTER INSERT ON issues_report FOR EACH ROW
  EXECUTE FUNCTION portal_tally_report();
CREATE TRIGGER tally_report_change AFTER UPDATE ON issues_report FOR EACH ROW
  WHEN (OLD.issue_id IS DISTINCT FROM NEW.issue_id OR OLD.created_at <> NEW.created_at
    OR (OLD.withdrawn_at IS NULL) <> (NEW.withdrawn_at IS NULL))
  EXECUTE FUNCTION portal_tally_report();
CREATE FUNCTION portal_tally_theme() RETURNS trigger {SAFE} AS $$
BEGIN
  INSERT INTO portal_tally (scope, key, day, n)
  SELECT 'report', k.key, {_SENT}, sum(k.n) FROM issues_report r CROSS JOIN (
    VALUES ({_THEME.replace("i.", "OLD.")}, -1), ({_THEME.replace("i.", "NEW.")}, 1)
  ) k (key, n) WHERE r.issue_id = NEW.id AND r.withdrawn_at IS NULL GROUP BY 2, 3;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_theme AFTER UPDATE ON issues_issue FOR EACH ROW
  WHEN (({_THEME.replace("i.", "OLD.")}) <> ({_THEME.replace("i.", "NEW.")}))
  EXECUTE FUNCTION portal_tally_theme();
"""  # noqa: S608 - our own text
REMOVE = """
DROP TRIGGER tally_theme ON issues_issue;
DROP FUNCTION portal_tally_theme();
DROP TRIGGER tally_report_change ON issues_report;
DROP TRIGGER tally_report ON issues_report;
DROP FUNCTION portal_tally_report();
DROP TRIGGER tally_stay_change ON portal_stay;
DROP TRIGGER tally_stay ON portal_stay;
DROP FUNCTION portal_tally_stay();
DROP FUNCTION portal_months(portal_stay);
DELETE FROM portal_tally WHERE scope IN ('in', 'out', 'report');
"""
TRUTH = f"""
SELECT 'in' AS scope, s.state || ':' || s.seen AS key, {_CAME} AS day, count(*)::int AS n
FROM portal_stay s GROUP BY 2, 3
UNION ALL SELECT 'out', s.state || ':' || s.seen, {_LEFT}, count(*)::int
FROM portal_stay s WHERE s.left_on IS NOT NULL GROUP BY 2, 3
UNION ALL SELECT 'report', {_THEME}, {_SENT}, count(*)::int
FROM issues_report r JOIN issues_issue i ON i.id = r.issue_id WHERE r.withdrawn_at IS NULL GROUP BY 2, 3
"""  # noqa: S608 - our own text
FILL = f"INSERT INTO portal_tally (scope, key, day, n) {TRUTH}"  # noqa: S608 - our own text
