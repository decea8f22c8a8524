"""Indexes by which decisions and agenda items are found by their words."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_guards"), ("issues", "0006_words")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX meetings_decision_words ON meetings_decision USING gin (dutch_words(title, text))",
            "DROP INDEX meetings_decision_words",
        ),
        migrations.RunSQL(
            "CREATE INDEX meetings_agendaitem_words ON meetings_agendaitem"
            " USING gin (dutch_words(title, minutes))",
            "DROP INDEX meetings_agendaitem_words",
        ),
    ]
