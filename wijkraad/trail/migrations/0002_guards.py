"""The clock inside the database, the history trigger, and the trail that only grows."""

from django.db import migrations

from wijkraad.trail.guards import append_only, recorded
from wijkraad.trail.moment import FUNCTIONS, REVERSE


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0001_tables"),
        ("people", "0001_tables"),
        ("terms", "0002_rows"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, REVERSE),
        append_only("trail_trailevent"),
        recorded(
            "people_user", "function shown_as organisation_id is_active is_staff suspended_at", "email name"
        ),
        recorded("people_role", "user_id kind held given_by_id confirmed_by_id decision_number"),
        recorded("terms_setting", "key value valid source decision_number"),
    ]
