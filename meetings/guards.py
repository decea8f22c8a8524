# ruff: noqa: S608 - the pieces put together here are our own words
"""SQL of the [db] rules of this room, for its migrations; each refuses by the name of a constraint."""

from django.db import migrations

from meetings.workflow import FINAL as TAKEN
from wijkraad.trail.guards import SAFE

FINAL = "({})".format(", ".join(f"'{state}'" for state in TAKEN))
NEVER_AGAIN = (
    "uuid number internal_number agenda_item_id way internal title text reason about_council mandate_amount"
    " vote_way votes_for votes_against votes_abstain first_deadline"
    " decided_at decided_on created_by_id created_at"
)
MEETING_COLUMNS = (
    "kind working_group_id starts_at ends_at place slug internal status opened_at closed_at minutes_hash"
    " adopted_by_decision_id created_at"
)

LOCKED = f"""
CREATE FUNCTION meetings_refuse_locked(meeting bigint) RETURNS void {SAFE} AS $$
DECLARE state text;
BEGIN
  -- FOR SHARE waits for an adoption under way, and fails on a snapshot from before it.
  SELECT m.status INTO state FROM meetings_meeting m WHERE m.id = meeting FOR SHARE;
  IF state IN ('minutes_adopted') THEN
    RAISE EXCEPTION 'the minutes of meeting % are adopted', meeting
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_minutes_locked';
  END IF;
END $$;

CREATE FUNCTION meetings_item_locked() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM meetings_refuse_locked(OLD.meeting_id); END IF;
  IF TG_OP <> 'DELETE' THEN
    IF TG_OP = 'INSERT' OR NEW.meeting_id <> OLD.meeting_id THEN
      PERFORM meetings_refuse_locked(NEW.meeting_id);
    END IF;
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON meetings_agendaitem
  FOR EACH ROW EXECUTE FUNCTION meetings_item_locked();

CREATE FUNCTION meetings_part_locked() RETURNS trigger {SAFE} AS $$
DECLARE part bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT i.meeting_id INTO part FROM meetings_agendaitem i WHERE i.id = OLD.item_id;
    PERFORM meetings_refuse_locked(part);
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  SELECT i.meeting_id INTO part FROM meetings_agendaitem i WHERE i.id = NEW.item_id;
  PERFORM meetings_refuse_locked(part);
  RETURN NEW;
END $$;
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON meetings_agendaissue
  FOR EACH ROW EXECUTE FUNCTION meetings_part_locked();
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON meetings_conflictofinterest
  FOR EACH ROW EXECUTE FUNCTION meetings_part_locked();
"""
LOCKED_BACK = """
DROP TRIGGER locked ON meetings_conflictofinterest;
DROP TRIGGER locked ON meetings_agendaissue;
DROP FUNCTION meetings_part_locked();
DROP TRIGGER locked ON meetings_agendaitem;
DROP FUNCTION meetings_item_locked();
DROP FUNCTION meetings_refuse_locked(bigint);
"""

LINKS = f"""
CREATE FUNCTION meetings_links_fixed() RETURNS trigger {SAFE} AS $$
DECLARE state text; part bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END;
BEGIN
  SELECT d.status INTO state FROM meetings_decision d WHERE d.id = part FOR SHARE;
  IF state IN {FINAL} OR (TG_OP = 'UPDATE' AND NEW.decision_id <> OLD.decision_id) THEN
    RAISE EXCEPTION 'the issues of decision % are fixed', part
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_links';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE INSERT OR UPDATE OR DELETE ON meetings_decisionissue
  FOR EACH ROW EXECUTE FUNCTION meetings_links_fixed();

CREATE FUNCTION meetings_about_something() RETURNS trigger {SAFE} AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM meetings_decisionissue l WHERE l.decision_id = NEW.id) THEN
    RAISE EXCEPTION 'decision % is about no issue', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_about';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER about BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (NEW.status IN ('adopted') AND OLD.status IS DISTINCT FROM NEW.status AND NOT NEW.about_council)
  EXECUTE FUNCTION meetings_about_something();
"""
LINKS_BACK = """
DROP TRIGGER about ON meetings_decision;
DROP FUNCTION meetings_about_something();
DROP TRIGGER fixed ON meetings_decisionissue;
DROP FUNCTION meetings_links_fixed();
"""

