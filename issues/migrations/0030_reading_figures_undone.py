"""A file with official figures is looked at before it is read in, and can be taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0029_done_with_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="indicatorfile",
            options={
                "ordering": ["-id"],
                "verbose_name": "bestand met cijfers",
                "verbose_name_plural": "bestanden met cijfers",
            },
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="added",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="toegevoegd"),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="fault_count",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="fouten"),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="faults",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="found",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="read_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ingelezen op"),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="replaced",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("faulty", "er is iets mis"),
                    ("ready", "kan worden ingelezen"),
                    ("done", "ingelezen"),
                    ("dropped", "weggegooid"),
                    ("undone", "teruggedraaid"),
                ],
                db_default="done",
                default="done",
                max_length=8,
                verbose_name="stand",
            ),
        ),
        migrations.AddField(
            model_name="indicatorfile",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="teruggedraaid op"),
        ),
        migrations.AddField(
            model_name="indicatorfile",
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
        migrations.AlterField(
            model_name="indicatorfile",
            name="at",
            field=models.DateTimeField(verbose_name="gestuurd op"),
        ),
    ]
