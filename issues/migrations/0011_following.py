"""Following a theme, street or area; followers that move with a merge; households that suffer too."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0010_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="household",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="household_ordinal",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="issue",
            name="affected_count",
            field=models.PositiveIntegerField(default=0, help_text="huishoudens die er ook last van hebben"),
        ),
        migrations.AlterField(
            model_name="contradiction",
            name="settled_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("returned", "terug naar het werk"),
                    ("answered", "beantwoord"),
                    ("system", "na 14 dagen vanzelf terug"),
                    ("back", "bewoners namen het terug"),
                ],
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="TopicFollow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("pace", models.CharField(default="weekly", max_length=6, verbose_name="hoe vaak")),
                ("created_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bevestigd")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="gestopt")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="issues.area",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="issues.street",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follows",
                        to="issues.theme",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topic_follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "volger van een onderwerp",
                "verbose_name_plural": "volgers van een onderwerp",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", True), ("street__isnull", True), ("theme__isnull", False)
                            ),
                            models.Q(
                                ("area__isnull", True), ("street__isnull", False), ("theme__isnull", True)
                            ),
                            models.Q(
                                ("area__isnull", False), ("street__isnull", True), ("theme__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="issues_topicfollow_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", False),
                            ("user__isnull", False),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_topicfollow_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("theme", "street", "area", "user", "email"),
                        name="issues_topicfollow_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        recorded(
            "issues_topicfollow", "theme_id street_id area_id user_id confirmed_at ended_at pace", "email"
        ),
    ]
