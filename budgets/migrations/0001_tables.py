import uuid
from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import budgets.models.fields
import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("issues", "0001_tables"),
        ("meetings", "0001_tables"),
        ("people", "0001_tables"),
    ]

    operations = [
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="jaar")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("concept", "voorstel"),
                                    ("adopted", "vastgesteld"),
                                    ("closed", "afgesloten"),
                                ],
                                default="concept",
                                max_length=8,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "priority_target",
                            models.PositiveSmallIntegerField(
                                default=70, verbose_name="doel voor prioriteiten (%)"
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("adopted_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "imported_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingelezen"),
                        ),
                    ],
                    options={
                        "verbose_name": "begroting",
                        "verbose_name_plural": "begrotingen",
                        "ordering": ["-year"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("priority_target__lte", 100)),
                                name="budgets_budget_target",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "concept"),
                                    ("decision__isnull", False),
                                    ("imported_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="budgets_budget_decision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="onderdeel")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "original",
                            budgets.models.fields.MoneyField(
                                default=Decimal("0.00"), verbose_name="eerst begroot"
                            ),
                        ),
                        (
                            "amended",
                            budgets.models.fields.MoneyField(
                                default=Decimal("0.00"), verbose_name="nu afgesproken"
                            ),
                        ),
                        (
                            "reserved",
                            budgets.models.fields.MoneyField(
                                default=Decimal("0.00"), verbose_name="toegezegd, nog niet betaald"
                            ),
                        ),
                        (
                            "paid",
                            budgets.models.fields.MoneyField(default=Decimal("0.00"), verbose_name="betaald"),
                        ),
                        (
                            "ceiling",
                            budgets.models.fields.MoneyField(
                                default=Decimal("0.00"), verbose_name="mag erover"
                            ),
                        ),
                        (
                            "committed",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    models.F("reserved"), "+", models.F("paid")
                                ),
                                output_field=budgets.models.fields.MoneyField(),
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="budgets.budget",
                                verbose_name="begroting",
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
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="budgets.budgetline",
                                verbose_name="vervolg op",
                            ),
                        ),
                        ("imported", models.BooleanField(db_default=False, default=False)),
                        (
                            "purpose",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="waarvoor"
                            ),
                        ),
                        (
                            "runs_until",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loopt tot en met"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "onderdeel",
                        "verbose_name_plural": "onderdelen",
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "name"), name="budgets_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amended__gte", 0),
                                    ("ceiling__gte", 0),
                                    ("original__gte", 0),
                                    ("reserved__gte", 0),
                                ),
                                name="budgets_line_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("imported", True),
                                    (
                                        "committed__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("amended"), "+", models.F("ceiling")
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="budgets_line_not_over",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundingSource",
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
                                    ("own", "eigen geld"),
                                    ("gifts", "giften"),
                                    ("fund", "fonds"),
                                    ("sponsor", "sponsor"),
                                    ("grant", "gemeente"),
                                ],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        ("earmark", models.CharField(blank=True, max_length=200, verbose_name="alleen voor")),
                        ("reference", models.CharField(blank=True, max_length=80, verbose_name="kenmerk")),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sources",
                                to="budgets.budget",
                            ),
                        ),
                        (
                            "only_line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="budgets.budgetline",
                                verbose_name="alleen voor onderdeel",
                            ),
                        ),
                        (
                            "only_theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.theme",
                                verbose_name="alleen voor thema",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "geldbron",
                        "verbose_name_plural": "geldbronnen",
                        "ordering": ["-amount", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="budgets_source_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("only_line", None), ("only_theme", None), _connector="OR"
                                ),
                                name="budgets_source_one_rule",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fund", models.CharField(max_length=120, verbose_name="fonds")),
                        ("purpose", models.CharField(max_length=200, verbose_name="doel")),
                        ("asked", budgets.models.fields.MoneyField(verbose_name="gevraagd")),
                        ("asked_on", models.DateField(verbose_name="gevraagd op")),
                        (
                            "promised",
                            budgets.models.fields.MoneyField(blank=True, null=True, verbose_name="toegezegd"),
                        ),
                        ("report_due", models.DateField(blank=True, null=True, verbose_name="verslag vóór")),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="budgets.budget",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="antwoord op")),
                        (
                            "refusal",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="waarom niet",
                            ),
                        ),
                        (
                            "report_reference",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="kenmerk van het verslag",
                            ),
                        ),
                        (
                            "reported_on",
                            models.DateField(blank=True, null=True, verbose_name="verslag gestuurd op"),
                        ),
                        (
                            "source",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="application",
                                to="budgets.fundingsource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanvraag bij een fonds",
                        "verbose_name_plural": "aanvragen bij fondsen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("asked__gt", 0)), name="budgets_fund_asked"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("promised__isnull", True),
                                    models.Q(("promised__gt", 0), ("refusal", "")),
                                    _connector="OR",
                                ),
                                name="budgets_fund_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reported_on__isnull", True),
                                    ("promised__isnull", False),
                                    _connector="OR",
                                ),
                                name="budgets_fund_reported",
                            ),
                        ],
                        "ordering": ["asked_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Gift",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("giver", models.CharField(max_length=120, verbose_name="gever")),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        ("received_on", models.DateField(verbose_name="ontvangen op")),
                        ("cash", models.BooleanField(default=False, verbose_name="contant")),
                        (
                            "also_known_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "known_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gifts",
                                to="budgets.fundingsource",
                            ),
                        ),
                        (
                            "giver_kind",
                            models.CharField(
                                choices=[("organisation", "organisatie"), ("person", "persoon")],
                                db_default="person",
                                default="person",
                                max_length=12,
                                verbose_name="soort gever",
                            ),
                        ),
                        (
                            "is_party",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="betrokken bij een open kwestie"
                            ),
                        ),
                        (
                            "party_note",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="waarom dit iemand anders is",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(null=True)),
                        (
                            "return_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="waarom teruggegeven",
                            ),
                        ),
                        (
                            "returned_on",
                            models.DateField(blank=True, null=True, verbose_name="teruggegeven op"),
                        ),
                    ],
                    options={
                        "verbose_name": "gift",
                        "verbose_name_plural": "giften",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_gift_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("known_to", models.F("also_known_to")), _negated=True),
                                name="budgets_gift_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__lte", 500), ("decision__isnull", False), _connector="OR"
                                ),
                                name="budgets_gift_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cash", False), ("amount__lte", 100), _connector="OR"),
                                name="budgets_gift_cash",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_party", False)), name="budgets_gift_party"
                            ),
                        ],
                        "ordering": ["-received_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="LineAmendment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="erbij of eraf")),
                        ("transfer", models.UUIDField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="budgets.budgetline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wijziging van een onderdeel",
                        "verbose_name_plural": "wijzigingen van onderdelen",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount", 0), _negated=True),
                                name="budgets_amendment_not_zero",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mandate",
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
                                    ("spend", "voor dit besluit"),
                                    ("standing", "doorlopend"),
                                    ("overspend", "mag over de begroting"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="mag kosten")),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandates",
                                to="budgets.budgetline",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mandaat",
                        "verbose_name_plural": "mandaten",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_mandate_positive"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OthersMoney",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("owner", models.CharField(max_length=120, verbose_name="van wie")),
                        ("project", models.CharField(max_length=160, verbose_name="project")),
                        (
                            "original",
                            budgets.models.fields.MoneyField(
                                blank=True, null=True, verbose_name="eerst begroot"
                            ),
                        ),
                        (
                            "spent",
                            budgets.models.fields.MoneyField(
                                blank=True, null=True, verbose_name="uitgegeven"
                            ),
                        ),
                        ("goal", models.CharField(blank=True, max_length=300, verbose_name="doel")),
                        ("result", models.CharField(blank=True, max_length=300, verbose_name="resultaat")),
                        ("source", models.CharField(max_length=300, verbose_name="bron")),
                        ("source_date", models.DateField(verbose_name="datum van de bron")),
                        (
                            "source_url",
                            models.URLField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="adres van de bron",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "geld van anderen in de wijk",
                        "verbose_name_plural": "geld van anderen in de wijk",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source__regex", "[^[:space:]]")),
                                name="budgets_others_source",
                            )
                        ],
                        "ordering": ["-source_date", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="SpendRequest",
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
                                blank=True, max_length=20, null=True, unique=True, verbose_name="nummer"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Nog niet ingediend"),
                                    ("submitted", "Wacht op goedkeuring"),
                                    ("needs_info", "Vraag aan de aanvrager"),
                                    ("approved", "Goedgekeurd, nog niet betaald"),
                                    ("part_paid", "Deels betaald"),
                                    ("paid", "Betaald, nog niet verantwoord"),
                                    ("paid_short", "Betaald, minder dan gevraagd"),
                                    ("accounted", "Betaald en verantwoord"),
                                    ("rejected", "Afgewezen"),
                                    ("cancelled", "Gaat niet door"),
                                    ("imported", "Van voor het portaal, ingelezen"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="stand",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="wat")),
                        ("goal", models.CharField(max_length=200, verbose_name="doel")),
                        (
                            "public_wording",
                            models.CharField(blank=True, max_length=120, verbose_name="op de site"),
                        ),
                        (
                            "public_goal",
                            models.CharField(blank=True, max_length=200, verbose_name="doel op de site"),
                        ),
                        (
                            "expected_effect",
                            models.TextField(blank=True, max_length=1000, verbose_name="wat levert het op"),
                        ),
                        (
                            "promised_return",
                            models.CharField(blank=True, max_length=200, verbose_name="wat doet u terug"),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        (
                            "exception",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="waarom zonder kwestie of besluit"
                            ),
                        ),
                        ("payee_name", models.CharField(max_length=120, verbose_name="aan wie")),
                        (
                            "payee_kind",
                            models.CharField(
                                choices=[
                                    ("organisation", "organisatie (bv, stichting, vereniging)"),
                                    ("firm", "eenmanszaak of zzp’er"),
                                    ("person", "persoon"),
                                ],
                                max_length=12,
                                verbose_name="soort begunstigde",
                            ),
                        ),
                        (
                            "payee_count",
                            models.PositiveSmallIntegerField(default=1, verbose_name="aantal personen"),
                        ),
                        (
                            "payee_agrees",
                            models.BooleanField(default=False, verbose_name="mag met naam op de site"),
                        ),
                        ("payee_iban", models.CharField(blank=True, max_length=34, verbose_name="IBAN")),
                        (
                            "payee_insider",
                            models.BooleanField(default=False, verbose_name="bestuurslid of familie"),
                        ),
                        ("question", models.CharField(blank=True, max_length=300, verbose_name="vraag")),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("approvals_given", models.PositiveSmallIntegerField(default=0)),
                        (
                            "paid",
                            budgets.models.fields.MoneyField(default=Decimal("0.00"), verbose_name="betaald"),
                        ),
                        ("split_flag", models.BooleanField(default=False, verbose_name="lijkt gesplitst")),
                        ("created_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("public_at", models.DateTimeField(blank=True, null=True)),
                        ("last_paid_on", models.DateField(blank=True, null=True)),
                        ("listed_on", models.DateField(blank=True, null=True)),
                        ("report_due", models.DateField(blank=True, null=True, verbose_name="verslag vóór")),
                        ("accounted_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="budgets.budgetline",
                                verbose_name="onderdeel",
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="budgets.mandate",
                            ),
                        ),
                        (
                            "payee_user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "requester",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "others_asked",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="wie vroeg u nog meer om geld"
                            ),
                        ),
                        ("payee_address", models.CharField(blank=True, max_length=200, verbose_name="adres")),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="budgets.spendrequest",
                                verbose_name="in plaats van",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanvraag",
                        "verbose_name_plural": "aanvragen",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["status", "id"], name="budgets_request_status"),
                            models.Index(fields=["line", "-listed_on", "-id"], name="budgets_request_line"),
                            models.Index(fields=["decision"], name="budgets_request_decision"),
                            models.Index(fields=["payee_iban", "submitted_at"], name="budgets_request_payee"),
                            models.Index(
                                condition=models.Q(("status__in", ["part_paid", "paid", "paid_short"])),
                                fields=["report_due", "id"],
                                name="budgets_request_report",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_request_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paid__gte", 0), ("paid__lte", models.F("amount"))),
                                name="budgets_request_paid",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "requester"), name="budgets_request_requester"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__isnull", False),
                                    (
                                        "status__in",
                                        ["draft", "submitted", "needs_info", "rejected", "cancelled"],
                                    ),
                                    _connector="OR",
                                ),
                                name="budgets_request_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpendMove",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stap van een aanvraag",
                        "verbose_name_plural": "stappen van aanvragen",
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["request", "id"], name="budgets_spendmove_request")],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
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
                                choices=[("quote", "offerte"), ("invoice", "factuur"), ("receipt", "bon")],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("file", models.FileField(upload_to="bonnen/%Y", verbose_name="bestand")),
                        ("sha256", models.CharField(max_length=64)),
                        ("content_type", models.CharField(max_length=40)),
                        ("size", models.PositiveIntegerField()),
                        (
                            "amount",
                            budgets.models.fields.MoneyField(blank=True, null=True, verbose_name="bedrag"),
                        ),
                        ("dated", models.DateField(blank=True, null=True, verbose_name="datum")),
                        ("added_at", models.DateTimeField()),
                        ("refused_at", models.DateTimeField(blank=True, null=True)),
                        ("refusal", models.CharField(blank=True, max_length=300, verbose_name="waarom niet")),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "refused_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bon",
                        "verbose_name_plural": "bonnen",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "sha256"), name="budgets_receipt_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
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
                                    ("payment", "betaling"),
                                    ("refund", "teruggekregen"),
                                    ("reversal", "tegenboeking"),
                                ],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        ("paid_on", models.DateField(verbose_name="datum")),
                        ("cost_year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=140, verbose_name="omschrijving"),
                        ),
                        ("key", models.CharField(max_length=64, unique=True)),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden")),
                        ("booked_at", models.DateTimeField()),
                        (
                            "booked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="budgets.booking",
                            ),
                        ),
                        (
                            "second_signature",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="budgets.budgetline",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="budgets.spendrequest",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="budgets.booking",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[("bank", "via de bank"), ("cash", "contant")],
                                db_default="bank",
                                default="bank",
                                max_length=4,
                                verbose_name="hoe betaald",
                            ),
                        ),
                        (
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="budgets.receipt",
                                verbose_name="bon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "boeking",
                        "verbose_name_plural": "boekingen",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["request", "id"], name="budgets_booking_request"),
                            models.Index(fields=["cost_year", "paid_on", "id"], name="budgets_booking_year"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__gt", 0), ("kind", "payment")),
                                    models.Q(("amount__lt", 0), ("kind", "refund")),
                                    models.Q(("kind", "reversal"), models.Q(("amount", 0), _negated=True)),
                                    _connector="OR",
                                ),
                                name="budgets_booking_sign",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "reversal"), ("reverses__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "reversal"), _negated=True),
                                        ("reverses__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="budgets_booking_reverses",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_signature__isnull", True),
                                    models.Q(("second_signature", models.F("booked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="budgets_booking_second",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("method", "bank"),
                                    models.Q(("kind", "payment"), _negated=True),
                                    ("receipt__isnull", False),
                                    _connector="OR",
                                ),
                                name="budgets_booking_cash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankConfirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seen_on", models.DateField(verbose_name="staat op het afschrift van")),
                        ("reference", models.CharField(blank=True, max_length=80, verbose_name="volgnummer")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booking",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank",
                                to="budgets.booking",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bankregel gezien",
                        "verbose_name_plural": "bankregels gezien",
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
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
                                    ("related", "familie of vriend van de begunstigde"),
                                    ("conflict", "eigen belang"),
                                    ("away", "afwezig"),
                                ],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="uitleg")),
                        ("at", models.DateTimeField()),
                        (
                            "declared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "belang bij een aanvraag",
                        "verbose_name_plural": "belangen bij aanvragen",
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "user"), name="budgets_interest_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reached",
                            models.CharField(
                                choices=[
                                    ("yes", "Doel gehaald"),
                                    ("partly", "Doel deels gehaald"),
                                    ("no", "Doel niet gehaald"),
                                ],
                                max_length=6,
                                verbose_name="is het doel gehaald?",
                            ),
                        ),
                        ("brought", models.CharField(max_length=300, verbose_name="wat heeft het gebracht?")),
                        (
                            "lesson",
                            models.CharField(blank=True, max_length=300, verbose_name="wat leren wij?"),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluation",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verslag",
                        "verbose_name_plural": "verslagen",
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        ("function", models.CharField(blank=True, max_length=12, verbose_name="als")),
                        ("at", models.DateTimeField()),
                        (
                            "approver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "requester",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "goedkeuring",
                        "verbose_name_plural": "goedkeuringen",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "round", "approver"), name="budgets_approval_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("approver", models.F("requester")), _negated=True),
                                name="budgets_approval_not_requester",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpendShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("100.00"),
                                max_digits=5,
                                verbose_name="deel (%)",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spend_shares",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deel voor een kwestie",
                        "verbose_name_plural": "delen voor kwesties",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "issue"), name="budgets_share_once"),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                                name="budgets_share_percent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="trekking")),
                        ("size", models.PositiveSmallIntegerField(verbose_name="aantal")),
                        ("seed", models.CharField(max_length=32, verbose_name="lotnummer")),
                        ("population", models.JSONField(verbose_name="waaruit getrokken is")),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="waarom opnieuw"),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="budgets.budget",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "steekproef",
                        "verbose_name_plural": "steekproeven",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "number"), name="budgets_draw_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="budgets_draw_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0), ("size__gt", 0)),
                                name="budgets_draw_size",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("fine", "akkoord"),
                                    ("question", "vraag"),
                                    ("refused", "bon geweigerd"),
                                ],
                                max_length=8,
                                verbose_name="oordeel",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="wat zag u")),
                        ("at", models.DateTimeField()),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="budgets.budget",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="budgets.receipt",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bevinding",
                        "verbose_name_plural": "bevindingen",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "fine"),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="budgets_finding_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "refused"), _negated=True),
                                    ("receipt__isnull", False),
                                    _connector="OR",
                                ),
                                name="budgets_finding_receipt",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=500, verbose_name="antwoord")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="budgets.auditfinding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "antwoord aan de kascommissie",
                        "verbose_name_plural": "antwoorden aan de kascommissie",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="AuditPick",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="picks",
                                to="budgets.auditdraw",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="picks",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uitgave in de steekproef",
                        "verbose_name_plural": "uitgaven in de steekproef",
                        "ordering": ["place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("draw", "request"), name="budgets_pick_once"),
                            models.UniqueConstraint(fields=("draw", "place"), name="budgets_pick_place"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("approved", "De boeken kloppen"),
                                    ("reserved", "De boeken kloppen, op een paar punten na"),
                                    ("refused", "De boeken kloppen niet"),
                                ],
                                max_length=8,
                                verbose_name="oordeel",
                            ),
                        ),
                        ("words", models.TextField(max_length=2000, verbose_name="verklaring")),
                        ("at", models.DateTimeField()),
                        (
                            "budget",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audit",
                                to="budgets.budget",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verklaring van de kascommissie",
                        "verbose_name_plural": "verklaringen van de kascommissie",
                    },
                ),
                migrations.CreateModel(
                    name="BankAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("iban", models.CharField(max_length=34, unique=True, verbose_name="IBAN")),
                        ("name", models.CharField(max_length=70, verbose_name="naam bij de bank")),
                        ("bic", models.CharField(blank=True, max_length=11, verbose_name="BIC")),
                        ("since", models.DateField(verbose_name="vanaf")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "eigen rekening",
                        "verbose_name_plural": "eigen rekeningen",
                        "ordering": ["since", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="budgets_account_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("iban__regex", "^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$")),
                                name="budgets_account_iban",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankImport",
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
                        ("sha256", models.CharField(max_length=64)),
                        ("format", models.CharField(blank=True, max_length=20, verbose_name="soort")),
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
                                ],
                                default="checking",
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "opening",
                            budgets.models.fields.MoneyField(
                                blank=True, null=True, verbose_name="beginsaldo"
                            ),
                        ),
                        (
                            "closing",
                            budgets.models.fields.MoneyField(blank=True, null=True, verbose_name="eindsaldo"),
                        ),
                        ("found", models.JSONField(default=list)),
                        ("faults", models.JSONField(default=list)),
                        ("fault_count", models.PositiveIntegerField(default=0)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        ("fresh", models.PositiveIntegerField(default=0)),
                        ("added", models.PositiveIntegerField(default=0)),
                        ("at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ingelezen bankbestand",
                        "verbose_name_plural": "ingelezen bankbestanden",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "done")),
                                fields=("sha256",),
                                name="budgets_bank_file_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=70, verbose_name="nummer")),
                        ("first_day", models.DateField(verbose_name="van")),
                        ("last_day", models.DateField(verbose_name="tot en met")),
                        ("opening", budgets.models.fields.MoneyField(verbose_name="beginsaldo")),
                        ("closing", budgets.models.fields.MoneyField(verbose_name="eindsaldo")),
                        ("total", budgets.models.fields.MoneyField(verbose_name="samen")),
                        ("entries", models.PositiveIntegerField(verbose_name="regels")),
                        ("added", models.PositiveIntegerField(verbose_name="nieuw")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="budgets.bankaccount",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="budgets.bankimport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "afschrift",
                        "verbose_name_plural": "afschriften",
                        "ordering": ["account", "first_day", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "closing",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("opening"), "+", models.F("total")
                                        ),
                                    )
                                ),
                                name="budgets_statement_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="budgets_statement_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("booked_on", models.DateField(verbose_name="datum")),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        ("identity", models.CharField(max_length=64)),
                        ("occurrence", models.PositiveSmallIntegerField(default=1)),
                        (
                            "returned",
                            models.BooleanField(default=False, verbose_name="teruggeboekt door de bank"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="budgets.bankaccount",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="budgets.bankstatement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bankregel",
                        "verbose_name_plural": "bankregels",
                        "ordering": ["booked_on", "id"],
                        "indexes": [
                            models.Index(fields=["account", "booked_on", "id"], name="budgets_bank_entry_day")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "identity", "occurrence"), name="budgets_bank_entry_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount", 0), _negated=True),
                                name="budgets_bank_entry_not_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankEntrySum",
                    fields=[
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="sum",
                                serialize=False,
                                to="budgets.bankentry",
                            ),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        (
                            "settled",
                            budgets.models.fields.MoneyField(
                                default=Decimal("0.00"), verbose_name="uitgelegd"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stand van een bankregel",
                        "verbose_name_plural": "standen van bankregels",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled__lt", models.F("amount"))),
                                fields=["entry"],
                                name="budgets_entry_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("settled__gte", 0), ("settled__lte", models.F("amount"))),
                                name="budgets_entry_not_over",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankWords",
                    fields=[
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="words",
                                serialize=False,
                                to="budgets.bankentry",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=140, verbose_name="naam")),
                        ("iban", models.CharField(blank=True, max_length=34, verbose_name="IBAN")),
                        ("reference", models.CharField(blank=True, max_length=70, verbose_name="kenmerk")),
                        (
                            "bank_reference",
                            models.CharField(blank=True, max_length=70, verbose_name="kenmerk van de bank"),
                        ),
                        (
                            "description",
                            models.CharField(blank=True, max_length=500, verbose_name="omschrijving"),
                        ),
                    ],
                    options={
                        "verbose_name": "tekst van een bankregel",
                        "verbose_name_plural": "teksten van bankregels",
                    },
                ),
                migrations.CreateModel(
                    name="BankPart",
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
                                    ("booking", "boeking"),
                                    ("gift", "gift"),
                                    ("income", "geld dat binnenkwam voor de wijkraad"),
                                    ("own", "tussen eigen rekeningen"),
                                    ("mistake", "vergissing, teruggeboekt"),
                                    ("other", "iets anders"),
                                ],
                                max_length=8,
                                verbose_name="wat is het",
                            ),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="uitleg")),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("why", models.CharField(blank=True, max_length=120, verbose_name="waarom")),
                        ("at", models.DateTimeField()),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="budgets.booking",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="budgets.bankentry",
                            ),
                        ),
                        (
                            "gift",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="budgets.gift",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uitleg van een bankregel",
                        "verbose_name_plural": "uitleg van bankregels",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_part_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("booking__isnull", False), ("kind", "booking")),
                                    models.Q(
                                        models.Q(("kind", "booking"), _negated=True),
                                        ("booking__isnull", True),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="budgets_part_of",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "gift"), ("gift__isnull", True), _connector="OR"),
                                name="budgets_part_gift",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankPartUndone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="waarom niet")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "part",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undone",
                                to="budgets.bankpart",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "losgemaakte bankregel",
                        "verbose_name_plural": "losgemaakte bankregels",
                    },
                ),
                migrations.CreateModel(
                    name="BankQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="wat is de vraag")),
                        ("due", models.DateField(verbose_name="vóór")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="budgets.bankentry",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie zoekt het uit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vraag over een bankregel",
                        "verbose_name_plural": "vragen over bankregels",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="BookingSum",
                    fields=[
                        (
                            "booking",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="sum",
                                serialize=False,
                                to="budgets.booking",
                            ),
                        ),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        (
                            "settled",
                            budgets.models.fields.MoneyField(
                                default=Decimal("0.00"), verbose_name="gevonden"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stand van een boeking bij de bank",
                        "verbose_name_plural": "standen van boekingen bij de bank",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled__lt", models.F("amount"))),
                                fields=["booking"],
                                name="budgets_booking_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("settled__gte", 0), ("settled__lte", models.F("amount"))),
                                name="budgets_booking_sum_not_over",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OldBooks",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("name", models.CharField(max_length=120, verbose_name="bestand")),
                        ("rows", models.JSONField(default=list)),
                        ("faults", models.JSONField(default=list)),
                        ("fault_count", models.PositiveIntegerField(default=0, verbose_name="fouten")),
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
                        "verbose_name": "ingelezen boeken van vroeger",
                        "verbose_name_plural": "ingelezen boeken van vroeger",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="verwacht")),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="planned",
                                to="budgets.budgetline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "later jaar van een onderdeel",
                        "verbose_name_plural": "latere jaren van onderdelen",
                        "ordering": ["year"],
                        "constraints": [
                            models.UniqueConstraint(fields=("line", "year"), name="budgets_planned_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_planned_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        (
                            "budget",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report",
                                to="budgets.budget",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "jaarverslag",
                        "verbose_name_plural": "jaarverslagen",
                        "ordering": ["-budget__year"],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reference", models.CharField(max_length=35, unique=True, verbose_name="kenmerk")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("made", "klaar om naar de bank te brengen"),
                                    ("sent", "naar de bank gebracht"),
                                    ("dropped", "vervallen"),
                                ],
                                default="made",
                                max_length=7,
                                verbose_name="stand",
                            ),
                        ),
                        ("execute_on", models.DateField(verbose_name="uitvoeren op")),
                        ("debtor_name", models.CharField(max_length=70, verbose_name="naam van de rekening")),
                        ("debtor_iban", models.CharField(max_length=34, verbose_name="IBAN")),
                        ("made_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden")),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "betaalopdracht",
                        "verbose_name_plural": "betaalopdrachten",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "sent"), _negated=True),
                                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="budgets_order_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "dropped"), _negated=True),
                                    models.Q(
                                        ("dropped_by__isnull", False), models.Q(("reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="budgets_order_dropped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("end_to_end", models.CharField(max_length=35, unique=True, verbose_name="kenmerk")),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        (
                            "creditor_name",
                            models.CharField(max_length=70, verbose_name="naam op de rekening"),
                        ),
                        ("creditor_iban", models.CharField(max_length=34, verbose_name="IBAN")),
                        ("remittance", models.CharField(max_length=140, verbose_name="omschrijving")),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payment_items",
                                to="budgets.spendrequest",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="budgets.paymentorder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "betaling in een opdracht",
                        "verbose_name_plural": "betalingen in opdrachten",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "request"), name="budgets_payment_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_payment_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpendItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=120, verbose_name="wat")),
                        ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="budgets.spendrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "post van een aanvraag",
                        "verbose_name_plural": "posten van aanvragen",
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="budgets_item_positive"
                            ),
                            models.UniqueConstraint(fields=("request", "order"), name="budgets_item_once"),
                        ],
                    },
                ),
            ],
        ),
    ]
