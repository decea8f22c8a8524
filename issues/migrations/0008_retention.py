"""What is left of signals when their quarter is over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0007_letters_and_voices"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignalCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quarter",
                    models.DateField(help_text="eerste dag van het kwartaal", verbose_name="kwartaal"),
                ),
                ("number", models.PositiveIntegerField(default=0, verbose_name="aantal")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="issues.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "aantal signalen",
                "verbose_name_plural": "aantallen signalen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quarter", "area"), name="issues_signalcount_once", nulls_distinct=False
                    )
                ],
            },
        ),
    ]
