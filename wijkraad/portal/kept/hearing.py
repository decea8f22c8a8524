"""SQL of what was heard at parts of streets: the reports that K12 and K18 weigh, kept by triggers.

A row is a report at a part of a street about a fully public matter that counts, not taken back. Of each it
says whether it counts ("one of a person per part in 30 days": the first one, then the first of 30 days or
more after the last that counted) and whether it is the first of its person there; the same again among the
reports of its own theme. Neither hangs on what comes later, so the rows before a day tell that day. Who sent
it stands in the report alone: here a part of a street is divided in 128 `spots`, so that the other reports of
somebody are found among a few, and what is forgotten of a person changes the row in the same transaction.

Rows are made anew per spot in the transaction of each change that they follow from, under a lock: first of
the issues, then of the spots, each in order, so whoever comes second sees what the first one wrote. A new
report that nobody looked at has no row, takes no lock and does no work. `differences` counts them again.
"""

from django.db import connection

from issues.workflow import UNLISTED
from wijkraad.portal.kept.filling import refill
from wijkraad.trail.guards import SAFE

APART = 30
"""Days between two reports of one person about one part that both count. Source: 2-domain, K12."""
LOCAL = "AT TIME ZONE 'Europe/Amsterdam')::date"
_GONE = ", ".join(f"'{state}'" for state in UNLISTED)
LISTED = f"{{i}}.visibility = 'public' AND {{i}}.number IS NOT NULL AND {{i}}.status NOT IN ({_GONE})"
FACTS = ("segment_id", "theme_id", "street_id", "area_id", "responsible_id")
"""What a row holds of its issue."""
SENT = ("issue_id", "segment_id", "created_at", "reporter_id", "email", "reporter_ordinal", "withdrawn_at",
        "confirmed_at", "intake_by_id")  # fmt: skip
"""What it follows from in its report."""
PERSON = """coalesce('u' || r.reporter_id, 'e' || nullif(r.email, ''),
  'i' || r.issue_id || ':' || coalesce(r.reporter_ordinal, r.id))"""
