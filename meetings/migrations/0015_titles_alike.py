"""Indexes by which decisions and agenda items are found by a title that looks like what was asked."""

from django.db import migrations

LIMIT = "SET (gin_pending_list_limit = 128)"
NO_LIMIT = "RESET (gin_pending_list_limit)"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_agenda_papers_kept"), ("issues", "0034_wide_words")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX meetings_decision_alike ON meetings_decision USING gin (title gin_trgm_ops)",
            "DROP INDEX meetings_decision_alike",
        ),
        migrations.RunSQL(
            "CREATE INDEX meetings_agendaitem_alike ON meetings_agendaitem USING gin (title gin_trgm_ops)",
            "DROP INDEX meetings_agendaitem_alike",
        ),
        migrations.RunSQL(
            f"ALTER INDEX meetings_decision_words {LIMIT}", f"ALTER INDEX meetings_decision_words {NO_LIMIT}"
        ),
        migrations.RunSQL(
            f"ALTER INDEX meetings_agendaitem_words {LIMIT}",
            f"ALTER INDEX meetings_agendaitem_words {NO_LIMIT}",
        ),
    ]