VOTES = f"""
CREATE FUNCTION meetings_vote_allowed() RETURNS trigger {SAFE} AS $$
DECLARE d record; part bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END;
BEGIN
  SELECT m.status, m.vote_way INTO d FROM meetings_decision m WHERE m.id = part FOR SHARE;
  IF d.status <> 'concept' OR (TG_OP = 'UPDATE' AND NEW.decision_id <> OLD.decision_id) THEN
    RAISE EXCEPTION 'the votes of decision % are fixed', part
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_vote_fixed';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_TABLE_NAME = 'meetings_vote' AND d.vote_way <> 'names' THEN
    RAISE EXCEPTION 'decision % has no votes by name', part
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_vote_secret';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allowed BEFORE INSERT OR UPDATE OR DELETE ON meetings_vote
  FOR EACH ROW EXECUTE FUNCTION meetings_vote_allowed();
CREATE TRIGGER allowed BEFORE INSERT OR UPDATE OR DELETE ON meetings_outsideanswer
  FOR EACH ROW EXECUTE FUNCTION meetings_vote_allowed();

CREATE FUNCTION meetings_no_names_left() RETURNS trigger {SAFE} AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meetings_vote v WHERE v.decision_id = NEW.id) THEN
    RAISE EXCEPTION 'decision % still has votes by name', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_vote_secret';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_names BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (OLD.vote_way = 'names' AND NEW.vote_way <> 'names') EXECUTE FUNCTION meetings_no_names_left();
"""
VOTES_BACK = """
DROP TRIGGER no_names ON meetings_decision;
DROP FUNCTION meetings_no_names_left();
DROP TRIGGER allowed ON meetings_outsideanswer;
DROP TRIGGER allowed ON meetings_vote;
DROP FUNCTION meetings_vote_allowed();
"""

SUPERSEDE = f"""
CREATE FUNCTION meetings_no_loops() RETURNS trigger {SAFE} AS $$
DECLARE cause bigint := coalesce(NEW.superseded_by_id, NEW.withdrawn_by_id); step bigint; state text;
BEGIN
  -- Both rows locked, lower id first: two that replace each other meet here and one gives way.
  PERFORM 1 FROM meetings_decision d WHERE d.id IN (NEW.id, cause) ORDER BY d.id FOR UPDATE;
  SELECT d.status INTO state FROM meetings_decision d WHERE d.id = cause;
  IF cause = NEW.id OR state NOT IN ('adopted', 'executing') THEN
    RAISE EXCEPTION 'decision % is not replaced by an adopted one', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_cause';
  END IF;
  step := cause;
  WHILE step IS NOT NULL LOOP
    SELECT d.superseded_by_id INTO step FROM meetings_decision d WHERE d.id = step FOR UPDATE;
    IF step = NEW.id THEN
      RAISE EXCEPTION 'decision % would replace itself', NEW.id
        USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_loop';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER no_loops BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (OLD.superseded_by_id IS DISTINCT FROM NEW.superseded_by_id
    OR OLD.withdrawn_by_id IS DISTINCT FROM NEW.withdrawn_by_id)
  EXECUTE FUNCTION meetings_no_loops();
"""
SUPERSEDE_BACK = "DROP TRIGGER no_loops ON meetings_decision; DROP FUNCTION meetings_no_loops();"


CORRECTIONS = f"""
CREATE FUNCTION meetings_erratum_allowed() RETURNS trigger {SAFE} AS $$
DECLARE state text; taken text; later timestamptz; own timestamptz;
BEGIN
  SELECT m.status, m.starts_at INTO state, own FROM meetings_meeting m WHERE m.id = NEW.meeting_id FOR SHARE;
  SELECT d.status, m.starts_at INTO taken, later FROM meetings_decision d
    JOIN meetings_agendaitem i ON i.id = d.agenda_item_id JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE d.id = NEW.decision_id;
  IF state IS DISTINCT FROM 'minutes_adopted' OR later <= own
    OR taken IS NULL OR taken NOT IN ('adopted', 'executing', 'done') THEN
    RAISE EXCEPTION 'no correction of meeting % by decision %', NEW.meeting_id, NEW.decision_id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_erratum_adopted';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allowed BEFORE INSERT ON meetings_erratum
  FOR EACH ROW EXECUTE FUNCTION meetings_erratum_allowed();

CREATE FUNCTION meetings_adopted_later() RETURNS trigger {SAFE} AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM meetings_decision d JOIN meetings_agendaitem i ON i.id = d.agenda_item_id
      JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE d.id = NEW.adopted_by_decision_id AND d.status IN ('adopted', 'executing', 'done')
      AND m.starts_at > NEW.starts_at
  ) THEN
    RAISE EXCEPTION 'the minutes of meeting % are not adopted by a later one', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_minutes_later';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER adopted_later BEFORE UPDATE ON meetings_meeting FOR EACH ROW
  WHEN (NEW.status IN ('minutes_adopted') AND OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION meetings_adopted_later();

CREATE TRIGGER locked BEFORE INSERT ON meetings_agendapaper
  FOR EACH ROW EXECUTE FUNCTION meetings_part_locked();
"""
CORRECTIONS_BACK = """
DROP TRIGGER locked ON meetings_agendapaper;
DROP TRIGGER adopted_later ON meetings_meeting;
DROP FUNCTION meetings_adopted_later();
DROP TRIGGER allowed ON meetings_erratum;
DROP FUNCTION meetings_erratum_allowed();
"""


def rules() -> list[migrations.RunSQL]:
    """The rules that only this room has."""
    return [
        migrations.RunSQL(LOCKED, LOCKED_BACK),
        migrations.RunSQL(LINKS, LINKS_BACK),
        migrations.RunSQL(VOTES, VOTES_BACK),
        migrations.RunSQL(SUPERSEDE, SUPERSEDE_BACK),
    ]
