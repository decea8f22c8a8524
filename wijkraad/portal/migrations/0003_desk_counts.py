"""Counts of what is open, for the dashboard: what lies still and what is late, per theme and state."""

from django.db import migrations

from wijkraad.portal.kept.counting import RECOUNT, functions


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_marks"), ("issues", "0003_rows")]

    operations = [
        migrations.RunSQL(functions() + RECOUNT, "DELETE FROM portal_tally WHERE scope IN ('desk', 'quiet');")
    ]
