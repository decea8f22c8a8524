"""An action that gets done says what came of it and where that can be seen; older rows stay as they are."""

from django.db import migrations

from wijkraad.trail.guards import SAFE

EMPTY = "NEW.result !~ '\\S' OR NEW.evidence !~ '\\S'"
# What was done before evidence was asked has none, so this judges the step and not the row.
DONE = f"""
CREATE FUNCTION issues_action_done() RETURNS trigger {SAFE} AS $$
BEGIN
  RAISE EXCEPTION 'action % is done without a result or evidence', NEW.id
    USING ERRCODE = '23514', CONSTRAINT = 'issues_action_evidence';
END $$;
CREATE TRIGGER done_insert BEFORE INSERT ON issues_action
  FOR EACH ROW WHEN (NEW.done_at IS NOT NULL AND ({EMPTY})) EXECUTE FUNCTION issues_action_done();
CREATE TRIGGER done_update BEFORE UPDATE ON issues_action
  FOR EACH ROW WHEN (NEW.done_at IS NOT NULL AND (
    (OLD.done_at IS NULL AND ({EMPTY}))
    OR (OLD.result ~ '\\S' AND NEW.result !~ '\\S')
    OR (OLD.evidence ~ '\\S' AND NEW.evidence !~ '\\S')
  )) EXECUTE FUNCTION issues_action_done();
"""
DONE_BACK = """
DROP TRIGGER done_update ON issues_action;
DROP TRIGGER done_insert ON issues_action;
DROP FUNCTION issues_action_done();
"""


class Migration(migrations.Migration):
    dependencies = [("issues", "0028_evidence_of_actions")]

    operations = [migrations.RunSQL(DONE, DONE_BACK)]
