"""Private addresses of calendars."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_tables")]

    operations = [
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
    ]
