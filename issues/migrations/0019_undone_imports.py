"""An import can be taken back: which reports it brought, and who took it back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0018_criticism"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="teruggedraaid op"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="teruggedraaid door",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="issues.importbatch",
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("checking", "wordt nagekeken"),
                    ("faulty", "er is iets mis"),
                    ("ready", "kan worden ingelezen"),
                    ("reading", "wordt ingelezen"),
                    ("done", "ingelezen"),
                    ("dropped", "weggegooid"),
                    ("undoing", "wordt teruggedraaid"),
                    ("undone", "teruggedraaid"),
                ],
                default="checking",
                max_length=8,
                verbose_name="stand",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"], name="issues_report_batch"
            ),
        ),
    ]
