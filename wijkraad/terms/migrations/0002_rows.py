"""The one row about the installation; `manage.py demo` turns its flag on."""

from django.db import migrations

MAKE = "INSERT INTO terms_installation (id, demo) VALUES (1, false)"


class Migration(migrations.Migration):
    dependencies = [("terms", "0001_tables")]
    operations = [migrations.RunSQL(MAKE, "DELETE FROM terms_installation")]
