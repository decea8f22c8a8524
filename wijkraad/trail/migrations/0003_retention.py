"""The register of what was destroyed when its time was over."""

from django.db import migrations, models

from wijkraad.trail.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_guards")]

    operations = [
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
        append_only("trail_retentionentry"),
    ]
