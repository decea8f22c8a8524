"""Kept filters of the dashboard, and what its stored panels follow from."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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
        migrations.CreateModel(
            name="DashboardView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("query", models.CharField(max_length=400, verbose_name="filters")),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "weergave van het dashboard",
                "verbose_name_plural": "weergaven van het dashboard",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="portal_view_once")],
            },
        ),
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
