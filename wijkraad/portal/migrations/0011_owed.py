"""What the stored number of decisions and reports on money that are late follows from."""

from django.db import migrations

from wijkraad.trail.guards import marked

RUNS = "NEW.status IN ('adopted', 'executing')"


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0010_wide_reports"),
        ("issues", "0031_dashboard_indexes"),
        ("meetings", "0012_figure_indexes"),
        ("budgets", "0015_spending_marks"),
    ]

    operations = [
        marked("meetings_decision", "owed", "status number deadline", born=RUNS),
        marked("meetings_decisionissue", "owed", "decision_id issue_id"),
        marked("issues_issue", "owed", "visibility number", born="false"),
        marked("budgets_spendrequest", "owed", "status number report_due", born="NEW.report_due IS NOT NULL"),
        marked("budgets_spendshare", "owed", "request_id issue_id"),
        marked("budgets_evaluation", "owed", "request_id"),
    ]
