"""The indexes by which the dashboard chooses, in place of those of the keys alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0034_wide_words"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="issue",
            name="area",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="issues",
                to="issues.area",
            ),
        ),
        migrations.AlterField(
            model_name="issue",
            name="street",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issues",
                to="issues.street",
            ),
        ),
        migrations.AlterField(
            model_name="issue",
            name="theme",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issues",
                to="issues.theme",
                verbose_name="thema",
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["theme", "status"],
                include=(
                    "id",
                    "street",
                    "area",
                    "responsible",
                    "visibility",
                    "last_event_at",
                    "waiting_until",
                ),
                name="issues_of_theme",
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["street", "status"],
                include=(
                    "id",
                    "theme",
                    "area",
                    "responsible",
                    "visibility",
                    "last_event_at",
                    "waiting_until",
                ),
                name="issues_of_street",
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["area", "status"],
                include=(
                    "id",
                    "theme",
                    "street",
                    "responsible",
                    "visibility",
                    "last_event_at",
                    "waiting_until",
                ),
                name="issues_of_area",
            ),
        ),
    ]
