"""Who made or stopped a private address of a calendar stands in the trail; the address itself nowhere."""

from django.db import migrations

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [("trail", "0003_retention"), ("people", "0001_tables")]
    operations = [recorded("people_calendarkey", "user_id kind ended_at")]
