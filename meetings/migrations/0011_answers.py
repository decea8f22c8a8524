"""Who was asked says whether they come."""

from django.db import migrations

from wijkraad.trail.guards import recorded

BEFORE = recorded("meetings_invitation", "meeting_id person_id", "guest email")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_tasks")]

    operations = [
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        recorded("meetings_invitation", "meeting_id person_id answer", "guest email"),
    ]
