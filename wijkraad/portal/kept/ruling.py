"""SQL of the rulings: what figures ask of each decision that was taken, kept beside it by triggers.

A ruling is a decision with one of its issues (or with none), with the days on which it ran and ended, the
first day and date of its chain, and what figures choose by (theme, street, area, persons, who may know of
it). One that was opened again after its end has a row for each time that it ran. So any period is counted
from rows in the order of an index, without a look at moves, chains and links. The rows of a decision are made
anew in the transaction of each change that they follow from, under a lock of that decision: who comes second
sees what the first one wrote. `differences` counts them again.
"""

from django.db import connection

from issues.workflow import UNLISTED
from meetings.workflow import FINAL, RUNNING
from wijkraad.portal.kept.filling import refill
from wijkraad.trail.guards import SAFE

CLOSED = ("done", "not_achieved")


def _in(states: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


LOCAL = "AT TIME ZONE 'Europe/Amsterdam')::date"
LEVEL = """CASE WHEN i.visibility = 'confidential' THEN 0 WHEN i.number IS NULL THEN 1
  WHEN i.visibility = 'public' THEN 3 ELSE 2 END"""
PROVEN = "i.baseline <> '' AND i.after_measure <> '' AND i.judgement <> ''"
ISSUE = {
    "theme_id": "i.theme_id",
    "street_id": "i.street_id",
    "area_id": "i.area_id",
    "holder_id": "i.responsible_id",
    "first_report_on": f"(i.first_report_at {LOCAL}",
    "seen": LEVEL,
    "counts": f"i.status NOT IN {_in(UNLISTED)}",
}
"""What a ruling holds of its issue, by column; as in a stay."""
COLUMNS = (
    "link_id, decision_id, issue_id, leads, status, decided_on, chain_on, promised_on, ran_on, left_on,"
    " ended_on, reopened_on, withdrawn_on, open, known, proven, owner_id, " + ", ".join(ISSUE)
)
# Moves that only tell of something (from = to) count for nothing. `e` are the times that it ran, one or none
# for nearly all; `b` is the oldest decision of the chain.
TRUTH = f"""
SELECT l.id AS link_id, d.id AS decision_id, l.issue_id, l.id IS NOT DISTINCT FROM k.lead AS leads, d.status,
  d.decided_on, coalesce(b.decided_on, d.decided_on) AS chain_on,
  coalesce(b.first_deadline, d.first_deadline) AS promised_on, e.ran_on, (o.at {LOCAL} AS left_on,
  CASE WHEN o.to_state IN {_in(CLOSED)} THEN coalesce(d.finished_on, (o.at {LOCAL}) END AS ended_on,
  (n.at {LOCAL} AS reopened_on, w.decided_on AS withdrawn_on, d.number IS NOT NULL AS open,
  coalesce(k.known, 3)::smallint AS known, coalesce(k.proven, false) AS proven, d.responsible_id AS owner_id,
  {", ".join(ISSUE.values())}
FROM meetings_decision d
LEFT JOIN meetings_decisionissue l ON l.decision_id = d.id
LEFT JOIN issues_issue i ON i.id = l.issue_id
LEFT JOIN meetings_decision w ON w.id = d.withdrawn_by_id
LEFT JOIN LATERAL (
  SELECT min(kl.id) AS lead, min({LEVEL}) AS known, bool_or({PROVEN}) AS proven
  FROM meetings_decisionissue kl JOIN issues_issue i ON i.id = kl.issue_id WHERE kl.decision_id = d.id
) k ON true
LEFT JOIN LATERAL (
  SELECT c.id, (c.at {LOCAL} AS ran_on FROM meetings_decisionmove c
  WHERE c.decision_id = d.id AND c.to_state IN {_in(RUNNING)} AND c.from_state NOT IN {_in(RUNNING)}
) e ON true
LEFT JOIN LATERAL (
  SELECT c.at, c.to_state FROM meetings_decisionmove c WHERE c.decision_id = d.id AND c.id > e.id
    AND c.from_state IN {_in(RUNNING)} AND c.to_state NOT IN {_in(RUNNING)} ORDER BY c.id LIMIT 1
) o ON true
LEFT JOIN LATERAL (
  SELECT c.at FROM meetings_decisionmove c WHERE c.decision_id = d.id AND c.id > e.id
    AND c.to_state IN {_in(RUNNING)} AND c.from_state NOT IN {_in(RUNNING)} ORDER BY c.id LIMIT 1
) n ON true
LEFT JOIN LATERAL (
  WITH RECURSIVE chain (id, decided_on, first_deadline, place) AS (
    SELECT p.id, p.decided_on, p.first_deadline, 1 FROM meetings_decision p
    WHERE p.superseded_by_id = d.id AND p.decided_on IS NOT NULL
    UNION ALL SELECT p.id, p.decided_on, p.first_deadline, chain.place + 1
    FROM chain JOIN meetings_decision p ON p.superseded_by_id = chain.id AND p.decided_on IS NOT NULL
  )
  SELECT chain.decided_on, chain.first_deadline FROM chain ORDER BY chain.place DESC LIMIT 1
) b ON true
WHERE d.status IN {_in(FINAL)}
"""  # noqa: S608 - our own text
NAMED = ["status", "number", "responsible_id", "decided_on", "first_deadline", "finished_on"]
LINKED = ["superseded_by_id", "withdrawn_by_id"]


def _differs(columns: list[str]) -> str:
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)


