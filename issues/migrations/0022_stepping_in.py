"""Interventions: why something was stuck, what was done, and whether it helped."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0021_score_overrides"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        recorded(
            "issues_intervention",
            "issue_id about_number kind on measure_on moved effect withdrawn_at",
            personal="cause done expected effect_words",
        ),
    ]
