"""What makes the figures that are stored once a day be counted anew: what visitors may know of changes."""

from django.db import migrations

from wijkraad.trail.guards import marked


class Migration(migrations.Migration):
    dependencies = [("portal", "0006_panels"), ("trail", "0003_retention")]

    operations = [marked("issues_issue", "wide", "visibility number theme_id", born="false")]
