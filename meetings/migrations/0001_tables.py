"""The tables of meetings, agendas and decisions."""

import uuid

import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import issues.models.papers
import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("issues", "0001_tables"),
        ("people", "0001_tables"),
    ]

    operations = [
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="WorkingGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                        ("task", models.TextField(verbose_name="opdracht")),
                        (
                            "member_limit",
                            models.PositiveSmallIntegerField(default=6, verbose_name="hoogste aantal leden"),
                        ),
                        ("ends_on", models.DateField(verbose_name="stopt op")),
                        (
                            "decision_number",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="ingesteld of verlengd bij besluit"
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="trekker",
                            ),
                        ),
                        (
                            "members",
                            models.ManyToManyField(
                                blank=True,
                                related_name="working_groups",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="leden",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True, verbose_name="adres")),
                        ("begins_on", models.DateField(verbose_name="begonnen op")),
                        ("first_ends_on", models.DateField(verbose_name="zou eerst stoppen op")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                        (
                            "result",
                            models.TextField(
                                blank=True, db_default="", default="", verbose_name="wat het opleverde"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "werkgroep",
                        "verbose_name_plural": "werkgroepen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gte", models.F("begins_on")),
                                    ("ends_on__gte", models.F("first_ends_on")),
                                ),
                                name="meetings_group_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("member_limit__gte", 1), ("member_limit__lte", 30)),
                                name="meetings_group_limit",
                            ),
                        ],
                    },
                ),
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ingelezen papieren van vroeger",
                        "verbose_name_plural": "ingelezen papieren van vroeger",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "number",
                            models.CharField(
                                blank=True, max_length=12, null=True, unique=True, verbose_name="nummer"
                            ),
                        ),
                        (
                            "internal_number",
                            models.CharField(blank=True, max_length=12, null=True, unique=True),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("meeting", "in een vergadering"),
                                    ("outside", "buiten een vergadering"),
                                    ("urgent", "met spoed"),
                                ],
                                default="meeting",
                                max_length=8,
                                verbose_name="hoe besloten",
                            ),
                        ),
                        ("internal", models.BooleanField(default=False, verbose_name="niet openbaar")),
                        ("title", models.CharField(max_length=160, verbose_name="titel")),
                        ("text", models.TextField(verbose_name="besluit")),
                        ("reason", models.TextField(blank=True, verbose_name="waarom")),
                        (
                            "public_wording",
                            models.TextField(
                                blank=True,
                                help_text="zonder nummer, plek of precieze datum",
                                verbose_name="tekst voor het publiek",
                            ),
                        ),
                        (
                            "deadline",
                            models.DateField(blank=True, null=True, verbose_name="uiterlijk klaar op"),
                        ),
                        (
                            "first_deadline",
                            models.DateField(blank=True, null=True, verbose_name="eerst beloofd"),
                        ),
                        (
                            "review_on",
                            models.DateField(blank=True, null=True, verbose_name="weer bekijken op"),
                        ),
                        (
                            "about_council",
                            models.BooleanField(default=False, verbose_name="over de wijkraad zelf"),
                        ),
                        (
                            "mandate_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="mag kosten",
                            ),
                        ),
                        (
                            "vote_way",
                            models.CharField(
                                choices=[("count", "geteld"), ("names", "op naam"), ("secret", "geheim")],
                                default="count",
                                max_length=6,
                                verbose_name="hoe gestemd",
                            ),
                        ),
                        (
                            "votes_for",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="voor"),
                        ),
                        (
                            "votes_against",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tegen"),
                        ),
                        (
                            "votes_abstain",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="onthouden"),
                        ),
                        (
                            "status",
                            models.CharField(
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
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="besloten op"),
                        ),
                        (
                            "decided_on",
                            models.DateField(blank=True, null=True, verbose_name="datum van het besluit"),
                        ),
                        ("finished_on", models.DateField(blank=True, null=True, verbose_name="klaar op")),
                        ("result", models.TextField(blank=True, verbose_name="resultaat")),
                        ("evidence", models.TextField(blank=True, verbose_name="bewijs")),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="meetings.agendaitem",
                                verbose_name="agendapunt",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zorgt ervoor",
                            ),
                        ),
                        (
                            "superseded_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="meetings.decision",
                                verbose_name="vervangen door",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdraws",
                                to="meetings.decision",
                                verbose_name="ingetrokken door",
                            ),
                        ),
                        (
                            "issues",
                            models.ManyToManyField(
                                related_name="decisions", through="meetings.DecisionIssue", to="issues.issue"
                            ),
                        ),
                        (
                            "ratified_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratified",
                                to="meetings.meeting",
                                verbose_name="bekrachtigd in",
                            ),
                        ),
                        (
                            "answer_by",
                            models.DateField(blank=True, null=True, verbose_name="antwoorden vóór"),
                        ),
                        (
                            "chair_vote",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=8,
                                verbose_name="stem van de voorzitter",
                            ),
                        ),
                        (
                            "old_number",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=40,
                                verbose_name="nummer van vroeger",
                            ),
                        ),
                        (
                            "ratified_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratifies",
                                to="meetings.decision",
                                verbose_name="bekrachtigd met",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "besluit",
                        "verbose_name_plural": "besluiten",
                        "indexes": [
                            models.Index(fields=["-decided_on", "-id"], name="meetings_decision_newest"),
                            models.Index(
                                condition=models.Q(("status__in", ["adopted", "executing"])),
                                fields=["deadline"],
                                name="meetings_decision_running",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "done"), _negated=True),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("evidence", ""), _negated=True),
                                        ("finished_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_decision_evidence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "superseded"), ("superseded_by__isnull", False)),
                                    models.Q(
                                        models.Q(("status", "superseded"), _negated=True),
                                        ("superseded_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_decision_superseded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "withdrawn"), ("withdrawn_by__isnull", False)),
                                    models.Q(
                                        models.Q(("status", "withdrawn"), _negated=True),
                                        ("withdrawn_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_decision_withdrawn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mandate_amount__isnull", True),
                                    ("mandate_amount__gte", 0),
                                    _connector="OR",
                                ),
                                name="meetings_decision_amount",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("chair_vote", ""),
                                    models.Q(
                                        ("chair_vote__in", ["for", "against"]),
                                        models.Q(("vote_way", "secret"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_decision_secret",
                            ),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["concept", "deferred", "scrapped", "rejected", "imported"],
                                    ),
                                    models.Q(
                                        ("deadline__isnull", False),
                                        ("first_deadline__isnull", False),
                                        ("responsible__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_decision_owner_and_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["concept", "deferred", "scrapped", "rejected", "imported"],
                                    ),
                                    ("way", "urgent"),
                                    ("votes_for__gt", models.F("votes_against")),
                                    models.Q(
                                        ("chair_vote", "for"),
                                        ("votes_for", models.F("votes_against")),
                                        ("votes_for__gt", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_decision_majority",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before", models.DateField(verbose_name="van")),
                        ("after", models.DateField(verbose_name="naar")),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
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
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadline_changes",
                                to="meetings.decision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verschoven datum",
                        "verbose_name_plural": "verschoven data",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionIssue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_work", models.BooleanField(default=True, verbose_name="het werk begint")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="issue_links",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_links",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "issue"), name="meetings_decisionissue_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_state", models.CharField(blank=True, max_length=20, verbose_name="van")),
                        ("to_state", models.CharField(max_length=20, verbose_name="naar")),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        ("reason", models.TextField(blank=True, verbose_name="reden")),
                        ("cause_kind", models.CharField(blank=True, max_length=20)),
                        ("cause_number", models.CharField(blank=True, max_length=20)),
                        ("cause_path", models.CharField(blank=True, max_length=200)),
                        (
                            "txid",
                            models.BigIntegerField(
                                db_default=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.comparison.Cast(
                                        models.Func(function="pg_current_xact_id"), models.TextField()
                                    ),
                                    models.BigIntegerField(),
                                )
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="meetings.decision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verloop van een besluit",
                        "verbose_name_plural": "verloop van besluiten",
                        "ordering": ["id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bestuur", "Bestuursvergadering"),
                                    ("wijkoverleg", "Openbaar wijkoverleg"),
                                    ("werkgroep", "Werkgroep"),
                                    ("extern", "Extern overleg"),
                                ],
                                max_length=12,
                                verbose_name="soort",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="begin")),
                        ("ends_at", models.DateTimeField(verbose_name="einde")),
                        ("place", models.CharField(max_length=120, verbose_name="plaats")),
                        ("slug", models.SlugField(max_length=40, unique=True, verbose_name="adres")),
                        ("internal", models.BooleanField(default=False, verbose_name="niet openbaar")),
                        (
                            "status",
                            models.CharField(
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
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "minutes_hash",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="kenmerk van het verslag"
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "adopted_by_decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adopted_minutes",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "working_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="meetings.workinggroup",
                                verbose_name="werkgroep",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=160,
                                verbose_name="uit welk papier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vergadering",
                        "verbose_name_plural": "vergaderingen",
                        "indexes": [models.Index(fields=["-starts_at", "-id"], name="meetings_by_start")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="meetings_meeting_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "minutes_adopted"), _negated=True),
                                    models.Q(
                                        ("adopted_by_decision__isnull", False),
                                        models.Q(("minutes_hash", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_meeting_adopted_by_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            ["minutes_proposed", "minutes_draft", "minutes_adopted"],
                                        ),
                                        _negated=True,
                                    ),
                                    ("kind", "bestuur"),
                                    _connector="OR",
                                ),
                                name="meetings_meeting_board_adopts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("working_group", None), ("kind", "werkgroep"), _connector="OR"
                                ),
                                name="meetings_meeting_group",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "guest",
                            models.CharField(blank=True, max_length=120, verbose_name="naam van de gast"),
                        ),
                        (
                            "shown",
                            models.CharField(
                                choices=[
                                    ("name", "met naam"),
                                    ("initials", "met voorletters"),
                                    ("none", "niet genoemd"),
                                ],
                                default="name",
                                max_length=8,
                                verbose_name="in het verslag",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("present", "aanwezig"),
                                    ("excused", "afgemeld"),
                                    ("absent", "afwezig"),
                                ],
                                default="present",
                                max_length=8,
                                verbose_name="aanwezigheid",
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
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanwezige",
                        "verbose_name_plural": "aanwezigen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "person"), name="meetings_attendance_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("guest", ""), ("person__isnull", False)),
                                    models.Q(
                                        ("person__isnull", True), models.Q(("guest", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_attendance_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_state", models.CharField(blank=True, max_length=20, verbose_name="van")),
                        ("to_state", models.CharField(max_length=20, verbose_name="naar")),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        ("reason", models.TextField(blank=True, verbose_name="reden")),
                        ("cause_kind", models.CharField(blank=True, max_length=20)),
                        ("cause_number", models.CharField(blank=True, max_length=20)),
                        ("cause_path", models.CharField(blank=True, max_length=200)),
                        (
                            "txid",
                            models.BigIntegerField(
                                db_default=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.comparison.Cast(
                                        models.Func(function="pg_current_xact_id"), models.TextField()
                                    ),
                                    models.BigIntegerField(),
                                )
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verloop van een vergadering",
                        "verbose_name_plural": "verloop van vergaderingen",
                        "ordering": ["id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OutsideAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("for", "voor"),
                                    ("against", "tegen"),
                                    ("abstain", "onthouden"),
                                    ("conflict", "heeft een belang, stemt niet"),
                                ],
                                max_length=8,
                                verbose_name="antwoord",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="geantwoord op"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="welk belang",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "antwoord buiten de vergadering",
                        "verbose_name_plural": "antwoorden buiten de vergadering",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "person"), name="meetings_answer_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                choices=[("for", "voor"), ("against", "tegen"), ("abstain", "onthouden")],
                                max_length=8,
                                verbose_name="stem",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="votes",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stem op naam",
                        "verbose_name_plural": "stemmen op naam",
                        "constraints": [
                            models.UniqueConstraint(fields=("decision", "person"), name="meetings_vote_once")
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
                        (
                            "guest",
                            models.CharField(blank=True, max_length=120, verbose_name="naam van de gast"),
                        ),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="e-mail van de gast"),
                        ),
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
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Ik kom"), ("perhaps", "Misschien"), ("no", "Ik kom niet")],
                                db_default="",
                                default="",
                                max_length=8,
                                verbose_name="komt",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="antwoord op"),
                        ),
                    ],
                    options={
                        "verbose_name": "uitnodiging",
                        "verbose_name_plural": "uitnodigingen",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "person"), name="meetings_invitation_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("email", ""), _negated=True),
                                fields=("meeting", "email"),
                                name="meetings_invitation_guest_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("email", ""), ("guest", ""), ("person__isnull", False)),
                                    models.Q(
                                        ("person__isnull", True), models.Q(("guest", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_invitation_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_invitation_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ends_on", models.DateField(verbose_name="tot en met")),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="group_terms",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="meetings.workinggroup",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "termijn van een werkgroep",
                        "verbose_name_plural": "termijnen van werkgroepen",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "decision"), name="meetings_group_term_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionRung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rung",
                            models.CharField(
                                choices=[
                                    ("secretary", "secretaris"),
                                    ("board", "volgende bestuursvergadering"),
                                ],
                                max_length=10,
                                verbose_name="bij wie",
                            ),
                        ),
                        ("deadline", models.DateField(verbose_name="was uiterlijk")),
                        ("on", models.DateField(verbose_name="neergelegd op")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rungs",
                                to="meetings.decision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opgeschaald besluit",
                        "verbose_name_plural": "opgeschaalde besluiten",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "rung", "deadline"), name="meetings_rung_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                        ("title", models.CharField(max_length=160, verbose_name="titel")),
                        (
                            "public_title",
                            models.CharField(
                                blank=True,
                                help_text="bij een beperkt zichtbare kwestie",
                                max_length=160,
                                verbose_name="titel voor het publiek",
                            ),
                        ),
                        (
                            "for_whom",
                            models.CharField(blank=True, max_length=160, verbose_name="voor wie geldt dit"),
                        ),
                        (
                            "planned_minutes",
                            models.PositiveSmallIntegerField(default=10, verbose_name="minuten"),
                        ),
                        ("internal", models.BooleanField(default=False, verbose_name="niet openbaar")),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar")),
                        ("minutes", models.TextField(blank=True, verbose_name="verslag")),
                        ("minutes_version", models.PositiveIntegerField(default=0)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("decision", "Besluit"),
                                    ("advice", "Advies"),
                                    ("deferred", "Uitgesteld"),
                                    ("not_reached", "Niet aan toe gekomen"),
                                    ("closed", "Afgesloten zonder besluit"),
                                    ("informative", "Besproken"),
                                ],
                                max_length=12,
                                verbose_name="uitkomst",
                            ),
                        ),
                        (
                            "outcome_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reden"),
                        ),
                        (
                            "deferred_until",
                            models.DateField(blank=True, null=True, verbose_name="uitgesteld tot"),
                        ),
                        (
                            "once_more_on",
                            models.DateField(blank=True, null=True, verbose_name="nog één keer, op"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "carried_from",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_to",
                                to="meetings.agendaitem",
                                verbose_name="meegenomen van",
                            ),
                        ),
                        (
                            "issues",
                            models.ManyToManyField(
                                related_name="agenda_items", through="meetings.AgendaIssue", to="issues.issue"
                            ),
                        ),
                        (
                            "once_more_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="nog één keer, door",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="meetings.meeting",
                                verbose_name="vergadering",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agendapunt",
                        "verbose_name_plural": "agendapunten",
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("meeting", "order"),
                                name="meetings_item_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "deferred"), _negated=True),
                                    models.Q(
                                        ("deferred_until__isnull", False),
                                        models.Q(("outcome_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_item_deferred",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "closed"), _negated=True),
                                    models.Q(("outcome_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meetings_item_closed_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("once_more_on__isnull", True), ("once_more_person__isnull", True)
                                    ),
                                    models.Q(
                                        ("once_more_on__isnull", False), ("once_more_person__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_item_once_more",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaIssue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_links",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="issue_links",
                                to="meetings.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "issue"), name="meetings_agendaissue_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConflictOfInterest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="welk belang")),
                        (
                            "left_room",
                            models.BooleanField(default=True, verbose_name="verliet de vergadering"),
                        ),
                        ("declared_at", models.DateTimeField(verbose_name="gemeld op")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conflicts",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gemeld belang",
                        "verbose_name_plural": "gemelde belangen",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "person"), name="meetings_conflict_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erratum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="verbetering")),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errata",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errata",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errata",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verbetering van een verslag",
                        "verbose_name_plural": "verbeteringen van verslagen",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="versie")),
                        ("text", models.TextField(blank=True, verbose_name="tekst")),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        ("accepted", models.BooleanField(default=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="meetings.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "versie van het verslag",
                        "verbose_name_plural": "versies van het verslag",
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["item", "-id"], name="meetings_revision_item")],
                    },
                ),
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
                                blank=True,
                                upload_to=issues.models.papers.paper_path,
                                verbose_name="bestand",
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
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="weggehaald op"),
                        ),
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
                        (
                            "handled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="behandeld op"),
                        ),
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
                                condition=models.Q(("state", "open")),
                                fields=["id"],
                                name="meetings_request_open",
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
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="wat")),
                        ("due", models.DateField(verbose_name="uiterlijk klaar")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        ("result", models.CharField(blank=True, max_length=600, verbose_name="resultaat")),
                        ("evidence", models.CharField(blank=True, max_length=600, verbose_name="bewijs")),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
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
                                related_name="tasks",
                                to="meetings.agendaitem",
                                verbose_name="agendapunt",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zorgt ervoor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "actie bij een agendapunt",
                        "verbose_name_plural": "acties bij agendapunten",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at", None)),
                                fields=["responsible", "due"],
                                name="meetings_task_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at", None),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("evidence", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meetings_task_evidence",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
