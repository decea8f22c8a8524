"""More active priorities than two only by an adopted decision, also against plain SQL."""

from django.db import migrations

from wijkraad.trail.guards import SAFE

GUARD = f"""
CREATE FUNCTION portal_limit_by_decision() RETURNS trigger {SAFE} AS $$
BEGIN
  IF (NEW.value #>> '{{}}')::integer > 2 AND NOT EXISTS (
    SELECT 1 FROM meetings_decision d
    WHERE d.number = NEW.decision_number AND d.status IN ('adopted', 'executing', 'done')
  ) THEN
    RAISE EXCEPTION 'terms_setting: the limit of priorities is raised by an adopted decision'
      USING ERRCODE = '23514', CONSTRAINT = 'portal_limit_by_decision';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER limit_by_decision BEFORE INSERT OR UPDATE ON terms_setting
  FOR EACH ROW WHEN (NEW.key = 'active_priority_limit') EXECUTE FUNCTION portal_limit_by_decision();
"""
BACK = """
DROP TRIGGER limit_by_decision ON terms_setting;
DROP FUNCTION portal_limit_by_decision();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_desk_counts"), ("terms", "0001_tables"), ("meetings", "0001_tables")]

    operations = [migrations.RunSQL(GUARD, BACK)]
