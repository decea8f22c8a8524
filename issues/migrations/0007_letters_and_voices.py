"""Post that comes in, pauses of a term, who is heard, offers that get an answer, and the yearly milestone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import public_change, recorded

OF_PUBLIC = (
    "EXISTS (SELECT 1 FROM issues_issue i WHERE i.id = changed.issue_id"
    " AND i.visibility <> 'confidential' AND i.number IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0006_words"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="helpoffer",
            name="accepted",
            field=models.BooleanField(blank=True, null=True, verbose_name="graag"),
        ),
        migrations.AddField(
            model_name="helpoffer",
            name="answer",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="antwoord"),
        ),
        migrations.AddField(
            model_name="helpoffer",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beantwoord door",
            ),
        ),
        migrations.AddField(
            model_name="helpoffer",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
        ),
        migrations.AddField(
            model_name="issue",
            name="milestone",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="mijlpaal van dit jaar"
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="milestone_on",
            field=models.DateField(blank=True, null=True, verbose_name="mijlpaal uiterlijk"),
        ),
        migrations.AddField(
            model_name="letter",
            name="paused_days",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="dagen stilgestaan"),
        ),
        migrations.AddField(
            model_name="letter",
            name="paused_on",
            field=models.DateField(blank=True, null=True, verbose_name="staat stil sinds"),
        ),
        migrations.AddField(
            model_name="promise",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="result",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="wat ervan kwam"
            ),
        ),
        migrations.AlterField(
            model_name="letterevent",
            name="kind",
            field=models.CharField(
                help_text="extended, reminded, paused, resumed, defaulted, received, heard", max_length=12
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
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
                ("whom", models.CharField(blank=True, max_length=200, verbose_name="aan wie precies")),
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
            },
        ),
        migrations.AddField(
            model_name="note",
            name="hearing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="issues.hearing",
                verbose_name="wederhoor",
            ),
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
                ("their_reference", models.CharField(blank=True, max_length=60, verbose_name="hun kenmerk")),
                (
                    "reply_before",
                    models.DateField(blank=True, null=True, verbose_name="wij antwoorden uiterlijk"),
                ),
                ("handled_on", models.DateField(blank=True, null=True, verbose_name="afgehandeld op")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="says", to="issues.issue"
                    ),
                ),
            ],
            options={
                "verbose_name": "inspraak",
                "verbose_name_plural": "inspraak",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__gt", models.F("asked_on"))), name="issues_hearing_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reacted_on__isnull", True), ("reaction", "")),
                    models.Q(models.Q(("reaction", ""), _negated=True), ("reacted_on__isnull", False)),
                    _connector="OR",
                ),
                name="issues_hearing_reaction",
            ),
        ),
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(fields=["-received_on", "-id"], name="issues_incoming_days"),
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_on__isnull", True), ("result", "")),
                    models.Q(models.Q(("result", ""), _negated=True), ("handled_on__isnull", False)),
                    _connector="OR",
                ),
                name="issues_incoming_handled",
            ),
        ),
        migrations.AddConstraint(
            model_name="say",
            constraint=models.UniqueConstraint(
                condition=models.Q(("result_at__isnull", True)), fields=("issue",), name="issues_say_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="say",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", ""), ("result_at__isnull", True)),
                    models.Q(models.Q(("result", ""), _negated=True), ("result_at__isnull", False)),
                    _connector="OR",
                ),
                name="issues_say_result",
            ),
        ),
        recorded("issues_hearing", "issue_id asked_on due reacted_on", "label whom text reaction"),
        recorded("issues_say", "issue_id level until result_at", "about result"),
        recorded(
            "issues_incoming",
            "number issue_id letter_id partner_id responsible_id received_on reply_before handled_on",
            "sender subject summary result",
        ),
        recorded("issues_helpoffer", "issue_id kind answered_at accepted withdrawn_at", "text email answer"),
        public_change("issues_hearing", OF_PUBLIC),
        public_change("issues_say", OF_PUBLIC),
    ]
