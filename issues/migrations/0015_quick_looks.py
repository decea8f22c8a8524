"""Indexes of what few may know of, and of what we promised to look at; made without stopping the site."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("issues", "0014_imports"),
    ]

    operations = [
        RemoveIndexConcurrently(
            model_name="issue",
            name="issues_promised",
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("norm_due"),
                condition=models.Q(("status", "reported")),
                include=("visibility",),
                name="issues_promised",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("id"), condition=models.Q(("visibility", "confidential")), name="issues_confidential"
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("id"), condition=models.Q(("visibility", "limited")), name="issues_limited"
            ),
        ),
    ]
