"""A paper with an agenda item is kept by the rules of every file that stays inside."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from wijkraad.trail.guards import frozen_columns


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_evidence_of_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("agendapaper", "meetings_paper_gone"),
        migrations.AlterField(
            "agendapaper",
            "added_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                related_name="+",
                verbose_name="toegevoegd door",
            ),
        ),
        migrations.AddConstraint(
            "agendapaper",
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(file="") | Q(removed_at__isnull=False, file=""),
                name="meetings_agendapaper_gone",
            ),
        ),
        frozen_columns(
            "meetings_agendapaper",
            "uuid item_id content_type size sha256 added_at added_by_id",
            "true",
            "meetings_agendapaper_fixed",
        ),
    ]
