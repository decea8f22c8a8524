"""Who made or stopped a private address of a calendar stands in the trail; the address itself nowhere."""

from django.db import migrations

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [("trail", "0004_stored_figures"), ("people", "0002_calendar_keys")]
    operations = [recorded("people_calendarkey", "user_id kind ended_at")]
