"""The vision text of the buurtagenda, with the day from which it holds."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import append_only, public_change, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0025_figure_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Vision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="tekst")),
                ("since", models.DateField(verbose_name="vanaf")),
                ("decision_number", models.CharField(blank=True, max_length=20, verbose_name="besluit")),
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
            ],
            options={
                "verbose_name": "visie",
                "verbose_name_plural": "visies",
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="issues_vision_text"
                    )
                ],
            },
        ),
        append_only("issues_vision"),
        recorded("issues_vision", "since decision_number text"),
        public_change("issues_vision", "true"),
    ]
