import django.db.models.deletion
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
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event", models.CharField(max_length=80, verbose_name="gebeurtenis")),
                        (
                            "address",
                            models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                        ),
                        ("template", models.CharField(max_length=80, verbose_name="sjabloon")),
                        ("thread", models.CharField(blank=True, max_length=60)),
                        ("title", models.CharField(blank=True, max_length=200)),
                        (
                            "facts",
                            models.JSONField(
                                default=dict,
                                help_text="kenmerken voor het sjabloon; geen teksten van bewoners",
                            ),
                        ),
                        ("path", models.CharField(blank=True, max_length=200)),
                        (
                            "pace",
                            models.CharField(
                                choices=[
                                    ("now", "meteen"),
                                    ("daily", "één keer per dag"),
                                    ("weekly", "één keer per week"),
                                    ("never", "niet"),
                                ],
                                default="now",
                                max_length=6,
                                verbose_name="hoe vaak",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "wacht op verzending"),
                                    ("sent", "verstuurd"),
                                    ("failed", "niet gelukt"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="stand",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.CharField(blank=True, max_length=300, verbose_name="fout")),
                        (
                            "recipient",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bericht",
                        "verbose_name_plural": "berichten",
                        "indexes": [
                            models.Index(fields=["state", "pace", "id"], name="notices_message_state")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "recipient", "address"),
                                name="notices_message_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recipient__isnull", False),
                                    models.Q(("address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notices_message_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                        ),
                        ("thread", models.CharField(blank=True, max_length=60)),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="onderwerp")),
                        (
                            "pace",
                            models.CharField(
                                choices=[
                                    ("now", "meteen"),
                                    ("daily", "één keer per dag"),
                                    ("weekly", "één keer per week"),
                                    ("never", "niet"),
                                ],
                                max_length=6,
                                verbose_name="hoe vaak",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voorkeur voor berichten",
                        "verbose_name_plural": "voorkeuren voor berichten",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "address", "thread"),
                                name="notices_preference_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedMail",
                    fields=[
                        (
                            "message",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="sealed",
                                serialize=False,
                                to="notices.message",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                    ],
                ),
            ],
        ),
    ]
