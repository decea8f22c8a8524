"""Files with letters and post: PDF or photo, inside only."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0011_following"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        recorded("issues_paper", "letter_id incoming_id kind content_type size sha256 removed_at"),
    ]
