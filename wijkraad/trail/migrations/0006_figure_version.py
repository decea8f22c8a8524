"""Each state of a stored figure gets a version of its own, by which pages keep what they drew of it."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models

from wijkraad.trail.guards import SAFE

VERSION = f"""
CREATE FUNCTION trail_storedfigure_version() RETURNS trigger {SAFE} AS $$
BEGIN
  NEW.version := gen_random_uuid();
  RETURN NEW;
END $$;
CREATE TRIGGER version BEFORE INSERT OR UPDATE ON trail_storedfigure
  FOR EACH ROW EXECUTE FUNCTION trail_storedfigure_version();
"""
BACK = """
DROP TRIGGER version ON trail_storedfigure;
DROP FUNCTION trail_storedfigure_version();
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0005_calendar_keys")]

    operations = [
        migrations.AddField(
            model_name="storedfigure",
            name="version",
            field=models.UUIDField(db_default=RandomUUID(), default=uuid.uuid4, editable=False),
        ),
        migrations.RunSQL(VERSION, BACK),
    ]
