"""A dated answer to "Klopt hier iets niet?": a note that replies to a note, and that everybody reads."""

from django.db import migrations

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
        ("issues", "0003_rows"),
    ]

    operations = [
        turned(public_change("issues_note", f"kind = 'update' AND {OF_PUBLIC}")),
        public_change("issues_note", f"kind IN ('update', 'answer') AND {OF_PUBLIC}"),
    ]
