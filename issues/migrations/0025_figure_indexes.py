"""Indexes for the figures over a period: moves by state and day, and reports near a result (K6)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0024_area_of_streets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("confirmed_at__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["segment", "theme", "created_at"],
                name="issues_report_again",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(
                    ("confirmed_at__isnull", False), ("lat__isnull", False), ("withdrawn_at__isnull", True)
                ),
                fields=["theme", "lat"],
                name="issues_report_point",
            ),
        ),
        migrations.AddIndex(
            model_name="statuschange",
            index=models.Index(fields=["to_state", "at"], name="issues_change_when"),
        ),
    ]
