"""Actions of agenda items without an issue: fixed when promised, done with evidence, part of the minutes."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import frozen_columns, public_change, recorded

# meetings_part_locked refuses a row of an item whose minutes are adopted.
GUARDS = """
CREATE TRIGGER locked BEFORE INSERT OR DELETE ON meetings_task
  FOR EACH ROW EXECUTE FUNCTION meetings_part_locked();
"""
GUARDS_BACK = "DROP TRIGGER locked ON meetings_task;"


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_ratifying"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        frozen_columns(
            "meetings_task", "item_id title due created_at created_by_id", "true", "meetings_task_fixed"
        ),
        frozen_columns(
            "meetings_task",
            "responsible_id done_at result evidence",
            "OLD.done_at IS NOT NULL",
            "meetings_task_done",
        ),
        recorded("meetings_task", "item_id responsible_id title due done_at"),
        public_change("meetings_task", "true"),
    ]
