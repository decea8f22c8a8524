"""Marks of the stored figure of all spends of a year (`budgets.standing`)."""

from django.db import migrations

from wijkraad.trail.guards import marked

REQUEST = "number status paid decision_id approved_at line_id"


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0014_returned"),
        ("issues", "0003_rows"),
        ("meetings", "0003_words"),
        ("trail", "0003_retention"),
    ]
    operations = [
        marked("budgets_booking", "spending", "amount cost_year request_id line_id"),
        marked("budgets_spendshare", "spending", "request_id issue_id percent"),
        marked("budgets_spendrequest", "spending", REQUEST, born="NEW.number IS NOT NULL"),
        marked("budgets_budgetline", "spending", "theme_id", born="false"),
        marked("meetings_decision", "spending", "decided_on", born="false"),
        marked("issues_priority", "spending", "theme_id opened_at closed_at"),
        marked("issues_issue", "spending", "theme_id visibility number", born="false"),
        marked("issues_theme", "spending", "colour_key name", born="false"),
    ]
