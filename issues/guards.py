"""SQL of this room's own [db] guards: numbers, merging, priorities, and the search words."""

from django.db import migrations

from wijkraad.trail.guards import SAFE

SEARCH = migrations.RunSQL(
    f"""
CREATE TEXT SEARCH CONFIGURATION public.dutch_plain (COPY = pg_catalog.dutch);
ALTER TEXT SEARCH CONFIGURATION public.dutch_plain
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;

CREATE FUNCTION issues_issue_words() RETURNS trigger {SAFE} AS $$
DECLARE place text; folder text;
BEGIN
  SELECT name INTO place FROM issues_street WHERE id = NEW.street_id;
  SELECT name INTO folder FROM issues_theme WHERE id = NEW.theme_id;
  NEW.search :=
    setweight(to_tsvector('public.dutch_plain', NEW.title), 'A')
    || setweight(to_tsvector('simple', coalesce(NEW.number, '')), 'A')
    || setweight(to_tsvector('public.dutch_plain', coalesce(place, '')), 'B')
    || setweight(to_tsvector('public.dutch_plain', coalesce(folder, '')), 'C')
    || setweight(to_tsvector('public.dutch_plain', NEW.summary), 'C');
  RETURN NEW;
END $$;
CREATE TRIGGER words_insert BEFORE INSERT ON issues_issue
  FOR EACH ROW WHEN (NEW.title <> '') EXECUTE FUNCTION issues_issue_words();
CREATE TRIGGER words_update BEFORE UPDATE ON issues_issue FOR EACH ROW
  WHEN ((OLD.title, OLD.summary, OLD.number, OLD.street_id, OLD.theme_id)
    IS DISTINCT FROM (NEW.title, NEW.summary, NEW.number, NEW.street_id, NEW.theme_id))
  EXECUTE FUNCTION issues_issue_words();
""",
    """
DROP TRIGGER words_update ON issues_issue;
DROP TRIGGER words_insert ON issues_issue;
DROP FUNCTION issues_issue_words();
DROP TEXT SEARCH CONFIGURATION public.dutch_plain;
""",
)

# A public number is never changed, taken away or reused; the row itself is never deleted.
NUMBER = migrations.RunSQL(
    f"""
CREATE FUNCTION issues_issue_number_fixed() RETURNS trigger {SAFE} AS $$
BEGIN
  RAISE EXCEPTION 'issues_issue: a number is for ever'
    USING ERRCODE = '23514', CONSTRAINT = 'issues_issue_number_fixed';
END $$;
CREATE TRIGGER number_fixed BEFORE UPDATE ON issues_issue FOR EACH ROW
  WHEN ((OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number)
    OR (OLD.internal_number IS NOT NULL AND NEW.internal_number IS DISTINCT FROM OLD.internal_number))
  EXECUTE FUNCTION issues_issue_number_fixed();
CREATE TRIGGER number_kept BEFORE DELETE ON issues_issue FOR EACH ROW
  WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION issues_issue_number_fixed();
""",
    """
DROP TRIGGER number_kept ON issues_issue;
DROP TRIGGER number_fixed ON issues_issue;
DROP FUNCTION issues_issue_number_fixed();
""",
)

# The row that is merged is locked by its UPDATE; locking the target too makes two merges into
# each other wait, and the second one sees a target that is merged itself.
MERGE = migrations.RunSQL(
    f"""
CREATE FUNCTION issues_issue_merge_loop() RETURNS trigger {SAFE} AS $$
DECLARE target issues_issue%ROWTYPE;
BEGIN
  SELECT * INTO target FROM issues_issue WHERE id = NEW.merged_into_id FOR UPDATE;
  IF target.id = NEW.id OR target.merged_into_id IS NOT NULL OR 'merged' IN (target.status) THEN
    RAISE EXCEPTION 'issues_issue: the target is merged itself'
      USING ERRCODE = '23514', CONSTRAINT = 'issues_issue_merge_loop';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER merge_loop_insert BEFORE INSERT ON issues_issue FOR EACH ROW
  WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION issues_issue_merge_loop();
CREATE TRIGGER merge_loop BEFORE UPDATE ON issues_issue FOR EACH ROW
  WHEN (NEW.merged_into_id IS NOT NULL AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
  EXECUTE FUNCTION issues_issue_merge_loop();
""",
    """
DROP TRIGGER merge_loop ON issues_issue;
DROP TRIGGER merge_loop_insert ON issues_issue;
DROP FUNCTION issues_issue_merge_loop();
""",
)

# A counter row instead of a count: under REPEATABLE READ a count misses what another transaction
# has just committed, an UPDATE of one row does not.
PRIORITIES = migrations.RunSQL(
    f"""
INSERT INTO issues_priorityslots (id, active) VALUES (1, 0);
CREATE FUNCTION issues_priority_limit() RETURNS trigger {SAFE} SECURITY DEFINER AS $$
DECLARE
  change integer := 0;
  taken integer;
  most integer;
BEGIN
  IF TG_RELID <> 'public.issues_priority'::regclass THEN RAISE EXCEPTION 'not for this table'; END IF;
  IF TG_OP <> 'DELETE' AND NEW.active THEN change := change + 1; END IF;
  IF TG_OP <> 'INSERT' AND OLD.active THEN change := change - 1; END IF;
  IF change = 0 THEN RETURN NULL; END IF;
  UPDATE issues_priorityslots SET active = active + change WHERE id = 1 RETURNING active INTO taken;
  IF change > 0 THEN
    SELECT (value #>> '{{}}')::integer INTO most FROM terms_setting
      WHERE key = 'active_priority_limit' AND valid @> (trail_now() AT TIME ZONE 'Europe/Amsterdam')::date
      FOR SHARE;
    IF taken > coalesce(most, 2) THEN
      RAISE EXCEPTION 'issues_priority: % of % active', taken, coalesce(most, 2)
        USING ERRCODE = '23514', CONSTRAINT = 'issues_priority_limit';
    END IF;
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION issues_priority_limit() FROM PUBLIC;
CREATE TRIGGER priority_limit AFTER INSERT OR UPDATE OR DELETE ON issues_priority
  FOR EACH ROW EXECUTE FUNCTION issues_priority_limit();
""",
    """
DROP TRIGGER priority_limit ON issues_priority;
DROP FUNCTION issues_priority_limit();
DELETE FROM issues_priorityslots;
""",
)
