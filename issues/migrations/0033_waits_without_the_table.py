"""Waiting issues past their date are counted from the index alone: it holds the key too, by which letters with
a running term are left out.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0032_reports_by_day")]

    operations = [
        migrations.RemoveIndex(model_name="issue", name="issues_waits"),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                models.F("waiting_until"),
                condition=models.Q(("status", "waiting")),
                include=("id", "last_event_at", "visibility"),
                name="issues_waits",
            ),
        ),
    ]
