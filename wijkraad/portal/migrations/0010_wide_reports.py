"""The reports and answers per year follow from more than the issue; and what is stored lacks the answers."""

from django.db import migrations

from wijkraad.trail.guards import marked

BEFORE = marked("issues_issue", "wide", "visibility number theme_id", born="false")
ISSUE = """
{row}.visibility
{row}.number
{row}.theme_id
{row}.street_id
{row}.status IN ('merged', 'withdrawn')
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_stays"), ("issues", "0030_reading_figures_undone")]

    operations = [
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        marked("issues_issue", "wide", ISSUE, born="false"),
        marked("issues_report", "wide", "issue_id withdrawn_at created_at", born="NEW.batch_id IS NOT NULL"),
        marked("issues_confirmation", "wide", "issue_id kind at", born="false"),
        migrations.RunSQL("INSERT INTO trail_figuremark (figure) VALUES ('wide')", migrations.RunSQL.noop),
    ]
