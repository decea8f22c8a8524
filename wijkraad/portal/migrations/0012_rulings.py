"""What figures ask of each decision that was taken, kept beside it; filled from the decisions there are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.portal.kept.ruling import FILL, FUNCTIONS, REMOVE


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0032_reports_by_day"),
        ("meetings", "0014_agenda_papers_kept"),
        ("portal", "0011_owed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leads", models.BooleanField()),
                ("status", models.CharField(max_length=20)),
                ("decided_on", models.DateField()),
                ("chain_on", models.DateField()),
                ("promised_on", models.DateField(null=True)),
                ("ran_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("reopened_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("open", models.BooleanField()),
                ("known", models.SmallIntegerField()),
                ("proven", models.BooleanField()),
                ("first_report_on", models.DateField(null=True)),
                ("seen", models.SmallIntegerField(null=True)),
                ("counts", models.BooleanField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.area",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.decision",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.issue",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.decisionissue",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.street",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.theme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["issue", "decided_on"],
                        include=(
                            "first_report_on",
                            "seen",
                            "counts",
                            "open",
                            "known",
                            "owner",
                            "theme",
                            "street",
                            "area",
                            "holder",
                        ),
                        name="portal_ruling_first",
                    ),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", False)),
                        fields=["ended_on"],
                        include=(
                            "decision",
                            "left_on",
                            "reopened_on",
                            "chain_on",
                            "leads",
                            "open",
                            "known",
                            "proven",
                            "owner",
                            "theme",
                            "issue",
                        ),
                        name="portal_ruling_ended",
                    ),
                    models.Index(
                        fields=["promised_on"],
                        include=(
                            "decision",
                            "status",
                            "ended_on",
                            "withdrawn_on",
                            "reopened_on",
                            "leads",
                            "open",
                            "known",
                            "owner",
                            "theme",
                        ),
                        name="portal_ruling_promised",
                    ),
                    models.Index(
                        condition=models.Q(("ran_on__isnull", False)),
                        fields=["left_on", "ran_on"],
                        include=(
                            "decision",
                            "decided_on",
                            "issue",
                            "leads",
                            "open",
                            "known",
                            "owner",
                            "theme",
                        ),
                        name="portal_ruling_ran",
                    ),
                    models.Index(
                        fields=["theme"], include=("decision", "street", "area"), name="portal_ruling_theme"
                    ),
                    models.Index(
                        condition=models.Q(("withdrawn_on__isnull", False)),
                        fields=["withdrawn_on"],
                        name="portal_ruling_withdrawn",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, REMOVE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
