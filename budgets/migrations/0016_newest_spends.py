"""The index of the feed of spends."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("budgets", "0015_spending_marks")]

    operations = [
        migrations.AddIndex(
            "spendrequest", models.Index(fields=["-public_at", "-id"], name="budgets_request_newest")
        )
    ]
