"""A score of the board's own in place of the computed one, and an index to read moves by their day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import append_only, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0020_ready_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScoreOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="score"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="waarom")),
                ("until", models.DateField(verbose_name="geldt tot")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_overrides",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "eigen score",
                "verbose_name_plural": "eigen scores",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["issue", "-id"], name="issues_override_issue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True), ("score__range", (0, 100)), _connector="OR"
                        ),
                        name="issues_override_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="issues_override_reason"
                    ),
                ],
            },
        ),
        append_only("issues_scoreoverride"),
        recorded("issues_scoreoverride", "issue_id score reason until"),
    ]
