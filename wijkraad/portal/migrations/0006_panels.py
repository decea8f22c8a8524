"""Kept filters of the dashboard, and what its stored panels follow from."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import marked

ISSUE = (
    "visibility number theme_id street_id area_id segment_id responsible_id priority_id household_count"
    " report_count follower_count relapse_count first_report_at goal criterion baseline judgement after_measure"
)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0005_limit_by_decision"),
        ("issues", "0022_stepping_in"),
        ("meetings", "0007_groups"),
        ("budgets", "0003_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        marked("issues_statuschange", "desk", "to_state at issue_id"),
        marked("issues_report", "desk", "issue_id created_at withdrawn_at segment_id", born="false"),
        marked("issues_issue", "desk", ISSUE, born="false"),
        marked("issues_weighing", "desk", "severity safety"),
        marked("issues_scoreoverride", "desk", "score until"),
        marked("issues_priority", "desk", "active opened_at closed_at theme_id"),
        marked("meetings_decision", "desk", "status number decided_on first_deadline finished_on deadline"),
        marked("meetings_decisionissue", "desk", "decision_id issue_id"),
        marked("meetings_meeting", "desk", "status starts_at kind"),
        marked("meetings_agendaitem", "desk", "meeting_id outcome", born="false"),
        marked("budgets_booking", "desk", "amount paid_on request_id line_id"),
        marked("budgets_spendshare", "desk", "request_id issue_id percent"),
        marked("terms_setting", "desk", "key value valid decision_number"),
    ]
