"""The vision text of the buurtagenda, with the day from which it holds."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import append_only, public_change, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0024_area_of_streets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        append_only("issues_vision"),
        recorded("issues_vision", "since decision_number text"),
        public_change("issues_vision", "true"),
    ]
