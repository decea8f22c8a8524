"""The payments whose report is awaited, by date; made without stopping the site."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("budgets", "0005_words"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="spendrequest",
            index=models.Index(
                condition=models.Q(("status__in", ["part_paid", "paid", "paid_short"])),
                fields=["report_due", "id"],
                name="budgets_request_report",
            ),
        ),
    ]
