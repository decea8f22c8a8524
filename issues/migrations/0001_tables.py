import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import issues.models.papers
import issues.models.report
import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
    ]

    operations = [
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("wijk", "wijk"), ("buurt", "buurt")],
                                max_length=6,
                                verbose_name="soort",
                            ),
                        ),
                        ("geometry", models.JSONField(verbose_name="omtrek")),
                        ("west", models.FloatField()),
                        ("south", models.FloatField()),
                        ("east", models.FloatField()),
                        ("north", models.FloatField()),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="bron")),
                    ],
                    options={
                        "verbose_name": "buurt",
                        "verbose_name_plural": "buurten",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Street",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("path", models.TextField(blank=True, verbose_name="lijn op het schema")),
                        ("label_x", models.FloatField(default=0)),
                        ("label_y", models.FloatField(default=0)),
                        ("label_rotation", models.FloatField(default=0)),
                        ("geometry", models.JSONField(blank=True, default=list, verbose_name="lijnen")),
                        ("in_area", models.BooleanField(default=True, verbose_name="hoort bij het gebied")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                help_text="Leeg als de straat door meer buurten loopt.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.area",
                                verbose_name="buurt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "straat",
                        "verbose_name_plural": "straten",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Segment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="deel")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                        ("x", models.FloatField(default=0)),
                        ("y", models.FloatField(default=0)),
                        ("geometry", models.JSONField(blank=True, default=list, verbose_name="lijn")),
                        (
                            "street",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="segments",
                                to="issues.street",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.area",
                                verbose_name="buurt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "straatdeel",
                        "verbose_name_plural": "straatdelen",
                        "ordering": ["street", "order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("street", "name"), name="issues_segment_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=30, unique=True, verbose_name="sleutel")),
                        ("name", models.CharField(max_length=60, verbose_name="naam")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="uitleg")),
                        (
                            "colour_key",
                            models.SlugField(default="overig", max_length=30, verbose_name="kleur"),
                        ),
                        (
                            "icon",
                            models.CharField(default="circle-help", max_length=30, verbose_name="teken"),
                        ),
                        (
                            "default_visibility",
                            models.CharField(
                                choices=[
                                    ("public", "Openbaar"),
                                    ("limited", "Beperkt zichtbaar"),
                                    ("confidential", "Vertrouwelijk"),
                                ],
                                default="public",
                                max_length=12,
                                verbose_name="wie ziet het",
                            ),
                        ),
                        (
                            "intake_mode",
                            models.CharField(
                                choices=[
                                    ("report", "melding met tekst"),
                                    ("signal", "signaal uit een vaste lijst"),
                                ],
                                default="report",
                                max_length=8,
                                verbose_name="manier van melden",
                            ),
                        ),
                        (
                            "norms",
                            models.JSONField(blank=True, default=dict, verbose_name="normen in werkdagen"),
                        ),
                        ("referral", models.TextField(blank=True, verbose_name="verwijzing")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                        ("active", models.BooleanField(default=True, verbose_name="te kiezen")),
                    ],
                    options={
                        "verbose_name": "thema",
                        "verbose_name_plural": "thema's",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("data", models.JSONField(default=dict)),
                        ("started_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "concept van een melding",
                        "indexes": [models.Index(fields=["started_at"], name="issues_draft_started")],
                    },
                ),
                migrations.CreateModel(
                    name="Priority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titel")),
                        (
                            "why_now_kind",
                            models.CharField(
                                blank=True,
                                choices=[("incident", "een voorval"), ("trend", "een ontwikkeling")],
                                max_length=10,
                                verbose_name="waarom nu",
                            ),
                        ),
                        ("why_now", models.TextField(blank=True, verbose_name="uitleg waarom nu")),
                        ("goal", models.TextField(verbose_name="doel")),
                        ("criterion", models.TextField(verbose_name="maatstaf")),
                        ("baseline", models.TextField(verbose_name="beginmeting")),
                        ("target", models.CharField(blank=True, max_length=80, verbose_name="streefwaarde")),
                        ("current", models.CharField(blank=True, max_length=80, verbose_name="stand nu")),
                        ("review_on", models.DateField(verbose_name="opnieuw bekijken op")),
                        ("active", models.BooleanField(default=False, verbose_name="actief")),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision_number",
                            models.CharField(blank=True, max_length=20, verbose_name="besluit"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "responsible",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="priorities",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="priorities",
                                to="issues.theme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "prioriteit",
                        "verbose_name_plural": "prioriteiten",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("active", False),
                                    models.Q(
                                        models.Q(("why_now_kind", ""), _negated=True),
                                        models.Q(("why_now", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_priority_why_now",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Issue",
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
                            models.CharField(
                                blank=True,
                                max_length=16,
                                null=True,
                                unique=True,
                                verbose_name="intern nummer",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=160, verbose_name="titel")),
                        ("summary", models.TextField(blank=True, verbose_name="samenvatting")),
                        ("reaction", models.TextField(blank=True, verbose_name="reactie van betrokkenen")),
                        (
                            "public_wording",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="woorden voor beperkt zichtbaar"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("reported", "Nieuw, nog niet bekeken"),
                                    ("assessing", "Wij zoeken het uit"),
                                    ("decided", "Besluit genomen"),
                                    ("in_progress", "Er wordt aan gewerkt"),
                                    ("waiting", "Wacht op een ander"),
                                    ("reported_done", "Klaar gemeld, nog niet gecontroleerd"),
                                    ("resolved", "Opgelost en gecontroleerd"),
                                    ("not_resolved", "Gestopt, niet opgelost"),
                                    ("rejected", "Niet opgepakt"),
                                    ("withdrawn", "Ingetrokken door melder"),
                                    ("merged", "Samengevoegd"),
                                ],
                                default="reported",
                                max_length=14,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("public", "Openbaar"),
                                    ("limited", "Beperkt zichtbaar"),
                                    ("confidential", "Vertrouwelijk"),
                                ],
                                default="public",
                                max_length=12,
                                verbose_name="wie ziet het",
                            ),
                        ),
                        (
                            "size",
                            models.CharField(
                                choices=[
                                    ("klein", "Klein"),
                                    ("gewoon", "Gewoon"),
                                    ("prioriteit", "Prioriteit"),
                                ],
                                default="gewoon",
                                max_length=10,
                                verbose_name="maat",
                            ),
                        ),
                        ("lon", models.FloatField(blank=True, null=True)),
                        ("lat", models.FloatField(blank=True, null=True)),
                        (
                            "waiting_until",
                            models.DateField(blank=True, null=True, verbose_name="wij vragen na op"),
                        ),
                        ("long_running", models.BooleanField(default=False, verbose_name="langlopend")),
                        (
                            "stuck_on",
                            models.CharField(blank=True, max_length=10, verbose_name="waar zit het vast"),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("first_report_at", models.DateTimeField()),
                        ("public_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("state_since", models.DateTimeField()),
                        ("norm_due", models.DateField(blank=True, null=True, verbose_name="beloofd vóór")),
                        (
                            "next_step",
                            models.CharField(blank=True, max_length=200, verbose_name="volgende stap"),
                        ),
                        ("next_step_on", models.DateField(blank=True, null=True, verbose_name="op")),
                        ("goal", models.TextField(blank=True, verbose_name="doel")),
                        ("criterion", models.TextField(blank=True, verbose_name="maatstaf")),
                        ("baseline", models.TextField(blank=True, verbose_name="beginmeting")),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "judgement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reached", "Doel gehaald"),
                                    ("partly", "Deels gehaald"),
                                    ("missed", "Doel niet gehaald"),
                                ],
                                max_length=8,
                                verbose_name="oordeel",
                            ),
                        ),
                        ("after_measure", models.TextField(blank=True, verbose_name="meting na afloop")),
                        (
                            "aftercare_until",
                            models.DateField(blank=True, null=True, verbose_name="nazorg tot"),
                        ),
                        ("relapse_count", models.PositiveSmallIntegerField(default=0)),
                        ("relapsed_at", models.DateTimeField(blank=True, null=True)),
                        ("report_count", models.PositiveIntegerField(default=0)),
                        ("household_count", models.PositiveIntegerField(default=0)),
                        ("follower_count", models.PositiveIntegerField(default=0)),
                        ("score", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                        ("on_agenda_at", models.DateField(blank=True, null=True)),
                        ("talks_since_decision", models.PositiveSmallIntegerField(default=0)),
                        ("last_event_at", models.DateTimeField()),
                        ("stops", models.CharField(default="nllllll", max_length=7)),
                        (
                            "search",
                            django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="issues",
                                to="issues.area",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="klaar gemeld door",
                            ),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beoordeeld door",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="people.organisation",
                                verbose_name="partner",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zorgt ervoor",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gecontroleerd door",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="issues.priority",
                            ),
                        ),
                        (
                            "segment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="issues.segment",
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="issues.street",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="issues.theme",
                                verbose_name="thema",
                            ),
                        ),
                        (
                            "milestone",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="mijlpaal van dit jaar",
                            ),
                        ),
                        (
                            "milestone_on",
                            models.DateField(blank=True, null=True, verbose_name="mijlpaal uiterlijk"),
                        ),
                        (
                            "affected_count",
                            models.PositiveIntegerField(
                                default=0, help_text="huishoudens die er ook last van hebben"
                            ),
                        ),
                        (
                            "unheard",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                verbose_name="kritiek waarop nog niemand kon reageren",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kwestie",
                        "verbose_name_plural": "kwesties",
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                ),
                                name="issues_list",
                            ),
                            models.Index(
                                models.F("theme"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                ),
                                name="issues_list_theme",
                            ),
                            models.Index(
                                models.F("status"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                ),
                                name="issues_list_status",
                            ),
                            models.Index(
                                models.F("first_report_at"),
                                models.F("id"),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                ),
                                name="issues_list_oldest",
                            ),
                            models.Index(
                                models.OrderBy(models.F("report_count"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                ),
                                name="issues_list_most",
                            ),
                            models.Index(
                                models.F("created_at"),
                                models.F("id"),
                                condition=models.Q(("status", "reported")),
                                name="issues_new",
                            ),
                            models.Index(models.F("responsible"), models.F("status"), name="issues_mine"),
                            models.Index(
                                models.F("aftercare_until"),
                                condition=models.Q(("status", "resolved")),
                                name="issues_aftercare",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="issues_search"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["title"], name="issues_title_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(
                                models.F("theme"),
                                models.F("status"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                ),
                                name="issues_list_theme_status",
                            ),
                            models.Index(
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_list_open",
                            ),
                            models.Index(
                                models.F("theme"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_list_open_theme",
                            ),
                            models.Index(
                                models.F("street"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                ),
                                name="issues_list_place",
                            ),
                            models.Index(
                                models.F("street"),
                                models.F("theme"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                ),
                                name="issues_list_place_theme",
                            ),
                            models.Index(
                                models.F("street"),
                                models.F("status"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                ),
                                name="issues_list_place_status",
                            ),
                            models.Index(
                                models.F("street"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_list_open_place",
                            ),
                            models.Index(
                                models.F("priority"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("priority__isnull", False),
                                ),
                                name="issues_list_priority",
                            ),
                            models.Index(
                                models.F("on_agenda_at"),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("on_agenda_at__isnull", False),
                                ),
                                name="issues_list_agenda",
                            ),
                            models.Index(
                                models.F("theme"),
                                models.F("first_report_at"),
                                models.F("id"),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_list_oldest_theme",
                            ),
                            models.Index(
                                models.F("street"),
                                models.F("first_report_at"),
                                models.F("id"),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_list_oldest_place",
                            ),
                            models.Index(
                                models.F("theme"),
                                models.OrderBy(models.F("report_count"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                ),
                                name="issues_list_most_theme",
                            ),
                            models.Index(
                                models.F("street"),
                                models.OrderBy(models.F("report_count"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                ),
                                name="issues_list_most_place",
                            ),
                            models.Index(
                                models.OrderBy(
                                    django.db.models.functions.comparison.Greatest(
                                        "verified_at", "relapsed_at"
                                    ),
                                    descending=True,
                                ),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                    models.Q(
                                        ("status", "resolved"),
                                        ("relapsed_at__isnull", False),
                                        _connector="OR",
                                    ),
                                ),
                                name="issues_results",
                            ),
                            models.Index(
                                models.F("waiting_until"),
                                condition=models.Q(("status", "waiting")),
                                name="issues_waiting",
                            ),
                            models.Index(
                                models.F("last_event_at"),
                                models.F("id"),
                                condition=models.Q(
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    )
                                ),
                                name="issues_quiet",
                            ),
                            models.Index(
                                models.F("talks_since_decision"),
                                condition=models.Q(
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                    ("talks_since_decision__gt", 0),
                                ),
                                name="issues_talked",
                            ),
                            models.Index(
                                models.F("relapsed_at"),
                                condition=models.Q(
                                    ("relapse_count__gt", 0),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_back",
                            ),
                            models.Index(
                                models.F("id"),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    _negated=True,
                                ),
                                name="issues_unseen",
                            ),
                            models.Index(
                                models.F("street"),
                                models.F("theme"),
                                models.OrderBy(models.F("last_event_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                    (
                                        "status__in",
                                        (
                                            "reported",
                                            "assessing",
                                            "decided",
                                            "in_progress",
                                            "waiting",
                                            "reported_done",
                                        ),
                                    ),
                                ),
                                name="issues_alike_open",
                            ),
                            models.Index(
                                models.F("theme"),
                                models.F("lat"),
                                models.F("lon"),
                                condition=models.Q(
                                    ("number__isnull", False),
                                    models.Q(("visibility", "confidential"), _negated=True),
                                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                                    ("visibility", "public"),
                                    ("lat__isnull", False),
                                ),
                                name="issues_alike_near",
                            ),
                            models.Index(
                                models.F("norm_due"),
                                condition=models.Q(("status", "reported")),
                                include=("visibility",),
                                name="issues_promised",
                            ),
                            models.Index(
                                models.F("id"),
                                condition=models.Q(("visibility", "confidential")),
                                name="issues_confidential",
                            ),
                            models.Index(
                                models.F("id"),
                                condition=models.Q(("visibility", "limited")),
                                name="issues_limited",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            [
                                                "assessing",
                                                "decided",
                                                "in_progress",
                                                "waiting",
                                                "reported_done",
                                                "resolved",
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("responsible__isnull", False),
                                    _connector="OR",
                                ),
                                name="issues_issue_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["in_progress", "resolved"]), _negated=True),
                                    models.Q(("size", "klein"), models.Q(("criterion", ""), _negated=True)),
                                    models.Q(
                                        ("size", "gewoon"),
                                        models.Q(("criterion", ""), _negated=True),
                                        models.Q(("goal", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("criterion", ""), _negated=True),
                                        models.Q(("goal", ""), _negated=True),
                                        models.Q(("baseline", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_issue_goal",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "waiting"), _negated=True),
                                    models.Q(("partner__isnull", False), ("waiting_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="issues_issue_wait",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["reported_done", "resolved"]), _negated=True),
                                    models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="issues_issue_claimed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by__isnull", True),
                                    models.Q(("verified_by", models.F("claimed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="issues_issue_other_checks",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "resolved"), _negated=True),
                                    models.Q(
                                        models.Q(("judgement", ""), _negated=True),
                                        ("aftercare_until__isnull", False),
                                        ("verified_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_issue_judged",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                                    models.Q(
                                        models.Q(("status", "merged"), _negated=True),
                                        ("merged_into__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_issue_merged",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "reported"), _negated=True),
                                    ("number__isnull", True),
                                    _connector="OR",
                                ),
                                name="issues_issue_public_after_triage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__isnull", True),
                                    models.Q(
                                        models.Q(("title", ""), _negated=True), ("public_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_issue_public_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unheard", False),
                                    ("number__isnull", True),
                                    models.Q(("visibility", "public"), _negated=True),
                                    _connector="OR",
                                ),
                                name="issues_issue_heard_first",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpOffer",
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
                                choices=[("hours", "uren"), ("tools", "gereedschap"), ("eyes", "ogen")],
                                max_length=6,
                                verbose_name="waarmee",
                            ),
                        ),
                        (
                            "text",
                            models.CharField(blank=True, max_length=300, verbose_name="wat biedt u aan"),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="help_offers",
                                to="issues.issue",
                            ),
                        ),
                        ("accepted", models.BooleanField(blank=True, null=True, verbose_name="graag")),
                        (
                            "answer",
                            models.TextField(blank=True, db_default="", default="", verbose_name="antwoord"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beantwoord door",
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                        ),
                    ],
                    options={
                        "verbose_name": "aanbod om te helpen",
                        "verbose_name_plural": "aanbiedingen om te helpen",
                    },
                ),
                migrations.CreateModel(
                    name="Follow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="bevestigd"),
                        ),
                        (
                            "pace",
                            models.CharField(
                                choices=[
                                    ("once", "meteen"),
                                    ("daily", "één keer per dag"),
                                    ("weekly", "één keer per week"),
                                ],
                                default="once",
                                max_length=6,
                                verbose_name="hoe vaak",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="gestopt")),
                        ("asked_14_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_90_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follows",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follows",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "volger",
                        "verbose_name_plural": "volgers",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["issue"],
                                name="issues_follow_now",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True), ("user__isnull", False)),
                                fields=("issue", "user"),
                                name="issues_follow_once_user",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), models.Q(("email", ""), _negated=True)
                                ),
                                fields=("issue", "email"),
                                name="issues_follow_once_email",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
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
                                    ("owner", "wie ervoor zorgt"),
                                    ("secretary", "secretaris"),
                                    ("board", "volgende bestuursvergadering"),
                                    ("department", "dienst"),
                                    ("manager", "wijkmanager"),
                                    ("district", "stadsdeel"),
                                    ("alderman", "wethouder of raad"),
                                ],
                                max_length=10,
                                verbose_name="naar",
                            ),
                        ),
                        ("due", models.DateField(verbose_name="antwoord vóór")),
                        ("reason", models.TextField(blank=True, verbose_name="waarom")),
                        ("at", models.DateTimeField()),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="beantwoord op"),
                        ),
                        ("effect", models.TextField(blank=True, verbose_name="wat het deed")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opschaling",
                        "verbose_name_plural": "opschalingen",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Contradiction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("state", models.CharField(max_length=14, verbose_name="stand toen")),
                        ("opened_at", models.DateTimeField()),
                        ("count", models.PositiveIntegerField(default=1, verbose_name="aantal keer nee")),
                        ("public_reason", models.TextField(blank=True, verbose_name="reden op de site")),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("returned", "terug naar het werk"),
                                    ("answered", "beantwoord"),
                                    ("system", "na 14 dagen vanzelf terug"),
                                    ("back", "bewoners namen het terug"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="antwoord")),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contradictions",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tegenspraak",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at__isnull", True)),
                                fields=("issue",),
                                name="issues_contradiction_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="wat")),
                        ("due", models.DateField(verbose_name="uiterlijk klaar")),
                        ("first_due", models.DateField(verbose_name="eerst beloofd")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        ("result", models.TextField(blank=True, verbose_name="resultaat")),
                        ("cause_number", models.CharField(blank=True, max_length=20, verbose_name="besluit")),
                        ("cause_path", models.CharField(blank=True, max_length=200)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zorgt ervoor",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "actie",
                        "verbose_name_plural": "acties",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["issue", "id"], name="issues_action_issue"),
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["responsible", "due"],
                                name="issues_action_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
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
                                blank=True, max_length=24, null=True, unique=True, verbose_name="kenmerk"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bezwaar", "bezwaar"),
                                    ("handhavingsverzoek", "handhavingsverzoek"),
                                    ("woo", "Woo-verzoek"),
                                    ("klacht", "klacht"),
                                    ("zienswijze", "zienswijze"),
                                    ("melding", "melding"),
                                    ("brief", "brief"),
                                ],
                                max_length=20,
                                verbose_name="soort",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200, verbose_name="onderwerp")),
                        ("text", models.TextField(blank=True, verbose_name="tekst")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("concept", "Concept"),
                                    ("sent", "Verstuurd, wij wachten op antwoord"),
                                    ("in_default", "In gebreke gesteld"),
                                    ("answered", "Beantwoord"),
                                    ("closed", "Afgesloten"),
                                    ("withdrawn", "Ingetrokken"),
                                    ("scrapped", "Concept weggegooid"),
                                ],
                                default="concept",
                                max_length=12,
                                verbose_name="stand",
                            ),
                        ),
                        ("is_public", models.BooleanField(default=False, verbose_name="op de site")),
                        (
                            "channel",
                            models.CharField(blank=True, max_length=40, verbose_name="verstuurd per"),
                        ),
                        (
                            "receipt",
                            models.CharField(blank=True, max_length=200, verbose_name="bewijs van ontvangst"),
                        ),
                        ("mandate", models.CharField(blank=True, max_length=200, verbose_name="machtiging")),
                        (
                            "interested",
                            models.BooleanField(blank=True, null=True, verbose_name="belanghebbende"),
                        ),
                        ("advisory", models.BooleanField(default=False, verbose_name="adviescommissie")),
                        (
                            "their_reference",
                            models.CharField(blank=True, max_length=60, verbose_name="hun kenmerk"),
                        ),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="besluit bekendgemaakt op"),
                        ),
                        (
                            "file_before",
                            models.DateField(blank=True, null=True, verbose_name="indienen vóór"),
                        ),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="verstuurd op")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="ontvangen op")),
                        ("term_ends", models.DateField(blank=True, null=True, verbose_name="einde termijn")),
                        (
                            "first_term_ends",
                            models.DateField(blank=True, null=True, verbose_name="eerste einde termijn"),
                        ),
                        ("extended", models.BooleanField(default=False, verbose_name="verlengd")),
                        (
                            "default_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="twee weken na ingebrekestelling"
                            ),
                        ),
                        (
                            "own_date",
                            models.DateField(blank=True, null=True, verbose_name="onze eigen datum"),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="beantwoord op"),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="kern van het antwoord")),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="people.organisation",
                                verbose_name="aan",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zorgt ervoor",
                            ),
                        ),
                        (
                            "paused_days",
                            models.PositiveSmallIntegerField(
                                db_default=0, default=0, verbose_name="dagen stilgestaan"
                            ),
                        ),
                        (
                            "paused_on",
                            models.DateField(blank=True, null=True, verbose_name="staat stil sinds"),
                        ),
                    ],
                    options={
                        "verbose_name": "brief",
                        "verbose_name_plural": "brieven",
                        "indexes": [
                            models.Index(fields=["status", "term_ends"], name="issues_letter_terms"),
                            models.Index(fields=["issue", "id"], name="issues_letter_issue"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["concept", "scrapped"]),
                                    models.Q(("number__isnull", False), ("sent_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="issues_letter_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "in_default"), _negated=True),
                                    models.Q(
                                        ("default_until__isnull", False),
                                        ("kind__in", ["bezwaar", "handhavingsverzoek", "woo"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_letter_default_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterEvent",
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
                                help_text="extended, reminded, paused, resumed, defaulted, received, heard",
                                max_length=12,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("text", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="issues.letter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gebeurtenis van een brief",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="LetterMove",
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
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="issues.letter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verandering van een brief",
                        "ordering": ["id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MergeRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("undone", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="takings",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("merge", "samengevoegd"),
                                    ("join", "melding verplaatst"),
                                    ("split", "gesplitst"),
                                ],
                                default="merge",
                                max_length=5,
                                verbose_name="soort",
                            ),
                        ),
                        ("moved", models.JSONField(default=dict, verbose_name="wat verhuisde")),
                        (
                            "undoes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undoing",
                                to="issues.mergerecord",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "samenvoeging",
                    },
                ),
                migrations.CreateModel(
                    name="PrioritySlots",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("active", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)), name="issues_priorityslots_one_row"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("who", models.CharField(max_length=120, verbose_name="wie zei het")),
                        (
                            "what",
                            models.CharField(blank=True, max_length=300, verbose_name="wat is toegezegd"),
                        ),
                        ("where_said", models.CharField(max_length=160, verbose_name="waar")),
                        ("link", models.URLField(blank=True, verbose_name="link")),
                        ("said_on", models.DateField(verbose_name="gezegd op")),
                        ("due", models.DateField(blank=True, null=True, verbose_name="beloofd vóór")),
                        ("chase_on", models.DateField(verbose_name="wij vragen na op")),
                        ("kept", models.BooleanField(blank=True, null=True, verbose_name="nagekomen")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="nagekomen op")),
                        ("created_at", models.DateTimeField()),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="wat ervan kwam",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "toezegging",
                        "verbose_name_plural": "toezeggingen",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kept__isnull", True), ("settled_on__isnull", True)),
                                    models.Q(("kept__isnull", False), ("settled_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="issues_promise_settled",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("refused", models.BooleanField(default=False)),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inzage",
                        "indexes": [models.Index(fields=["issue", "-id"], name="issues_reading_issue")],
                    },
                ),
                migrations.CreateModel(
                    name="Signal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                size=None,
                                verbose_name="wat valt op",
                            ),
                        ),
                        (
                            "month",
                            models.DateField(help_text="eerste dag van de maand", verbose_name="maand"),
                        ),
                        (
                            "segment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.segment",
                                verbose_name="deel van de straat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signaal",
                        "verbose_name_plural": "signalen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="issues_signal_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kinds__contained_by",
                                        [
                                            "empty_open",
                                            "short_visits",
                                            "closed_windows",
                                            "night_loading",
                                            "smell",
                                        ],
                                    ),
                                    ("kinds__len__gte", 1),
                                ),
                                name="issues_signal_listed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusChange",
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
                        ("public_reason", models.TextField(blank=True, verbose_name="reden voor iedereen")),
                        ("evidence", models.TextField(blank=True, verbose_name="bewijs")),
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="status_changes",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verandering van stand",
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["issue", "id"], name="issues_change_issue"),
                            models.Index(fields=["to_state", "at"], name="issues_change_when"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Weighing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(null=True, verbose_name="hoe erg is het"),
                        ),
                        (
                            "safety",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="kan er iemand gewond raken"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="weighings",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weging",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("severity__isnull", True),
                                        ("severity__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("safety__isnull", True), ("safety__range", (1, 5)), _connector="OR"
                                    ),
                                ),
                                name="issues_weighing_one_to_five",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConfidentialReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="vanaf")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                        (
                            "decision_number",
                            models.CharField(blank=True, max_length=20, verbose_name="besluit"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bevestigd door",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gegeven door",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confidential_readings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lezer van vertrouwelijke kwesties",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_by__isnull", False),
                                    models.Q(
                                        ("confirmed_by__isnull", True),
                                        models.Q(
                                            models.Q(("given_by", models.F("confirmed_by")), _negated=True),
                                            models.Q(("user", models.F("confirmed_by")), _negated=True),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="issues_confidentialreader_two",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="hoe de site hen noemt")),
                        (
                            "whom",
                            models.CharField(blank=True, max_length=200, verbose_name="aan wie precies"),
                        ),
                        ("text", models.TextField(verbose_name="wat wij voorlegden")),
                        ("how", models.CharField(max_length=80, verbose_name="hoe gevraagd")),
                        ("asked_on", models.DateField(verbose_name="gevraagd op")),
                        ("due", models.DateField(verbose_name="reactie uiterlijk")),
                        ("reacted_on", models.DateField(blank=True, null=True, verbose_name="reactie van")),
                        (
                            "reaction",
                            models.TextField(blank=True, verbose_name="reactie, zoals die op de site staat"),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearings",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wederhoor",
                        "verbose_name_plural": "wederhoor",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due__gt", models.F("asked_on"))),
                                name="issues_hearing_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reacted_on__isnull", True), ("reaction", "")),
                                    models.Q(
                                        models.Q(("reaction", ""), _negated=True),
                                        ("reacted_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_hearing_reaction",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                                    ("internal", "intern"),
                                    ("update", "bericht voor iedereen"),
                                    ("wrong", "klopt iets niet?"),
                                    ("answer", "antwoord op “klopt iets niet?”"),
                                    ("partner", "antwoord van de partner"),
                                ],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="tekst")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "replies_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="issues.note",
                                verbose_name="antwoord op",
                            ),
                        ),
                        (
                            "hearing",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="issues.hearing",
                                verbose_name="wederhoor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notitie",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["issue", "id"], name="issues_note_issue")],
                    },
                ),
                migrations.CreateModel(
                    name="Incoming",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("number", models.CharField(max_length=24, unique=True, verbose_name="nummer")),
                        ("received_on", models.DateField(verbose_name="ontvangen op")),
                        ("sender", models.CharField(max_length=120, verbose_name="van")),
                        ("subject", models.CharField(max_length=200, verbose_name="onderwerp")),
                        ("summary", models.TextField(blank=True, verbose_name="kern")),
                        ("channel", models.CharField(blank=True, max_length=40, verbose_name="gekomen per")),
                        (
                            "their_reference",
                            models.CharField(blank=True, max_length=60, verbose_name="hun kenmerk"),
                        ),
                        (
                            "reply_before",
                            models.DateField(blank=True, null=True, verbose_name="wij antwoorden uiterlijk"),
                        ),
                        (
                            "handled_on",
                            models.DateField(blank=True, null=True, verbose_name="afgehandeld op"),
                        ),
                        ("result", models.TextField(blank=True, verbose_name="wat wij deden")),
                        ("created_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ingeschreven door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to="issues.letter",
                                verbose_name="antwoord op",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to="people.organisation",
                                verbose_name="partner",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zorgt ervoor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ingekomen post",
                        "verbose_name_plural": "ingekomen post",
                        "indexes": [
                            models.Index(fields=["-received_on", "-id"], name="issues_incoming_days")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("handled_on__isnull", True), ("result", "")),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True), ("handled_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_incoming_handled",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Say",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("know", "meeweten: wij vertellen wat er gebeurt"),
                                    ("think", "meedenken: wij vragen uw mening"),
                                    ("advise", "adviseren: wij volgen uw advies, of zeggen waarom niet"),
                                    ("decide", "meebeslissen: wat bewoners kiezen, gebeurt"),
                                ],
                                max_length=6,
                                verbose_name="hoeveel zeggen bewoners",
                            ),
                        ),
                        ("about", models.TextField(verbose_name="waarover")),
                        ("how", models.CharField(blank=True, max_length=200, verbose_name="hoe doet u mee")),
                        ("until", models.DateField(verbose_name="tot en met")),
                        ("opened_at", models.DateTimeField()),
                        ("result", models.TextField(blank=True, verbose_name="wat ermee is gedaan")),
                        ("result_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="says",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inspraak",
                        "verbose_name_plural": "inspraak",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("result_at__isnull", True)),
                                fields=("issue",),
                                name="issues_say_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", ""), ("result_at__isnull", True)),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True), ("result_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_say_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignalCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "quarter",
                            models.DateField(
                                help_text="eerste dag van het kwartaal", verbose_name="kwartaal"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=0, verbose_name="aantal")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.area",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aantal signalen",
                        "verbose_name_plural": "aantallen signalen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("quarter", "area"),
                                name="issues_signalcount_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lookers",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wie kijkt nu",
                    },
                ),
                migrations.CreateModel(
                    name="ReplyTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("assessing", "Bekeken: wij zoeken het uit"),
                                    ("rejected", "Niet opgepakt"),
                                    ("joined", "Bij een bekende kwestie gevoegd"),
                                    ("update", "Bericht voor iedereen"),
                                    ("not_resolved", "Gestopt, niet opgelost"),
                                    ("claimed", "Klaar gemeld, met bewijs"),
                                    ("answer", "Antwoord aan bewoners"),
                                ],
                                max_length=12,
                                verbose_name="stap",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="naam")),
                        ("text", models.TextField(verbose_name="tekst")),
                        ("active", models.BooleanField(default=True, verbose_name="te kiezen")),
                        ("changed_at", models.DateTimeField(verbose_name="veranderd op")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="veranderd door",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.theme",
                                verbose_name="thema",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "antwoordsjabloon",
                        "verbose_name_plural": "antwoordsjablonen",
                        "ordering": ["step", "theme__order", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("step", "theme", "name"),
                                name="issues_replytemplate_name",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicFollow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("pace", models.CharField(default="weekly", max_length=6, verbose_name="hoe vaak")),
                        ("created_at", models.DateTimeField()),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="bevestigd"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="gestopt")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="issues.area",
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="issues.street",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follows",
                                to="issues.theme",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="topic_follows",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "volger van een onderwerp",
                        "verbose_name_plural": "volgers van een onderwerp",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("area__isnull", True),
                                        ("street__isnull", True),
                                        ("theme__isnull", False),
                                    ),
                                    models.Q(
                                        ("area__isnull", True),
                                        ("street__isnull", False),
                                        ("theme__isnull", True),
                                    ),
                                    models.Q(
                                        ("area__isnull", False),
                                        ("street__isnull", True),
                                        ("theme__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_topicfollow_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", False),
                                    ("user__isnull", False),
                                    models.Q(("email", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="issues_topicfollow_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("theme", "street", "area", "user", "email"),
                                name="issues_topicfollow_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="naam")),
                        ("query", models.CharField(max_length=600, verbose_name="filters")),
                        ("shared", models.BooleanField(default=False, verbose_name="ook voor collega’s")),
                        ("created_at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bewaarde weergave",
                        "verbose_name_plural": "bewaarde weergaven",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "name"), name="issues_savedview_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "heads",
                            models.CharField(
                                help_text="vingerafdruk van de koppen", max_length=64, unique=True
                            ),
                        ),
                        ("mapping", models.JSONField(default=dict)),
                        ("used_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "kolommen van een lijst",
                        "verbose_name_plural": "kolommen van lijsten",
                    },
                ),
                migrations.CreateModel(
                    name="ImportBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("name", models.CharField(max_length=120, verbose_name="bestand")),
                        ("content", models.BinaryField(default=bytes)),
                        ("headers", models.JSONField(default=list)),
                        ("mapping", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checking", "wordt nagekeken"),
                                    ("faulty", "er is iets mis"),
                                    ("ready", "kan worden ingelezen"),
                                    ("reading", "wordt ingelezen"),
                                    ("done", "ingelezen"),
                                    ("dropped", "weggegooid"),
                                    ("undoing", "wordt teruggedraaid"),
                                    ("undone", "teruggedraaid"),
                                ],
                                default="checking",
                                max_length=8,
                                verbose_name="stand",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        ("rows", models.PositiveIntegerField(default=0, verbose_name="rijen")),
                        ("checked", models.PositiveIntegerField(default=0, verbose_name="nagekeken")),
                        ("fault_count", models.PositiveIntegerField(default=0, verbose_name="fouten")),
                        ("faults", models.JSONField(default=list)),
                        ("fresh", models.PositiveIntegerField(default=0, verbose_name="nieuw")),
                        ("known", models.PositiveIntegerField(default=0, verbose_name="stonden er al")),
                        (
                            "old",
                            models.PositiveIntegerField(default=0, verbose_name="ouder dan de bewaartermijn"),
                        ),
                        ("sample", models.JSONField(default=list)),
                        ("added", models.PositiveIntegerField(default=0, verbose_name="toegevoegd")),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="teruggedraaid op"),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="teruggedraaid door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ingelezen lijst",
                        "verbose_name_plural": "ingelezen lijsten",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("text", models.TextField(blank=True, verbose_name="melding")),
                        (
                            "house_number",
                            models.CharField(blank=True, max_length=12, verbose_name="huisnummer"),
                        ),
                        ("lon", models.FloatField(blank=True, null=True)),
                        ("lat", models.FloatField(blank=True, null=True)),
                        ("seen_on", models.DateField(blank=True, null=True, verbose_name="gezien op")),
                        ("danger", models.BooleanField(default=False, verbose_name="gevaar aangekruist")),
                        (
                            "contact",
                            models.CharField(
                                choices=[
                                    ("account", "account"),
                                    ("email", "e-mail"),
                                    ("none", "geen contact"),
                                ],
                                default="none",
                                max_length=8,
                                verbose_name="contact",
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("code_hash", models.CharField(blank=True, max_length=64)),
                        ("code_tries", models.PositiveSmallIntegerField(default=0)),
                        ("code_sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="contact bevestigd"),
                        ),
                        ("household", models.CharField(blank=True, max_length=64)),
                        ("reporter_ordinal", models.PositiveIntegerField(blank=True, null=True)),
                        ("household_ordinal", models.PositiveIntegerField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(verbose_name="binnen")),
                        ("moderated_at", models.DateTimeField(blank=True, null=True, verbose_name="bekeken")),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken"),
                        ),
                        (
                            "cleaned_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="naam weggehaald"),
                        ),
                        ("asked_14_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_90_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.area",
                            ),
                        ),
                        (
                            "intake_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "merged_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "segment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.segment",
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.street",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.theme",
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="issues.report",
                                verbose_name="deel van",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="issues.importbatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "melding",
                        "verbose_name_plural": "meldingen",
                        "indexes": [
                            models.Index(fields=["issue", "id"], name="issues_report_issue"),
                            models.Index(fields=["reporter", "-id"], name="issues_report_reporter"),
                            models.Index(
                                condition=models.Q(("moderated_at__isnull", True)),
                                fields=["created_at"],
                                name="issues_report_new",
                            ),
                            models.Index(
                                condition=models.Q(("part_of__isnull", False)),
                                fields=["part_of"],
                                name="issues_report_part",
                            ),
                            models.Index(
                                condition=models.Q(("batch__isnull", False)),
                                fields=["batch"],
                                name="issues_report_batch",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("confirmed_at__isnull", False), ("withdrawn_at__isnull", True)
                                ),
                                fields=["segment", "theme", "created_at"],
                                name="issues_report_again",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("confirmed_at__isnull", False),
                                    ("lat__isnull", False),
                                    ("withdrawn_at__isnull", True),
                                ),
                                fields=["theme", "lat"],
                                name="issues_report_point",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Photo",
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
                            models.ImageField(
                                height_field="height",
                                upload_to=issues.models.report.photo_path,
                                width_field="width",
                            ),
                        ),
                        ("width", models.PositiveIntegerField(default=0)),
                        ("height", models.PositiveIntegerField(default=0)),
                        (
                            "description",
                            models.CharField(blank=True, max_length=160, verbose_name="wat is te zien"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                default="report", help_text="report, before, after", max_length=8
                            ),
                        ),
                        (
                            "ticks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("cleared_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="photos",
                                to="issues.draft",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="issues.report",
                            ),
                        ),
                        (
                            "blurred_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="onleesbaar gemaakt"),
                        ),
                    ],
                    options={
                        "verbose_name": "foto",
                        "verbose_name_plural": "foto's",
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
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
                                    ("solved", "opgelost"),
                                    ("improved", "verbeterd"),
                                    ("planned", "meegenomen in gepland werk"),
                                    ("referred", "doorverwezen"),
                                    ("informed", "informatie gegeven"),
                                    ("no_effect", "geen effect"),
                                ],
                                max_length=10,
                                verbose_name="uitkomst",
                            ),
                        ),
                        ("judgement", models.CharField(blank=True, max_length=8, verbose_name="oordeel")),
                        ("before", models.TextField(blank=True, verbose_name="voor")),
                        ("after", models.TextField(blank=True, verbose_name="na")),
                        ("evidence", models.TextField(blank=True, verbose_name="bewijs")),
                        ("lesson", models.TextField(blank=True, verbose_name="les")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.photo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uitkomst",
                        "verbose_name_plural": "uitkomsten",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
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
                                    ("affected", "heeft hier ook last van"),
                                    ("solved", "opgelost"),
                                    ("not_solved", "niet opgelost"),
                                ],
                                max_length=10,
                                verbose_name="antwoord",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="waarom")),
                        ("public_reason", models.TextField(blank=True, verbose_name="reden op de site")),
                        ("at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "follow",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="issues.follow",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmations",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.photo",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="issues.report",
                            ),
                        ),
                        ("household", models.CharField(blank=True, max_length=64)),
                        ("household_ordinal", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "antwoord van een bewoner",
                        "indexes": [models.Index(fields=["issue", "kind"], name="issues_confirmation_kind")],
                    },
                ),
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
                migrations.CreateModel(
                    name="ScoreOverride",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=1, max_digits=4, null=True, verbose_name="score"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="waarom")),
                        ("until", models.DateField(verbose_name="geldt tot")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="score_overrides",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "eigen score",
                        "verbose_name_plural": "eigen scores",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["issue", "-id"], name="issues_override_issue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True), ("score__range", (0, 100)), _connector="OR"
                                ),
                                name="issues_override_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="issues_override_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intervention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about_kind", models.CharField(default="issue", max_length=10)),
                        ("about_number", models.CharField(blank=True, max_length=30, verbose_name="nummer")),
                        ("about_path", models.CharField(blank=True, max_length=200)),
                        (
                            "about_title",
                            models.CharField(blank=True, max_length=300, verbose_name="waarover"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("asked", "gevraagd wat er gebeurt"),
                                    ("raised", "hoger neergelegd"),
                                    ("assigned", "aan iemand anders gegeven"),
                                    ("agenda", "op de agenda gezet"),
                                    ("talked", "gebeld of gesproken"),
                                    ("other", "iets anders gedaan"),
                                ],
                                max_length=8,
                                verbose_name="wat u deed",
                            ),
                        ),
                        ("cause", models.TextField(blank=True, verbose_name="waardoor zat het vast")),
                        ("done", models.TextField(verbose_name="wat er is gedaan")),
                        ("expected", models.TextField(blank=True, verbose_name="wat wij verwachten")),
                        ("on", models.DateField(verbose_name="op")),
                        ("at", models.DateTimeField()),
                        ("state_then", models.CharField(blank=True, max_length=14)),
                        ("reports_then", models.PositiveIntegerField(default=0)),
                        ("measure_on", models.DateField(verbose_name="wij meten op")),
                        ("measured_at", models.DateTimeField(blank=True, null=True)),
                        ("state_after", models.CharField(blank=True, max_length=14)),
                        ("reports_after", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "moved",
                            models.BooleanField(blank=True, null=True, verbose_name="er gebeurde iets"),
                        ),
                        (
                            "effect",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("helped", "het hielp"),
                                    ("little", "het hielp een beetje"),
                                    ("nothing", "het hielp niet"),
                                ],
                                max_length=7,
                                verbose_name="hielp het",
                            ),
                        ),
                        ("effect_words", models.TextField(blank=True, verbose_name="wat het bracht")),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
                        ("undo", models.JSONField(blank=True, default=dict)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interventions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interventions",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beoordeeld door",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="teruggedraaid door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ingreep",
                        "verbose_name_plural": "ingrepen",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["issue", "-id"], name="issues_intervention_issue"),
                            models.Index(
                                condition=models.Q(
                                    ("measured_at__isnull", True), ("withdrawn_at__isnull", True)
                                ),
                                fields=["measure_on"],
                                name="issues_intervention_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issue__isnull", False),
                                    models.Q(("about_path", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="issues_intervention_about",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("effect", ""),
                                        ("judged_at__isnull", True),
                                        ("judged_by__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("effect", ""), _negated=True),
                                        ("judged_at__isnull", False),
                                        ("judged_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_intervention_judged",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done", ""), _negated=True),
                                name="issues_intervention_done",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=80, unique=True, verbose_name="sleutel")),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                        ("unit", models.CharField(blank=True, max_length=60, verbose_name="eenheid")),
                        (
                            "better",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lower", "lager is beter"),
                                    ("higher", "hoger is beter"),
                                    ("", "geen van beide"),
                                ],
                                max_length=6,
                                verbose_name="wat is beter",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="indicators",
                                to="issues.priority",
                                verbose_name="prioriteit",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="issues.theme",
                                verbose_name="thema",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cijferreeks",
                        "verbose_name_plural": "cijferreeksen",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="bestand")),
                        ("rows", models.PositiveIntegerField(verbose_name="rijen")),
                        ("at", models.DateTimeField(verbose_name="ingelezen op")),
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
                        "verbose_name": "bestand met cijfers",
                        "verbose_name_plural": "bestanden met cijfers",
                    },
                ),
                migrations.CreateModel(
                    name="WalkNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("walked_on", models.DateField(verbose_name="gezien op")),
                        ("text", models.TextField(verbose_name="wat zag u")),
                        ("at", models.DateTimeField()),
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
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="walks",
                                to="issues.issue",
                                verbose_name="kwestie",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.photo",
                                verbose_name="foto",
                            ),
                        ),
                        (
                            "segment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.segment",
                                verbose_name="deel van de straat",
                            ),
                        ),
                        (
                            "street",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="walks",
                                to="issues.street",
                                verbose_name="straat",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="walks",
                                to="issues.theme",
                                verbose_name="thema",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "schouwnotitie",
                        "verbose_name_plural": "schouwnotities",
                        "ordering": ["-walked_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                        (
                            "value",
                            models.DecimalField(decimal_places=3, max_digits=14, verbose_name="waarde"),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="bron")),
                        ("source_on", models.DateField(verbose_name="datum van de bron")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.area",
                                verbose_name="buurt",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="issues.indicatorfile",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="values",
                                to="issues.indicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "officieel cijfer",
                        "verbose_name_plural": "officiële cijfers",
                        "ordering": ["indicator", "area", "year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("indicator", "area", "year"),
                                name="issues_indicatorvalue_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="issues_indicatorvalue_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=80, verbose_name="wat is geteld")),
                        ("counted_on", models.DateField(verbose_name="geteld op")),
                        ("part", models.PositiveIntegerField(verbose_name="hoeveel")),
                        ("total", models.PositiveIntegerField(verbose_name="van de")),
                        ("source", models.CharField(max_length=200, verbose_name="bron")),
                        ("at", models.DateTimeField()),
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
                            "street",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counts",
                                to="issues.street",
                                verbose_name="straat",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counts",
                                to="issues.theme",
                                verbose_name="thema",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "telling in een straat",
                        "verbose_name_plural": "tellingen in straten",
                        "ordering": ["street", "what", "counted_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("street", "what", "counted_on"), name="issues_streetcount_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("part__lte", models.F("total")), ("total__gte", 1)),
                                name="issues_streetcount_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="issues_streetcount_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="tekst")),
                        ("since", models.DateField(verbose_name="vanaf")),
                        (
                            "decision_number",
                            models.CharField(blank=True, max_length=20, verbose_name="besluit"),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visie",
                        "verbose_name_plural": "visies",
                        "ordering": ["since", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="issues_vision_text"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
