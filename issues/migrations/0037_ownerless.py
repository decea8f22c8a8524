"""Counting the issues in work that nobody takes care of reads an index that is empty, not all open issues."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0036_results_by_theme_and_street"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                models.F("id"),
                condition=models.Q(
                    ("responsible__isnull", True),
                    ("status__in", ["assessing", "decided", "in_progress", "waiting", "reported_done"]),
                ),
                name="issues_ownerless",
            ),
        ),
    ]
