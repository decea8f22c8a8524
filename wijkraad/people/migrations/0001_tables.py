import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wijkraad.terms.clock
import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                        ("short_name", models.CharField(max_length=40, verbose_name="korte naam")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                    ],
                    options={
                        "verbose_name": "organisatie",
                        "verbose_name_plural": "organisaties",
                    },
                ),
                migrations.CreateModel(
                    name="Allowance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scope", models.CharField(max_length=40)),
                        ("key", models.CharField(help_text="versleuteld kenmerk", max_length=64)),
                        ("since", models.DateTimeField()),
                        ("used", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["since"], name="people_allowance_since")],
                        "constraints": [
                            models.UniqueConstraint(fields=("scope", "key"), name="people_allowance_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                        (
                            "function",
                            models.CharField(blank=True, max_length=80, verbose_name="functie op de site"),
                        ),
                        (
                            "shown_as",
                            models.CharField(
                                choices=[("name", "met naam"), ("function", "met functie")],
                                default="name",
                                max_length=10,
                                verbose_name="op de site",
                            ),
                        ),
                        (
                            "household",
                            models.CharField(
                                blank=True, help_text="versleuteld kenmerk van het adres", max_length=64
                            ),
                        ),
                        ("language", models.CharField(default="nl", max_length=2, verbose_name="taal")),
                        ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                        (
                            "is_staff",
                            models.BooleanField(default=False, verbose_name="mag in de beheerpagina's"),
                        ),
                        (
                            "suspended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="geschorst op"),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=wijkraad.terms.clock.now, verbose_name="lid sinds"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="people.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "persoon",
                        "verbose_name_plural": "personen",
                    },
                ),
                migrations.CreateModel(
                    name="Role",
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
                                    ("resident", "bewoner"),
                                    ("entrepreneur", "ondernemer"),
                                    ("board", "bestuurslid"),
                                    ("secretary", "secretaris"),
                                    ("chair", "voorzitter"),
                                    ("treasurer", "penningmeester"),
                                    ("deputy", "plaatsvervanger"),
                                    ("auditor", "kascommissie"),
                                    ("manager", "wijkmanager"),
                                    ("partner", "partner"),
                                    ("admin", "beheerder"),
                                ],
                                max_length=12,
                                verbose_name="rol",
                            ),
                        ),
                        (
                            "held",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="van – tot"),
                        ),
                        (
                            "decision_number",
                            models.CharField(blank=True, max_length=20, verbose_name="besluit"),
                        ),
                        (
                            "pending",
                            models.BooleanField(default=False, verbose_name="wacht op een tweede persoon"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rol",
                        "verbose_name_plural": "rollen",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("user", "="), ("kind", "="), ("held", "&&")],
                                name="people_role_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("resident", "entrepreneur", "partner")),
                                    models.Q(
                                        ("confirmed_by__isnull", True),
                                        ("given_by__isnull", False),
                                        ("pending", True),
                                    ),
                                    models.Q(
                                        ("confirmed_by__isnull", True),
                                        ("given_by__isnull", True),
                                        ("pending", False),
                                    ),
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("given_by__isnull", False),
                                        ("pending", False),
                                        models.Q(("given_by", models.F("confirmed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="people_role_two_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettingProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=60, verbose_name="naam")),
                        ("value", models.JSONField(verbose_name="waarde")),
                        ("starts_on", models.DateField(verbose_name="geldt vanaf")),
                        ("source", models.CharField(max_length=300, verbose_name="bron")),
                        (
                            "decision_number",
                            models.CharField(blank=True, max_length=20, verbose_name="besluit"),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="voorgesteld op")),
                        ("confirmed_at", models.DateTimeField(null=True, verbose_name="bevestigd op")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voorstel voor een instelling",
                        "verbose_name_plural": "voorstellen voor een instelling",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="people_setting_two_people",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarKey",
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
                                choices=[("terms", "termijnen"), ("meetings", "vergaderingen")],
                                max_length=10,
                                verbose_name="agenda",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="gestopt op")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_keys",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "eigen adres van een agenda",
                        "verbose_name_plural": "eigen adressen van agenda’s",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("user", "kind"),
                                name="people_calendarkey_one",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
