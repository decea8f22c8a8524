"""Files with letters and post: PDF or photo, inside only."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import issues.models.papers
from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0015_quick_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "bewijs van ontvangst"),
                            ("sent", "de brief zoals verstuurd"),
                            ("scan", "scan van de post"),
                            ("other", "bijlage"),
                        ],
                        max_length=8,
                        verbose_name="wat is het",
                    ),
                ),
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
                    "incoming",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="issues.incoming",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="issues.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand bij een brief of post",
                "verbose_name_plural": "bestanden bij brieven en post",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("incoming__isnull", True), ("letter__isnull", False)),
                            models.Q(("incoming__isnull", False), ("letter__isnull", True)),
                            _connector="OR",
                        ),
                        name="issues_paper_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), models.Q(("file", ""), _negated=True)),
                            models.Q(("file", ""), ("removed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="issues_paper_gone",
                    ),
                ],
            },
        ),
        recorded("issues_paper", "letter_id incoming_id kind content_type size sha256 removed_at"),
    ]
