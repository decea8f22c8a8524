"""Before the evening: invitations, papers, requests; and what plain SQL may not correct in minutes."""

from django.conf import settings
from django.db import migrations

from meetings.guards import CORRECTIONS, CORRECTIONS_BACK
from wijkraad.trail.guards import public_change, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0016_papers"),
        ("meetings", "0005_deciding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CORRECTIONS, CORRECTIONS_BACK),
        recorded("meetings_agendapaper", "item_id title internal size sha256 removed_at"),
        recorded("meetings_agendarequest", "person_id issue_id state item_id", "text answer"),
        recorded("meetings_invitation", "meeting_id person_id", "guest email"),
        public_change("meetings_agendapaper", "NOT internal"),
    ]
