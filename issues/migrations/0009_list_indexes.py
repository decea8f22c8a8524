"""An index per combination of filters of the public lists, and for the figures of the dashboard.

Made without stopping the site.
"""

import django.db.models.functions.comparison
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("issues", "0008_retention"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.OrderBy(models.F("last_event_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    ("number__isnull", False),
                    models.Q(("visibility", "confidential"), _negated=True),
                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                    (
                        "status__in",
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                ),
                name="issues_list_open",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("theme"),
                models.OrderBy(models.F("last_event_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    ("number__isnull", False),
                    models.Q(("visibility", "confidential"), _negated=True),
                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                    (
                        "status__in",
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                ),
                name="issues_list_open_theme",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                ),
                name="issues_list_open_place",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("on_agenda_at"),
                condition=models.Q(
                    ("number__isnull", False),
                    models.Q(("visibility", "confidential"), _negated=True),
                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                    ("on_agenda_at__isnull", False),
                ),
                name="issues_list_agenda",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                ),
                name="issues_list_oldest_theme",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                ),
                name="issues_list_oldest_place",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
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
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Greatest("verified_at", "relapsed_at"),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    ("number__isnull", False),
                    models.Q(("visibility", "confidential"), _negated=True),
                    models.Q(("status__in", ("withdrawn", "merged")), _negated=True),
                    ("visibility", "public"),
                    models.Q(("status", "resolved"), ("relapsed_at__isnull", False), _connector="OR"),
                ),
                name="issues_results",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("waiting_until"), condition=models.Q(("status", "waiting")), name="issues_waiting"
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("norm_due"), condition=models.Q(("status", "reported")), name="issues_promised"
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("last_event_at"),
                models.F("id"),
                condition=models.Q(
                    (
                        "status__in",
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    )
                ),
                name="issues_quiet",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("talks_since_decision"),
                condition=models.Q(
                    (
                        "status__in",
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                    ("talks_since_decision__gt", 0),
                ),
                name="issues_talked",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("relapsed_at"),
                condition=models.Q(
                    ("relapse_count__gt", 0),
                    (
                        "status__in",
                        ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done"),
                    ),
                ),
                name="issues_back",
            ),
        ),
        AddIndexConcurrently(
            model_name="issue",
            index=models.Index(
                models.F("id"),
                condition=models.Q(
                    ("number__isnull", False),
                    models.Q(("visibility", "confidential"), _negated=True),
                    _negated=True,
                ),
                name="issues_unseen",
            ),
        ),
        RemoveIndexConcurrently(
            model_name="issue",
            name="issues_list_street",
        ),
    ]
