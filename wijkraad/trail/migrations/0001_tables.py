import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
    ]

    operations = [
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="DataVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.BigIntegerField(default=0)),
                        ("txid", models.BigIntegerField(unique=True)),
                    ],
                    options={
                        "verbose_name": "versie van de gegevens",
                    },
                ),
                migrations.CreateModel(
                    name="TrailEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        ("verb", models.CharField(max_length=60, verbose_name="handeling")),
                        ("table", models.CharField(max_length=63, verbose_name="soort")),
                        ("row", models.CharField(max_length=40, verbose_name="rij")),
                        ("operation", models.CharField(max_length=6, verbose_name="bewerking")),
                        ("changes", models.JSONField(verbose_name="wijziging")),
                        (
                            "txid",
                            models.BigIntegerField(
                                db_default=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.comparison.Cast(
                                        models.Func(function="pg_current_xact_id"), models.TextField()
                                    ),
                                    models.BigIntegerField(),
                                )
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "spoor van wijzigingen",
                        "indexes": [
                            models.Index(fields=["table", "row", "-id"], name="trail_row"),
                            models.Index(fields=["actor", "-id"], name="trail_actor"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rule", models.CharField(max_length=40, verbose_name="regel")),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        ("number", models.PositiveIntegerField(verbose_name="aantal")),
                    ],
                    options={
                        "verbose_name": "regel in het bewaarregister",
                        "verbose_name_plural": "bewaarregister",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="trail_retention_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FigureMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("figure", models.CharField(db_index=True, max_length=20)),
                    ],
                ),
                migrations.CreateModel(
                    name="StoredFigure",
                    fields=[
                        ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                        ("on", models.DateField(null=True)),
                        ("facts", models.JSONField(default=dict)),
                    ],
                ),
            ],
        ),
    ]
