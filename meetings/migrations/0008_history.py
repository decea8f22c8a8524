"""Papers of before this portal: the state `imported`, fixed from its first moment, and what waits for a yes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from meetings.guards import MEETING_COLUMNS, NEVER_AGAIN
from meetings.workflow import DECISION, MEETING
from wijkraad.trail.guards import SAFE, frozen_columns, moves_only

MEETINGS = moves_only("meetings_meeting", MEETING, "meetings_meetingmove", "meeting_id")
DECISIONS = moves_only("meetings_decision", DECISION, "meetings_decisionmove", "decision_id")
LOCKED = f"""
CREATE OR REPLACE FUNCTION meetings_refuse_locked(meeting bigint) RETURNS void {SAFE} AS $$
DECLARE state text;
BEGIN
  -- FOR SHARE waits for an adoption under way, and fails on a snapshot from before it.
  SELECT m.status INTO state FROM meetings_meeting m WHERE m.id = meeting FOR SHARE;
  IF state IN ('minutes_adopted') OR (state = 'imported' AND NOT EXISTS (
    SELECT 1 FROM meetings_meetingmove h WHERE h.meeting_id = meeting AND h.to_state = 'imported'
      AND h.txid = pg_current_xact_id()::text::bigint
  )) THEN
    RAISE EXCEPTION 'the minutes of meeting % are adopted', meeting
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_minutes_locked';
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0018_criticism"),
        ("meetings", "0007_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoryBatch",
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
                            ("decisions", "Lijst met besluiten (CSV of Excel)"),
                            ("minutes", "Lijst met verslagen (CSV of Excel)"),
                            ("papers", "Map met verslagen (DOCX of Markdown, ook als zip)"),
                        ],
                        max_length=10,
                        verbose_name="wat",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="bestand")),
                ("rows", models.JSONField(default=list)),
                ("faults", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("faulty", "er is iets mis"),
                            ("ready", "kan worden ingelezen"),
                            ("done", "ingelezen"),
                            ("dropped", "weggegooid"),
                        ],
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0, verbose_name="gelezen")),
                ("known", models.PositiveIntegerField(default=0, verbose_name="stonden er al")),
                ("added", models.PositiveIntegerField(default=0, verbose_name="toegevoegd")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
            ],
            options={
                "verbose_name": "ingelezen papieren van vroeger",
                "verbose_name_plural": "ingelezen papieren van vroeger",
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="meetings_decision_number_when_taken",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="meetings_decision_owner_and_date",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="meetings_decision_majority",
        ),
        migrations.AddField(
            model_name="decision",
            name="old_number",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40, verbose_name="nummer van vroeger"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="source",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=160, verbose_name="uit welk papier"
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="status",
            field=models.CharField(
                choices=[
                    ("concept", "Voorstel"),
                    ("adopted", "Aangenomen"),
                    ("rejected", "Niet aangenomen"),
                    ("deferred", "Uitgesteld"),
                    ("scrapped", "Voorstel vervallen"),
                    ("executing", "Loopt"),
                    ("done", "Gedaan"),
                    ("not_achieved", "Niet gelukt"),
                    ("superseded", "Vervangen"),
                    ("withdrawn", "Ingetrokken"),
                    ("lapsed", "Vervallen, niet bekrachtigd"),
                    ("imported", "Van vroeger, ingelezen"),
                ],
                default="concept",
                max_length=20,
                verbose_name="stand",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="status",
            field=models.CharField(
                choices=[
                    ("planned", "Gepland"),
                    ("running", "Nu bezig"),
                    ("held", "Gehouden"),
                    ("minutes_proposed", "Verslag voorgesteld"),
                    ("minutes_draft", "Verslag wordt aangepast"),
                    ("minutes_adopted", "Verslag vastgesteld"),
                    ("logged", "Gehouden, verslag klaar"),
                    ("cancelled", "Gaat niet door"),
                    ("imported", "Van vroeger, hier niet vastgesteld"),
                ],
                default="planned",
                max_length=20,
                verbose_name="stand",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("internal_number__isnull", True),
                        ("number__isnull", True),
                        ("status__in", ("concept", "deferred", "scrapped")),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_on__isnull", False),
                        (
                            "status__in",
                            [
                                "adopted",
                                "rejected",
                                "executing",
                                "done",
                                "not_achieved",
                                "superseded",
                                "withdrawn",
                                "lapsed",
                                "imported",
                            ],
                        ),
                        models.Q(
                            models.Q(
                                ("internal", False),
                                ("internal_number__isnull", True),
                                ("number__isnull", False),
                            ),
                            models.Q(
                                ("internal", True),
                                ("internal_number__isnull", False),
                                ("number__isnull", True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="meetings_decision_number_when_taken",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["concept", "deferred", "scrapped", "rejected", "imported"]),
                    models.Q(
                        ("deadline__isnull", False),
                        ("first_deadline__isnull", False),
                        ("responsible__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meetings_decision_owner_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["concept", "deferred", "scrapped", "rejected", "imported"]),
                    ("way", "urgent"),
                    ("votes_for__gt", models.F("votes_against")),
                    models.Q(
                        ("chair_vote", "for"), ("votes_for", models.F("votes_against")), ("votes_for__gt", 0)
                    ),
                    _connector="OR",
                ),
                name="meetings_decision_majority",
            ),
        ),
        migrations.AddField(
            model_name="historybatch",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.RunSQL(MEETINGS.reverse_sql, migrations.RunSQL.noop),
        migrations.RunSQL(MEETINGS.sql, migrations.RunSQL.noop),
        migrations.RunSQL(DECISIONS.reverse_sql, migrations.RunSQL.noop),
        migrations.RunSQL(DECISIONS.sql, migrations.RunSQL.noop),
        migrations.RunSQL(LOCKED, migrations.RunSQL.noop),
        frozen_columns(
            "meetings_decision",
            f"{NEVER_AGAIN} result deadline status old_number",
            "OLD.status = 'imported'",
            "meetings_decision_imported",
        ),
        frozen_columns(
            "meetings_meeting",
            f"{MEETING_COLUMNS} source",
            "OLD.status = 'imported'",
            "meetings_meeting_imported",
        ),
    ]
