"""An urgent decision is ratified by a decision of the next evening; a working group never decides."""

from django.db import migrations

from wijkraad.trail.guards import SAFE

BODY = """
DECLARE evening record;
BEGIN
  SELECT m.kind, m.status INTO evening FROM meetings_meeting m WHERE m.id = NEW.ratified_in_id FOR SHARE;
  IF OLD.ratified_in_id IS NOT NULL OR NEW.way <> 'urgent' OR NEW.status NOT IN ('adopted', 'executing')
     OR evening.kind <> 'bestuur' OR evening.status <> 'running'{more} THEN
    RAISE EXCEPTION 'decision % cannot be ratified here', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_ratified';
  END IF;
  RETURN NEW;
END $$;
"""
MORE = """ OR NOT EXISTS (
       SELECT 1 FROM meetings_decision d JOIN meetings_agendaitem i ON i.id = d.agenda_item_id
        WHERE d.id = NEW.ratified_by_id AND d.id <> NEW.id AND i.meeting_id = NEW.ratified_in_id
          AND d.status IN ('adopted', 'executing', 'done'))"""
HEAD = "CREATE OR REPLACE FUNCTION meetings_ratified_once() RETURNS trigger"
BY_DECISION = f"""
{HEAD} {SAFE} AS $${BODY.format(more=MORE)}
DROP TRIGGER ratified ON meetings_decision;
CREATE TRIGGER ratified BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (OLD.ratified_in_id IS DISTINCT FROM NEW.ratified_in_id
    OR OLD.ratified_by_id IS DISTINCT FROM NEW.ratified_by_id)
  EXECUTE FUNCTION meetings_ratified_once();
"""
BY_DECISION_BACK = f"""
DROP TRIGGER ratified ON meetings_decision;
CREATE TRIGGER ratified BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (OLD.ratified_in_id IS DISTINCT FROM NEW.ratified_in_id) EXECUTE FUNCTION meetings_ratified_once();
{HEAD} {SAFE} AS $${BODY.format(more="")}
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_history")]

    operations = [
        migrations.RunSQL(BY_DECISION, BY_DECISION_BACK),
    ]
