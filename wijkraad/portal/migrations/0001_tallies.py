"""The counts beside the issues, and the triggers that keep them in the transaction of each change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wijkraad.terms.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.RunSQL(
            sql="\nCREATE OR REPLACE FUNCTION portal_counts(i issues_issue) RETURNS TABLE (scope text, key text, day date)\nLANGUAGE sql STABLE SET search_path = public, pg_temp AS $$\n  SELECT c.scope, c.key, c.day FROM (VALUES\n    ('status', i.status::text, NULL::date, i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('theme', i.theme_id || ':' || i.status, NULL, i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('street', i.street_id::text, NULL, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting') AND i.street_id IS NOT NULL AND i.visibility = 'public' AND i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('segment', i.segment_id::text, NULL, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting') AND i.segment_id IS NOT NULL AND i.visibility = 'public' AND i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('talk', i.talks_since_decision::text, NULL, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting') AND i.talks_since_decision > 0 AND i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('agenda', '', i.on_agenda_at, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting') AND i.on_agenda_at IS NOT NULL AND i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('aftercare', '', i.aftercare_until, i.status IN ('resolved') AND i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('back', '', NULL, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting') AND i.relapse_count > 0 AND i.number IS NOT NULL AND i.visibility <> 'confidential' AND i.status NOT IN ('merged', 'withdrawn')),\n    ('desk', i.theme_id || ':' || i.status || CASE WHEN i.visibility = 'confidential' THEN ':c' ELSE '' END, NULL, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting')),\n    ('quiet', i.status || CASE WHEN i.visibility = 'confidential' THEN ':c' ELSE '' END, CASE WHEN i.status IN ('waiting') THEN i.waiting_until\n      ELSE (i.last_event_at AT TIME ZONE 'Europe/Amsterdam')::date END, i.status IN ('assessing', 'decided', 'in_progress', 'reported', 'reported_done', 'waiting'))\n  ) AS c (scope, key, day, counts) WHERE c.counts\n$$;\n\nCREATE OR REPLACE FUNCTION portal_tally_issue() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN\n    INSERT INTO portal_tally (scope, key, day, n) SELECT c.scope, c.key, c.day, 1 FROM portal_counts(NEW) c;\n  ELSIF TG_OP = 'DELETE' THEN\n    INSERT INTO portal_tally (scope, key, day, n) SELECT c.scope, c.key, c.day, -1 FROM portal_counts(OLD) c;\n  ELSE\n    INSERT INTO portal_tally (scope, key, day, n)\n    SELECT x.scope, x.key, x.day, sum(x.n) FROM (\n      SELECT c.*, -1 AS n FROM portal_counts(OLD) c UNION ALL SELECT c.*, 1 FROM portal_counts(NEW) c\n    ) x GROUP BY 1, 2, 3 HAVING sum(x.n) <> 0;\n  END IF;\n  RETURN NULL;\nEND $$;\nCREATE OR REPLACE TRIGGER tally_change AFTER UPDATE ON issues_issue FOR EACH ROW\n  WHEN (OLD.number IS DISTINCT FROM NEW.number OR OLD.visibility IS DISTINCT FROM NEW.visibility OR OLD.status IS DISTINCT FROM NEW.status OR OLD.theme_id IS DISTINCT FROM NEW.theme_id OR OLD.street_id IS DISTINCT FROM NEW.street_id OR OLD.segment_id IS DISTINCT FROM NEW.segment_id OR OLD.talks_since_decision IS DISTINCT FROM NEW.talks_since_decision OR OLD.on_agenda_at IS DISTINCT FROM NEW.on_agenda_at OR OLD.aftercare_until IS DISTINCT FROM NEW.aftercare_until OR OLD.relapse_count IS DISTINCT FROM NEW.relapse_count OR OLD.last_event_at IS DISTINCT FROM NEW.last_event_at OR OLD.waiting_until IS DISTINCT FROM NEW.waiting_until) EXECUTE FUNCTION portal_tally_issue();\nCREATE OR REPLACE TRIGGER tally_insert AFTER INSERT ON issues_issue FOR EACH ROW\n  EXECUTE FUNCTION portal_tally_issue();\nCREATE OR REPLACE TRIGGER tally_delete AFTER DELETE ON issues_issue FOR EACH ROW\n  EXECUTE FUNCTION portal_tally_issue();\n",
            reverse_sql="\nDROP TRIGGER tally_delete ON issues_issue;\nDROP TRIGGER tally_insert ON issues_issue;\nDROP TRIGGER tally_change ON issues_issue;\nDROP FUNCTION portal_tally_issue();\nDROP FUNCTION portal_counts(issues_issue);\n",
        ),
        wijkraad.terms.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scope", models.CharField(max_length=10)),
                        ("key", models.CharField(blank=True, max_length=40)),
                        ("day", models.DateField(null=True)),
                        ("n", models.IntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["scope", "key"], include=("day", "n"), name="portal_tally_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week", models.DateField(verbose_name="maandag van de week")),
                        ("marks", models.JSONField(default=list)),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weekbericht",
                        "verbose_name_plural": "weekberichten",
                    },
                ),
                migrations.CreateModel(
                    name="ReviewRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("began_at", models.DateTimeField(verbose_name="begonnen op")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="review_rounds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weekronde",
                        "verbose_name_plural": "weekrondes",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("user",),
                                name="portal_round_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("mark", models.CharField(max_length=40)),
                        (
                            "verdict",
                            models.CharField(choices=[("done", "klaar"), ("later", "later")], max_length=5),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="portal.reviewround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rij van een weekronde",
                        "verbose_name_plural": "rijen van een weekronde",
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "mark"), name="portal_mark_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DashboardView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="naam")),
                        ("query", models.CharField(max_length=400, verbose_name="filters")),
                        ("created_at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weergave van het dashboard",
                        "verbose_name_plural": "weergaven van het dashboard",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "name"), name="portal_view_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FigureReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=8, unique=True, verbose_name="periode")),
                        ("facts", models.JSONField()),
                        ("content_hash", models.CharField(max_length=64, verbose_name="kenmerk")),
                        ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                    ],
                    options={
                        "verbose_name": "cijferverslag",
                        "verbose_name_plural": "cijferverslagen",
                    },
                ),
            ],
        ),
    ]
