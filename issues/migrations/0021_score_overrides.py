"""A score of the board's own in place of the computed one, and an index to read moves by their day."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import append_only, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0016_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        append_only("issues_scoreoverride"),
        recorded("issues_scoreoverride", "issue_id score reason until"),
    ]
