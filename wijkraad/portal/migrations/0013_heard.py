"""Which reports at parts of streets K12 counts, kept beside them; filled from the reports there are."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
from django.conf import settings
from django.db import migrations, models

from wijkraad.portal.kept.hearing import FILL, FUNCTIONS, REMOVE


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0032_reports_by_day"),
        ("portal", "0012_rulings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Heard",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="issues.report",
                    ),
                ),
                ("spot", models.BigIntegerField()),
                ("day", models.DateField()),
                ("sure_on", models.DateField(null=True)),
                ("weighed_on", models.DateField(null=True)),
                ("step", models.SmallIntegerField()),
                (
                    "heft",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("step"),
                            "*",
                            django.db.models.functions.math.Exp(
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(0.007701635339554948),
                                    "*",
                                    models.Func(
                                        models.F("day"),
                                        template="(%(expressions)s - DATE '2020-01-01')::float8",
                                    ),
                                )
                            ),
                        ),
                        output_field=models.FloatField(),
                    ),
                ),
                ("counts", models.BooleanField()),
                ("first", models.BooleanField()),
                ("counts_theme", models.BooleanField()),
                ("first_theme", models.BooleanField()),
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
                        db_index=False,
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
                    "segment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="issues.segment",
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
                    models.Index(fields=["spot"], name="portal_heard_spot"),
                    models.Index(
                        condition=models.Q(("weighed_on__isnull", False)),
                        fields=["weighed_on"],
                        name="portal_heard_weighed",
                    ),
                    models.Index(
                        condition=models.Q(("counts", True)),
                        fields=["segment", "day"],
                        include=("heft", "sure_on", "weighed_on", "first", "street", "area", "owner"),
                        name="portal_heard_counts",
                    ),
                    models.Index(
                        condition=models.Q(("counts_theme", True)),
                        fields=["theme", "segment", "day"],
                        include=("heft", "sure_on", "weighed_on", "first_theme", "street", "area", "owner"),
                        name="portal_heard_theme",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, REMOVE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
