"""Working groups in full: their terms by decision, their end, and the rungs that late decisions climbed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import SAFE, append_only, frozen_columns, public_change, recorded

FILL = """
UPDATE meetings_workinggroup g SET slug = 'werkgroep-' || g.id, first_ends_on = g.ends_on,
  begins_on = least(g.ends_on, coalesce(
    (SELECT min((m.starts_at AT TIME ZONE 'Europe/Amsterdam')::date) FROM meetings_meeting m
      WHERE m.working_group_id = g.id), g.ends_on));
"""
GUARDS = f"""
CREATE FUNCTION meetings_group_room() RETURNS trigger {SAFE} AS $$
DECLARE g record; there integer;
BEGIN
  -- The row of the group is held: two that join at once meet here.
  SELECT w.member_limit, w.ended_on INTO g FROM meetings_workinggroup w
   WHERE w.id = NEW.workinggroup_id FOR UPDATE;
  IF g.ended_on IS NOT NULL THEN
    RAISE EXCEPTION 'group % has ended', NEW.workinggroup_id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_group_ended';
  END IF;
  SELECT count(*) INTO there FROM meetings_workinggroup_members m
   WHERE m.workinggroup_id = NEW.workinggroup_id AND m.id <> NEW.id;
  IF there >= g.member_limit THEN
    RAISE EXCEPTION 'group % is full', NEW.workinggroup_id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_group_full';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER room BEFORE INSERT OR UPDATE ON meetings_workinggroup_members
  FOR EACH ROW EXECUTE FUNCTION meetings_group_room();

CREATE FUNCTION meetings_group_by_decision() RETURNS trigger {SAFE} AS $$
DECLARE last record; state text; until date;
BEGIN
  -- As the row is at commit: it may have been started and prolonged in one transaction.
  SELECT g.ends_on INTO until FROM meetings_workinggroup g WHERE g.id = NEW.id;
  SELECT t.ends_on, t.decision_id INTO last FROM meetings_groupterm t WHERE t.group_id = NEW.id
   ORDER BY t.id DESC LIMIT 1;
  SELECT d.status INTO state FROM meetings_decision d WHERE d.id = last.decision_id;
  IF last IS NULL OR last.ends_on <> until OR state IN ('concept', 'deferred', 'scrapped', 'rejected') THEN
    RAISE EXCEPTION 'group % goes on without a decision', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_group_decision';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER by_decision_insert AFTER INSERT ON meetings_workinggroup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION meetings_group_by_decision();
CREATE CONSTRAINT TRIGGER by_decision AFTER UPDATE ON meetings_workinggroup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.ends_on <> NEW.ends_on OR OLD.member_limit <> NEW.member_limit)
  EXECUTE FUNCTION meetings_group_by_decision();

CREATE FUNCTION meetings_group_meets() RETURNS trigger {SAFE} AS $$
DECLARE last date;
BEGIN
  SELECT coalesce(g.ended_on, g.ends_on) INTO last FROM meetings_workinggroup g
   WHERE g.id = NEW.working_group_id FOR SHARE;
  IF (NEW.starts_at AT TIME ZONE 'Europe/Amsterdam')::date > last THEN
    RAISE EXCEPTION 'group % has ended by then', NEW.working_group_id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_group_ended';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER group_meets BEFORE INSERT ON meetings_meeting FOR EACH ROW
  WHEN (NEW.working_group_id IS NOT NULL) EXECUTE FUNCTION meetings_group_meets();
CREATE TRIGGER group_meets_later BEFORE UPDATE ON meetings_meeting FOR EACH ROW
  WHEN (NEW.working_group_id IS NOT NULL AND NEW.starts_at > OLD.starts_at)
  EXECUTE FUNCTION meetings_group_meets();
"""
GUARDS_BACK = """
DROP TRIGGER group_meets_later ON meetings_meeting;
DROP TRIGGER group_meets ON meetings_meeting;
DROP FUNCTION meetings_group_meets();
DROP TRIGGER by_decision ON meetings_workinggroup;
DROP TRIGGER by_decision_insert ON meetings_workinggroup;
DROP FUNCTION meetings_group_by_decision();
DROP TRIGGER room ON meetings_workinggroup_members;
DROP FUNCTION meetings_group_room();
"""


def key(to: str, name: str, label: str = "") -> models.ForeignKey:
    return models.ForeignKey(
        to=to, on_delete=django.db.models.deletion.PROTECT, related_name=name, verbose_name=label or None
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_preparing"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        append_only("meetings_groupterm"),
        append_only("meetings_decisionrung"),
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        frozen_columns(
            "meetings_workinggroup",
            "ended_on ends_on begins_on first_ends_on task name slug",
            "OLD.ended_on IS NOT NULL",
            "meetings_group_over",
        ),
        recorded("meetings_workinggroup", "name lead_id member_limit ends_on ended_on"),
        recorded("meetings_workinggroup_members", "workinggroup_id user_id"),
        public_change("meetings_workinggroup", "true"),
        public_change("meetings_workinggroup_members", "true"),
    ]
