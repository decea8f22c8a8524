"""Actions of agenda items without an issue: fixed when promised, done with evidence, part of the minutes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from wijkraad.trail.guards import frozen_columns, public_change, recorded

# meetings_part_locked refuses a row of an item whose minutes are adopted.
GUARDS = """
CREATE TRIGGER locked BEFORE INSERT OR DELETE ON meetings_task
  FOR EACH ROW EXECUTE FUNCTION meetings_part_locked();
"""
GUARDS_BACK = "DROP TRIGGER locked ON meetings_task;"


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_ratifying"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField("wat", max_length=160)),
                ("due", models.DateField("uiterlijk klaar")),
                ("done_at", models.DateTimeField("klaar op", blank=True, null=True)),
                ("result", models.CharField("resultaat", blank=True, max_length=600)),
                ("evidence", models.CharField("bewijs", blank=True, max_length=600)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="meetings.agendaitem",
                        verbose_name="agendapunt",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie zorgt ervoor",
                    ),
                ),
            ],
            options={
                "verbose_name": "actie bij een agendapunt",
                "verbose_name_plural": "acties bij agendapunten",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["responsible", "due"], name="meetings_task_open", condition=Q(done_at=None)
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="meetings_task_evidence",
                        condition=Q(done_at=None) | (~Q(result="") & ~Q(evidence="")),
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        frozen_columns(
            "meetings_task", "item_id title due created_at created_by_id", "true", "meetings_task_fixed"
        ),
        frozen_columns(
            "meetings_task",
            "responsible_id done_at result evidence",
            "OLD.done_at IS NOT NULL",
            "meetings_task_done",
        ),
        recorded("meetings_task", "item_id responsible_id title due done_at"),
        public_change("meetings_task", "true"),
    ]
