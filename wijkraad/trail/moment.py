"""SQL of the clock inside PostgreSQL and of the history trigger that reads it."""

from wijkraad.trail.guards import SAFE

FUNCTIONS = f"""
CREATE FUNCTION trail_now() RETURNS timestamptz LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE moved text := current_setting('wijkraad.at', true);
BEGIN
  IF moved IS NULL OR moved = '' THEN RETURN now(); END IF;
  IF pg_has_role(
       session_user, (SELECT relowner FROM pg_class WHERE oid = 'trail_trailevent'::regclass), 'MEMBER'
     )
     OR EXISTS (SELECT 1 FROM terms_installation WHERE demo) THEN
    RETURN moved::timestamptz;
  END IF;
  RETURN now();
END $$;

CREATE FUNCTION trail_record() RETURNS trigger {SAFE} SECURITY DEFINER AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{{}}'::jsonb ELSE to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{{}}'::jsonb ELSE to_jsonb(NEW) END;
  changes jsonb := '{{}}'::jsonb;
  field text;
BEGIN
  FOREACH field IN ARRAY string_to_array(TG_ARGV[0], ' ') LOOP
    IF before -> field IS DISTINCT FROM after -> field THEN
      changes := changes || jsonb_build_object(field, jsonb_build_array(before -> field, after -> field));
    END IF;
  END LOOP;
  IF TG_ARGV[1] <> '' THEN
    FOREACH field IN ARRAY string_to_array(TG_ARGV[1], ' ') LOOP
      IF before -> field IS DISTINCT FROM after -> field THEN
        changes := changes || jsonb_build_object(field, true);
      END IF;
    END LOOP;
  END IF;
  IF changes = '{{}}'::jsonb THEN RETURN NULL; END IF;
  INSERT INTO trail_trailevent (at, actor_id, verb, "table", "row", operation, changes)
  VALUES (
    trail_now(), nullif(current_setting('wijkraad.actor', true), '')::bigint,
    coalesce(nullif(current_setting('wijkraad.verb', true), ''), 'sql'),
    TG_TABLE_NAME, coalesce(after ->> 'id', before ->> 'id'), lower(TG_OP), changes
  );
  RETURN NULL;
END $$;
"""
REVERSE = "DROP FUNCTION trail_record(); DROP FUNCTION trail_now();"
