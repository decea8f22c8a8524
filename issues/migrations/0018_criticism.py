"""Words with criticism stay inside until those concerned could react; also against plain SQL."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0017_parts_of_a_report"),
        ("people", "0002_calendar_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="unheard",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="kritiek waarop nog niemand kon reageren"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unheard", False),
                    ("number__isnull", True),
                    models.Q(("visibility", "public"), _negated=True),
                    _connector="OR",
                ),
                name="issues_issue_heard_first",
            ),
        ),
    ]
