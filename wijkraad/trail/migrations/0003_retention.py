"""The register of what was destroyed when its time was over."""

from django.db import migrations

from wijkraad.trail.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_guards")]

    operations = [
        append_only("trail_retentionentry"),
    ]
