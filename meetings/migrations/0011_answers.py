"""Who was asked says whether they come."""

from django.db import migrations, models
from django.db.models import Q

from wijkraad.trail.guards import recorded

BEFORE = recorded("meetings_invitation", "meeting_id person_id", "guest email")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_tasks")]

    operations = [
        migrations.AddField(
            "invitation",
            "answer",
            models.CharField(
                "komt",
                blank=True,
                choices=[("yes", "Ik kom"), ("perhaps", "Misschien"), ("no", "Ik kom niet")],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "invitation", "answered_at", models.DateTimeField("antwoord op", blank=True, null=True)
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="meetings_invitation_answer",
            ),
        ),
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        recorded("meetings_invitation", "meeting_id person_id answer", "guest email"),
    ]
