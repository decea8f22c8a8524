import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
from django.db import migrations, models

import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.UnaccentExtension(),
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=20)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "year"), name="terms_counter_one_a_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Installation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("demo", models.BooleanField(default=False)),
                        ("seeded_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)), name="terms_installation_one_row"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Setting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=60, verbose_name="naam")),
                        ("value", models.JSONField(verbose_name="waarde")),
                        (
                            "valid",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="geldig"),
                        ),
                        ("source", models.CharField(max_length=300, verbose_name="bron")),
                        (
                            "decision_number",
                            models.CharField(blank=True, max_length=20, verbose_name="besluit"),
                        ),
                        ("created_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "instelling",
                        "verbose_name_plural": "instellingen",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("key", "="), ("valid", "&&")],
                                name="terms_setting_one_value_a_day",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
