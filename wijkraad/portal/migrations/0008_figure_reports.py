"""The reports of a quarter or year, kept as they were counted."""

from django.db import migrations, models

from wijkraad.trail.guards import append_only, public_change


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_wide")]

    operations = [
        migrations.CreateModel(
            name="FigureReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=8, unique=True, verbose_name="periode")),
                ("facts", models.JSONField()),
                ("content_hash", models.CharField(max_length=64, verbose_name="kenmerk")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
            ],
            options={"verbose_name": "cijferverslag", "verbose_name_plural": "cijferverslagen"},
        ),
        append_only("portal_figurereport"),
        public_change("portal_figurereport", "true"),
    ]
