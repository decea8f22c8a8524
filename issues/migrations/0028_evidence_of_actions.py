"""What shows that an action was done: words, a link, a PDF or photo."""

import django.db.models.deletion
from django.db import migrations, models

from wijkraad.trail.guards import recorded

BEFORE = recorded("issues_paper", "letter_id incoming_id kind content_type size sha256 removed_at")


class Migration(migrations.Migration):
    dependencies = [("issues", "0027_area_of_older_reports")]

    operations = [
        migrations.AlterModelOptions(
            name="paper",
            options={
                "ordering": ["id"],
                "verbose_name": "bestand bij een brief, post of actie",
                "verbose_name_plural": "bestanden bij brieven, post en acties",
            },
        ),
        migrations.RemoveConstraint(
            model_name="paper",
            name="issues_paper_one_place",
        ),
        migrations.AddField(
            model_name="action",
            name="evidence",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="bewijs"),
        ),
        migrations.AddField(
            model_name="action",
            name="evidence_link",
            field=models.URLField(blank=True, db_default="", default="", verbose_name="link naar het bewijs"),
        ),
        migrations.AddField(
            model_name="paper",
            name="action",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="issues.action",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("receipt", "bewijs van ontvangst"),
                    ("sent", "de brief zoals verstuurd"),
                    ("scan", "scan van de post"),
                    ("other", "bijlage"),
                    ("evidence", "bewijs bij een actie"),
                ],
                max_length=8,
                verbose_name="wat is het",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action__isnull", True), ("incoming__isnull", True), ("letter__isnull", False)),
                    models.Q(("action__isnull", True), ("incoming__isnull", False), ("letter__isnull", True)),
                    models.Q(("action__isnull", False), ("incoming__isnull", True), ("letter__isnull", True)),
                    _connector="OR",
                ),
                name="issues_paper_one_place",
            ),
        ),
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        recorded("issues_paper", "letter_id incoming_id action_id kind content_type size sha256 removed_at"),
    ]
