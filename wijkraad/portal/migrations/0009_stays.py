"""How long each issue stood in each state, kept beside its moves; filled from the moves there are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.portal.kept import monthly
from wijkraad.portal.kept.staying import FILL, FUNCTIONS, REMOVE, fill_calendar

MARKED = """
DROP TRIGGER marks_desk_come ON issues_statuschange;
CREATE TRIGGER marks_desk_come AFTER INSERT ON issues_statuschange
  FOR EACH ROW WHEN (true) EXECUTE FUNCTION issues_statuschange_marks_desk();
"""
UNMARKED = MARKED.replace("(true)", "(NEW.from_state <> '')")
"""What a new report changes of the dashboard is no longer stored, so it writes no mark."""
FORGET = "DELETE FROM trail_storedfigure WHERE name = 'desk'"


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0026_vision"),
        ("portal", "0008_figure_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("n", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "change",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="issues.statuschange",
                    ),
                ),
                ("state", models.CharField(max_length=20)),
                ("came_on", models.DateField()),
                ("left_on", models.DateField(null=True)),
                ("took", models.SmallIntegerField(null=True)),
                ("opens", models.BooleanField()),
                ("first_on", models.DateField()),
                ("seen", models.SmallIntegerField()),
                ("counts", models.BooleanField()),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.area",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.issue",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.street",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.theme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "came_on"],
                        include=("left_on", "took", "first_on", "seen", "counts", "theme", "issue"),
                        name="portal_stay_state",
                    ),
                    models.Index(
                        fields=["theme", "state", "came_on"],
                        include=("left_on", "took", "first_on", "seen", "counts", "street"),
                        name="portal_stay_theme",
                    ),
                    models.Index(
                        condition=models.Q(("opens", True)),
                        fields=["first_on"],
                        include=("issue", "seen", "counts", "theme", "street", "area", "owner"),
                        name="portal_stay_opens",
                    ),
                    models.Index(
                        fields=["left_on"], include=("state", "seen", "theme"), name="portal_stay_left"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, REMOVE),
        migrations.RunPython(fill_calendar, migrations.RunPython.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(monthly.STAYS + monthly.REPORTS, monthly.REMOVE),
        migrations.RunSQL(monthly.FILL, migrations.RunSQL.noop),
        migrations.RunSQL(UNMARKED, MARKED),
        migrations.RunSQL(FORGET, FORGET),
    ]