_ISSUE_DIFFERS = " OR ".join(
    f"({value.replace('i.', 'OLD.')}) IS DISTINCT FROM ({value.replace('i.', 'NEW.')})"
    for value in (*ISSUE.values(), PROVEN)
)
FUNCTIONS = f"""
CREATE FUNCTION portal_ruling_renew(which bigint) RETURNS void {SAFE} AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('portal_ruling', which));
  DELETE FROM portal_ruling WHERE decision_id = which;
  INSERT INTO portal_ruling ({COLUMNS}) {TRUTH} AND d.id = which;
END $$;
CREATE FUNCTION portal_ruling_moves() RETURNS trigger {SAFE} AS $$
BEGIN
  PERFORM portal_ruling_renew(NEW.decision_id);
  RETURN NULL;
END $$;
CREATE TRIGGER ruling_moves AFTER INSERT ON meetings_decisionmove FOR EACH ROW
  WHEN (NEW.from_state <> NEW.to_state) EXECUTE FUNCTION portal_ruling_moves();
CREATE FUNCTION portal_ruling_changes() RETURNS trigger {SAFE} AS $$
DECLARE one bigint;
BEGIN
  -- this one, what it withdraws, and all that come after it in its chain
  FOR one IN
    WITH RECURSIVE later (id) AS (
      SELECT NEW.id UNION SELECT d.superseded_by_id FROM later JOIN meetings_decision d ON d.id = later.id
      WHERE d.superseded_by_id IS NOT NULL
    )
    SELECT id FROM later
    UNION SELECT d.id FROM meetings_decision d WHERE d.withdrawn_by_id = NEW.id ORDER BY 1
  LOOP
    PERFORM portal_ruling_renew(one);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER ruling_changes AFTER UPDATE ON meetings_decision FOR EACH ROW
  WHEN ({_differs(NAMED + LINKED)}) EXECUTE FUNCTION portal_ruling_changes();
CREATE FUNCTION portal_ruling_follows() RETURNS trigger {SAFE} AS $$
DECLARE one bigint;
BEGIN
  FOR one IN SELECT DISTINCT decision_id FROM meetings_decisionissue WHERE issue_id = NEW.id ORDER BY 1 LOOP
    PERFORM portal_ruling_renew(one);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER ruling_follows AFTER UPDATE ON issues_issue FOR EACH ROW
  WHEN ({_ISSUE_DIFFERS}) EXECUTE FUNCTION portal_ruling_follows();
"""  # noqa: S608 - our own text
REMOVE = """
DROP TRIGGER ruling_follows ON issues_issue;
DROP FUNCTION portal_ruling_follows();
DROP TRIGGER ruling_changes ON meetings_decision;
DROP FUNCTION portal_ruling_changes();
DROP TRIGGER ruling_moves ON meetings_decisionmove;
DROP FUNCTION portal_ruling_moves();
DROP FUNCTION portal_ruling_renew(bigint);
"""
FILL = f"INSERT INTO portal_ruling ({COLUMNS}) {TRUTH}"  # noqa: S608 - our own text
DIFFERENCES = f"""
WITH truth ({COLUMNS}) AS ({TRUTH}), kept AS (SELECT {COLUMNS} FROM portal_ruling)
SELECT DISTINCT coalesce(d.number, d.internal_number, d.id::text) FROM (
  (SELECT * FROM truth EXCEPT ALL SELECT * FROM kept)
  UNION ALL (SELECT * FROM kept EXCEPT ALL SELECT * FROM truth)
) x JOIN meetings_decision d ON d.id = x.decision_id ORDER BY 1 LIMIT 1000
"""  # noqa: S608 - our own text


def recount() -> None:
    """Write the rulings anew, after rows came in without triggers (seed); by the owner."""
    refill("portal_ruling", FILL)


def differences() -> list[str]:
    """The number of each decision whose rulings are wrong; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return [row[0] for row in cursor.fetchall()]
