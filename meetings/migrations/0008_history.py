"""Papers of before this portal: the state `imported`, fixed from its first moment, and what waits for a yes."""

from django.conf import settings
from django.db import migrations

from meetings.guards import MEETING_COLUMNS, NEVER_AGAIN
from meetings.workflow import DECISION, MEETING
from wijkraad.trail.guards import SAFE, frozen_columns, moves_only

MEETINGS = moves_only("meetings_meeting", MEETING, "meetings_meetingmove", "meeting_id")
DECISIONS = moves_only("meetings_decision", DECISION, "meetings_decisionmove", "decision_id")
LOCKED = f"""
CREATE OR REPLACE FUNCTION meetings_refuse_locked(meeting bigint) RETURNS void {SAFE} AS $$
DECLARE state text;
BEGIN
  -- FOR SHARE waits for an adoption under way, and fails on a snapshot from before it.
  SELECT m.status INTO state FROM meetings_meeting m WHERE m.id = meeting FOR SHARE;
  IF state IN ('minutes_adopted') OR (state = 'imported' AND NOT EXISTS (
    SELECT 1 FROM meetings_meetingmove h WHERE h.meeting_id = meeting AND h.to_state = 'imported'
      AND h.txid = pg_current_xact_id()::text::bigint
  )) THEN
    RAISE EXCEPTION 'the minutes of meeting % are adopted', meeting
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_minutes_locked';
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0016_papers"),
        ("meetings", "0007_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(MEETINGS.reverse_sql, migrations.RunSQL.noop),
        migrations.RunSQL(MEETINGS.sql, migrations.RunSQL.noop),
        migrations.RunSQL(DECISIONS.reverse_sql, migrations.RunSQL.noop),
        migrations.RunSQL(DECISIONS.sql, migrations.RunSQL.noop),
        migrations.RunSQL(LOCKED, migrations.RunSQL.noop),
        frozen_columns(
            "meetings_decision",
            f"{NEVER_AGAIN} result deadline status old_number",
            "OLD.status = 'imported'",
            "meetings_decision_imported",
        ),
        frozen_columns(
            "meetings_meeting",
            f"{MEETING_COLUMNS} source",
            "OLD.status = 'imported'",
            "meetings_meeting_imported",
        ),
    ]
