"""Interventions: why something was stuck, what was done, and whether it helped."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0021_score_overrides"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about_kind", models.CharField(default="issue", max_length=10)),
                ("about_number", models.CharField(blank=True, max_length=30, verbose_name="nummer")),
                ("about_path", models.CharField(blank=True, max_length=200)),
                ("about_title", models.CharField(blank=True, max_length=300, verbose_name="waarover")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "gevraagd wat er gebeurt"),
                            ("raised", "hoger neergelegd"),
                            ("assigned", "aan iemand anders gegeven"),
                            ("agenda", "op de agenda gezet"),
                            ("talked", "gebeld of gesproken"),
                            ("other", "iets anders gedaan"),
                        ],
                        max_length=8,
                        verbose_name="wat u deed",
                    ),
                ),
                ("cause", models.TextField(blank=True, verbose_name="waardoor zat het vast")),
                ("done", models.TextField(verbose_name="wat er is gedaan")),
                ("expected", models.TextField(blank=True, verbose_name="wat wij verwachten")),
                ("on", models.DateField(verbose_name="op")),
                ("at", models.DateTimeField()),
                ("state_then", models.CharField(blank=True, max_length=14)),
                ("reports_then", models.PositiveIntegerField(default=0)),
                ("measure_on", models.DateField(verbose_name="wij meten op")),
                ("measured_at", models.DateTimeField(blank=True, null=True)),
                ("state_after", models.CharField(blank=True, max_length=14)),
                ("reports_after", models.PositiveIntegerField(blank=True, null=True)),
                ("moved", models.BooleanField(blank=True, null=True, verbose_name="er gebeurde iets")),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "het hielp"),
                            ("little", "het hielp een beetje"),
                            ("nothing", "het hielp niet"),
                        ],
                        max_length=7,
                        verbose_name="hielp het",
                    ),
                ),
                ("effect_words", models.TextField(blank=True, verbose_name="wat het bracht")),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                ("undo", models.JSONField(blank=True, default=dict)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="issues.issue",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="teruggedraaid door",
                    ),
                ),
            ],
            options={
                "verbose_name": "ingreep",
                "verbose_name_plural": "ingrepen",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["issue", "-id"], name="issues_intervention_issue"),
                    models.Index(
                        condition=models.Q(("measured_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=["measure_on"],
                        name="issues_intervention_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issue__isnull", False),
                            models.Q(("about_path", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_intervention_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("effect", ""), ("judged_at__isnull", True), ("judged_by__isnull", True)
                            ),
                            models.Q(
                                models.Q(("effect", ""), _negated=True),
                                ("judged_at__isnull", False),
                                ("judged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="issues_intervention_judged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done", ""), _negated=True), name="issues_intervention_done"
                    ),
                ],
            },
        ),
        recorded(
            "issues_intervention",
            "issue_id about_number kind on measure_on moved effect withdrawn_at",
            personal="cause done expected effect_words",
        ),
    ]
