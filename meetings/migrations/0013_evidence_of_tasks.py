"""What shows that an action of an agenda item was done: words, a link, a PDF or photo."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import issues.models.papers
from wijkraad.trail.guards import frozen_columns, recorded

DONE = ("OLD.done_at IS NOT NULL", "meetings_task_done")
BEFORE = frozen_columns("meetings_task", "responsible_id done_at result evidence", *DONE)


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0028_evidence_of_actions"),
        ("meetings", "0012_figure_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="evidence_link",
            field=models.URLField(blank=True, db_default="", default="", verbose_name="link naar het bewijs"),
        ),
        migrations.CreateModel(
            name="TaskPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=issues.models.papers.paper_path, verbose_name="bestand"
                    ),
                ),
                (
                    "content_type",
                    models.CharField(
                        choices=[("application/pdf", "PDF"), ("image/jpeg", "JPEG")], max_length=20
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="bytes", verbose_name="grootte")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("added_at", models.DateTimeField(verbose_name="toegevoegd op")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="weggehaald op")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="toegevoegd door",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="meetings.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "bewijs bij een actie",
                "verbose_name_plural": "bewijzen bij acties",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), models.Q(("file", ""), _negated=True)),
                            models.Q(("file", ""), ("removed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="meetings_taskpaper_gone",
                    )
                ],
            },
        ),
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        frozen_columns("meetings_task", "responsible_id done_at result evidence evidence_link", *DONE),
        frozen_columns(
            "meetings_taskpaper",
            "uuid task_id content_type size sha256 added_at added_by_id",
            "true",
            "meetings_taskpaper_fixed",
        ),
        recorded("meetings_taskpaper", "task_id content_type size sha256 removed_at"),
    ]
