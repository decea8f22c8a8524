"""What the stored figures of the portal follow from: how fast and how well, and money."""

from django.db import migrations

from wijkraad.trail.guards import marked

ISSUE = """
{row}.visibility
{row}.number
{row}.first_report_at
CASE WHEN {row}.status IN ('resolved', 'not_resolved', 'withdrawn', 'merged') THEN {row}.status END
"""
DATES = "decided_on deadline first_deadline finished_on superseded_by_id withdrawn_by_id agenda_item_id"


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_tallies"),
        ("trail", "0003_retention"),
        ("meetings", "0003_words"),
        ("budgets", "0003_guards"),
    ]

    operations = [
        marked("issues_issue", "speed", ISSUE, born="NEW.number IS NOT NULL"),
        marked(
            "issues_statuschange", "speed", "to_state at issue_id",
            born="NEW.to_state IN ('resolved', 'not_resolved')",
        ),
        marked("meetings_decision", "speed", f"status number internal {DATES}"),
        marked("meetings_decisionissue", "speed", "decision_id issue_id"),
        marked("meetings_meeting", "speed", "status starts_at kind internal adopted_by_decision_id"),
        marked("meetings_agendaitem", "speed", "meeting_id", born="false"),
        marked("budgets_booking", "money", "amount paid_on request_id line_id"),
        marked("budgets_spendshare", "money", "request_id issue_id percent"),
        marked("budgets_spendrequest", "money", "decision_id approved_at", born="false"),
        marked("budgets_budgetline", "money", "theme_id", born="false"),
        marked("meetings_decision", "money", "decided_on", born="false"),
        marked("issues_priority", "money", "theme_id opened_at closed_at"),
        marked("issues_issue", "money", "theme_id visibility", born="false"),
        marked("issues_theme", "money", "colour_key name", born="false"),
    ]  # fmt: skip