# An account, an address, else the number within the issue, which outlives both. `step`: severity of the last
# weighing in three steps. `sure_on`: the day on which the contact was confirmed; at once when somebody of the
# council wrote it down.
PLACED = f"""
SELECT r.id AS report_id, r.issue_id, p.segment_id, r.created_at, p.person,
  p.segment_id * 128 + (get_byte(sha256(convert_to(p.person, 'UTF8')), 0) & 127) AS spot, p.day,
  CASE WHEN r.intake_by_id IS NULL THEN (r.confirmed_at {LOCAL} ELSE p.day END AS sure_on,
  (w.at {LOCAL} AS weighed_on, coalesce(ceil(w.severity * 3 / 5.0), 1)::smallint AS step,
  i.theme_id, i.street_id, i.area_id, i.responsible_id AS owner_id
FROM issues_report r JOIN issues_issue i ON i.id = r.issue_id
CROSS JOIN LATERAL (
  SELECT coalesce(r.segment_id, i.segment_id) AS segment_id, {PERSON} AS person, (r.created_at {LOCAL} AS day
) p
LEFT JOIN LATERAL (
  SELECT severity, at FROM issues_weighing w WHERE w.issue_id = i.id ORDER BY w.id DESC LIMIT 1
) w ON true
WHERE {LISTED.format(i="i")} AND r.withdrawn_at IS NULL AND p.segment_id IS NOT NULL
"""  # noqa: S608 - our own text
KEPT = (
    "issue_id, segment_id, spot, day, sure_on, weighed_on, step, theme_id, street_id, area_id, owner_id, "
    "counts, first, counts_theme, first_theme"
)
COLUMNS = f"report_id, {KEPT}"
# `last` is the day of the last report that counted, this one included: where it changes, this one counts.
TRUTH = """
SELECT x.report_id, x.issue_id, x.segment_id, x.spot, x.day, x.sure_on, x.weighed_on, x.step, x.theme_id,
  x.street_id, x.area_id, x.owner_id,
  x.last IS DISTINCT FROM lag(x.last) OVER whole AS counts, row_number() OVER whole = 1 AS first,
  x.last_theme IS DISTINCT FROM lag(x.last_theme) OVER own AS counts_theme,
  row_number() OVER own = 1 AS first_theme
FROM (
  SELECT b.*, portal_apart(b.day) OVER whole AS last, portal_apart(b.day) OVER own AS last_theme
  FROM ({placed}) b
  WINDOW whole AS (PARTITION BY b.segment_id, b.person ORDER BY b.created_at, b.report_id),
    own AS (PARTITION BY b.segment_id, b.person, b.theme_id ORDER BY b.created_at, b.report_id)
) x
WINDOW whole AS (PARTITION BY x.segment_id, x.person ORDER BY x.created_at, x.report_id),
  own AS (PARTITION BY x.segment_id, x.person, x.theme_id ORDER BY x.created_at, x.report_id)
"""
_SET = ", ".join(f"{name} = EXCLUDED.{name}" for name in KEPT.split(", "))
_OLD = ", ".join(f"h.{name}" for name in KEPT.split(", "))
_NEW = ", ".join(f"EXCLUDED.{name}" for name in KEPT.split(", "))
_SENT = " OR ".join(f"o.{name} IS DISTINCT FROM n.{name}" for name in SENT)
_FACTS = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FACTS)
_WAS, _IS = LISTED.format(i="OLD"), LISTED.format(i="NEW")
MEMBERS = "ARRAY(SELECT report_id FROM portal_heard WHERE spot = ANY(spots)) || reports"
FUNCTIONS = f"""
CREATE FUNCTION portal_apart_step(last date, day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = public, pg_temp AS $$
BEGIN
  RETURN CASE WHEN day - last >= {APART} THEN day ELSE last END;
END $$;
CREATE AGGREGATE portal_apart(date) (SFUNC = portal_apart_step, STYPE = date);
CREATE FUNCTION portal_heard_hold(first int, keys bigint[]) RETURNS void {SAFE} AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('portal_heard'), x.key)
  FROM (SELECT DISTINCT (first + k % 1024)::int AS key FROM unnest(keys) k ORDER BY 1) x;
END $$;
CREATE FUNCTION portal_heard_renew(reports bigint[]) RETURNS void {SAFE} AS $$
DECLARE spots bigint[];
BEGIN
  SELECT array_agg(DISTINCT s.spot) INTO spots FROM (
    SELECT h.spot FROM portal_heard h WHERE h.report_id = ANY(reports)
    UNION ALL SELECT b.spot FROM ({PLACED} AND r.id = ANY(reports)) b
  ) s;
  IF spots IS NULL THEN RETURN; END IF;
  PERFORM portal_heard_hold(1024, spots);
  DELETE FROM portal_heard h WHERE h.report_id = ANY(reports)
    AND NOT EXISTS (SELECT FROM ({PLACED}) b WHERE b.report_id = h.report_id);
  INSERT INTO portal_heard AS h ({COLUMNS}) {TRUTH.format(placed=f"{PLACED} AND r.id = ANY({MEMBERS})")}
  ON CONFLICT (report_id) DO UPDATE SET {_SET} WHERE ({_OLD}) IS DISTINCT FROM ({_NEW});
END $$;
CREATE FUNCTION portal_heard_comes() RETURNS trigger {SAFE} AS $$
DECLARE listed boolean;
BEGIN
  SELECT {LISTED.format(i="i")} INTO listed FROM issues_issue i WHERE i.id = NEW.issue_id FOR NO KEY UPDATE;
  IF listed THEN PERFORM portal_heard_renew(ARRAY[NEW.id]); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER heard_comes AFTER INSERT ON issues_report FOR EACH ROW EXECUTE FUNCTION portal_heard_comes();
CREATE FUNCTION portal_heard_changes() RETURNS trigger {SAFE} AS $$
DECLARE reports bigint[]; issues bigint[];
BEGIN
  SELECT array_agg(n.id), array_agg(o.issue_id) || array_agg(n.issue_id) INTO reports, issues
  FROM was o JOIN now n ON n.id = o.id WHERE {_SENT};
  IF reports IS NOT NULL THEN
    PERFORM portal_heard_hold(0, issues);
    PERFORM portal_heard_renew(reports);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER heard_changes AFTER UPDATE ON issues_report
  REFERENCING OLD TABLE AS was NEW TABLE AS now FOR EACH STATEMENT EXECUTE FUNCTION portal_heard_changes();
CREATE FUNCTION portal_heard_follows() RETURNS trigger {SAFE} AS $$
BEGIN
  PERFORM portal_heard_hold(0, ARRAY[NEW.id]);
  PERFORM portal_heard_renew(ARRAY(SELECT id FROM issues_report WHERE issue_id = NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER heard_follows AFTER UPDATE ON issues_issue FOR EACH ROW
  WHEN (({_WAS}) IS DISTINCT FROM ({_IS}) OR ({_IS}) AND ({_FACTS})) EXECUTE FUNCTION portal_heard_follows();
CREATE FUNCTION portal_heard_weighs() RETURNS trigger {SAFE} AS $$
DECLARE listed boolean;
BEGIN
  SELECT {LISTED.format(i="i")} INTO listed FROM issues_issue i WHERE i.id = NEW.issue_id FOR NO KEY UPDATE;
  IF listed THEN
    PERFORM portal_heard_renew(ARRAY(SELECT id FROM issues_report WHERE issue_id = NEW.issue_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER heard_weighs AFTER INSERT ON issues_weighing FOR EACH ROW
  EXECUTE FUNCTION portal_heard_weighs();
"""  # noqa: S608 - our own text
REMOVE = """
DROP TRIGGER heard_weighs ON issues_weighing;
DROP FUNCTION portal_heard_weighs();
DROP TRIGGER heard_follows ON issues_issue;
DROP FUNCTION portal_heard_follows();
DROP TRIGGER heard_changes ON issues_report;
DROP FUNCTION portal_heard_changes();
DROP TRIGGER heard_comes ON issues_report;
DROP FUNCTION portal_heard_comes();
DROP FUNCTION portal_heard_renew(bigint[]);
DROP FUNCTION portal_heard_hold(int, bigint[]);
DROP AGGREGATE portal_apart(date);
DROP FUNCTION portal_apart_step(date, date);
"""
FILL = f"INSERT INTO portal_heard ({COLUMNS}) {TRUTH.format(placed=PLACED)}"  # noqa: S608 - our own text
DIFFERENCES = f"""
WITH truth AS ({TRUTH.format(placed=PLACED)}), kept AS (SELECT {COLUMNS} FROM portal_heard)
SELECT DISTINCT x.report_id FROM (
  (SELECT {COLUMNS} FROM truth EXCEPT SELECT * FROM kept)
  UNION ALL (SELECT * FROM kept EXCEPT SELECT {COLUMNS} FROM truth)
) x ORDER BY 1 LIMIT 1000
"""  # noqa: S608 - our own text


def recount() -> None:
    """Write the rows anew from the reports, after rows came in without triggers (seed); by the owner."""
    refill("portal_heard", FILL)


def differences() -> list[int]:
    """The key of each report whose row is wrong, missing or too much; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return [row[0] for row in cursor.fetchall()]
