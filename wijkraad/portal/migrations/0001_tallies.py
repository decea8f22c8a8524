"""The counts beside the issues, and the triggers that keep them in the transaction of each change."""

from django.db import migrations, models

from wijkraad.portal.counting import REMOVE, functions


class Migration(migrations.Migration):
    initial = True
    dependencies = [("issues", "0003_rows"), ("trail", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=10)),
                ("key", models.CharField(blank=True, max_length=40)),
                ("day", models.DateField(null=True)),
                ("n", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["scope", "key"], include=("day", "n"), name="portal_tally_key")
                ],
            },
        ),
        migrations.RunSQL(functions(), REMOVE),
    ]
