"""Before the evening: invitations, papers, requests; and what plain SQL may not correct in minutes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import meetings.models.preparing
from meetings.guards import CORRECTIONS, CORRECTIONS_BACK
from wijkraad.trail.guards import public_change, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0018_criticism"),
        ("meetings", "0005_deciding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="wat is het")),
                ("internal", models.BooleanField(default=False, verbose_name="niet openbaar")),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=meetings.models.preparing.paper_path, verbose_name="bestand"
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
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "stuk bij een agendapunt",
                "verbose_name_plural": "stukken bij agendapunten",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), models.Q(("file", ""), _negated=True)),
                            models.Q(("file", ""), ("removed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="meetings_paper_gone",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.CharField(max_length=300, verbose_name="waarover")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Wacht op antwoord"),
                            ("placed", "Op de agenda gezet"),
                            ("declined", "Niet op de agenda"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="antwoord")),
                ("created_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="behandeld op")),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_requests",
                        to="issues.issue",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="requests",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verzoek voor de agenda",
                "verbose_name_plural": "verzoeken voor de agenda",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["id"], name="meetings_request_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at", None), ("state", "open")),
                            models.Q(("handled_at__isnull", False), ("state", "placed")),
                            models.Q(
                                ("handled_at__isnull", False),
                                ("state", "declined"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_request_answered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("guest", models.CharField(blank=True, max_length=120, verbose_name="naam van de gast")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail van de gast")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "uitnodiging",
                "verbose_name_plural": "uitnodigingen",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "person"), name="meetings_invitation_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("meeting", "email"),
                        name="meetings_invitation_guest_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), ("guest", ""), ("person__isnull", False)),
                            models.Q(("person__isnull", True), models.Q(("guest", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="meetings_invitation_somebody",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CORRECTIONS, CORRECTIONS_BACK),
        recorded("meetings_agendapaper", "item_id title internal size sha256 removed_at"),
        recorded("meetings_agendarequest", "person_id issue_id state item_id", "text answer"),
        recorded("meetings_invitation", "meeting_id person_id", "guest email"),
        public_change("meetings_agendapaper", "NOT internal"),
    ]
