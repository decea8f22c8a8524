"""A dated answer to "Klopt hier iets niet?": a note that replies to a note, and that everybody reads."""

import django.db.models.deletion
from django.db import migrations, models

from wijkraad.trail.guards import public_change

OF_PUBLIC = (
    "EXISTS (SELECT 1 FROM issues_issue i WHERE i.id = changed.issue_id"
    " AND i.visibility <> 'confidential' AND i.number IS NOT NULL)"
)


def turned(guard: migrations.RunSQL) -> migrations.RunSQL:
    """The guard taken away, so that a wider one can take its place."""
    return migrations.RunSQL(guard.reverse_sql, guard.sql)


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0004_note_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="replies_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="issues.note",
                verbose_name="antwoord op",
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
                choices=[
                    ("internal", "intern"),
                    ("update", "bericht voor iedereen"),
                    ("wrong", "klopt iets niet?"),
                    ("answer", "antwoord op “klopt iets niet?”"),
                ],
                max_length=8,
                verbose_name="soort",
            ),
        ),
        turned(public_change("issues_note", f"kind = 'update' AND {OF_PUBLIC}")),
        public_change("issues_note", f"kind IN ('update', 'answer') AND {OF_PUBLIC}"),
    ]
