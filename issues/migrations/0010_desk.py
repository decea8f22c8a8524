"""Ready answers, who looks at what, what moved between issues, blurred pictures, a reader half given."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import recorded, versioned

OLD = recorded("issues_photo", "report_id issue_id cleared_at cleared_by_id")
NEW = recorded("issues_photo", "report_id issue_id cleared_at cleared_by_id blurred_at")


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0009_list_indexes"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "antwoordsjabloon",
                "verbose_name_plural": "antwoordsjablonen",
                "ordering": ["step", "theme__order", "name"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confidentialreader",
            name="issues_confidentialreader_two",
        ),
        migrations.AddField(
            model_name="mergerecord",
            name="kind",
            field=models.CharField(
                choices=[("merge", "samengevoegd"), ("join", "melding verplaatst"), ("split", "gesplitst")],
                default="merge",
                max_length=5,
                verbose_name="soort",
            ),
        ),
        migrations.AddField(
            model_name="mergerecord",
            name="moved",
            field=models.JSONField(default=dict, verbose_name="wat verhuisde"),
        ),
        migrations.AddField(
            model_name="mergerecord",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undoing",
                to="issues.mergerecord",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="blurred_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="onleesbaar gemaakt"),
        ),
        migrations.AddConstraint(
            model_name="confidentialreader",
            constraint=models.CheckConstraint(
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
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lookers", to="issues.issue"
            ),
        ),
        migrations.AddField(
            model_name="replytemplate",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="veranderd door",
            ),
        ),
        migrations.AddField(
            model_name="replytemplate",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="issues.theme",
                verbose_name="thema",
            ),
        ),
        migrations.AddConstraint(
            model_name="replytemplate",
            constraint=models.UniqueConstraint(
                fields=("step", "theme", "name"), name="issues_replytemplate_name", nulls_distinct=False
            ),
        ),
        migrations.RunSQL([OLD.reverse_sql, NEW.sql], [NEW.reverse_sql, OLD.sql]),
        recorded("issues_replytemplate", "theme_id step name text active"),
        versioned("issues_replytemplate"),
    ]
