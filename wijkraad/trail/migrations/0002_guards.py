"""The clock inside the database, the data version, the history trigger, and the trail that only grows."""

from django.db import migrations

from wijkraad.trail.guards import append_only, public_change, recorded
from wijkraad.trail.moment import FUNCTIONS, REVERSE

OFFICIAL = (
    "EXISTS (SELECT 1 FROM people_role r WHERE r.user_id = changed.id"
    " AND r.kind NOT IN ('resident', 'entrepreneur'))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0001_tables"),
        ("people", "0001_tables"),
        ("terms", "0002_rows"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, REVERSE),
        migrations.RunSQL(
            "INSERT INTO trail_dataversion (version, txid) VALUES (0, 0)", migrations.RunSQL.noop
        ),
        append_only("trail_trailevent"),
        recorded(
            "people_user", "function shown_as organisation_id is_active is_staff suspended_at", "email name"
        ),
        recorded("people_role", "user_id kind held given_by_id confirmed_by_id decision_number"),
        recorded("terms_setting", "key value valid source decision_number"),
        public_change("people_user", OFFICIAL, "name function shown_as organisation_id"),
        public_change("people_organisation", "true"),
        public_change("terms_setting", "true"),
    ]
