"""The reports of a quarter or year, kept as they were counted."""

from django.db import migrations

from wijkraad.trail.guards import append_only, public_change


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_wide")]

    operations = [
        append_only("portal_figurereport"),
        public_change("portal_figurereport", "true"),
    ]
