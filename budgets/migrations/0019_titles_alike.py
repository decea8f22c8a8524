"""The index by which spending is found by a title that looks like what was asked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("budgets", "0018_corrections"), ("issues", "0034_wide_words")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX budgets_spendrequest_alike ON budgets_spendrequest USING gin (title gin_trgm_ops)",
            "DROP INDEX budgets_spendrequest_alike",
        ),
        migrations.RunSQL(
            "ALTER INDEX budgets_spendrequest_words SET (gin_pending_list_limit = 128)",
            "ALTER INDEX budgets_spendrequest_words RESET (gin_pending_list_limit)",
        ),
    ]
