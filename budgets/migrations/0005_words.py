"""The index by which spending is found by its words."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("budgets", "0004_shares"), ("issues", "0006_words")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX budgets_spendrequest_words ON budgets_spendrequest"
            " USING gin (dutch_words(title, goal))",
            "DROP INDEX budgets_spendrequest_words",
        )
    ]
