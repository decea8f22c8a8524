"""Post that comes in, pauses of a term, who is heard, offers that get an answer, and the yearly milestone."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import public_change, recorded

OF_PUBLIC = (
    "EXISTS (SELECT 1 FROM issues_issue i WHERE i.id = changed.issue_id"
    " AND i.visibility <> 'confidential' AND i.number IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0006_words"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        recorded("issues_hearing", "issue_id asked_on due reacted_on", "label whom text reaction"),
        recorded("issues_say", "issue_id level until result_at", "about result"),
        recorded(
            "issues_incoming",
            "number issue_id letter_id partner_id responsible_id received_on reply_before handled_on",
            "sender subject summary result",
        ),
        recorded("issues_helpoffer", "issue_id kind answered_at accepted withdrawn_at", "text email answer"),
        public_change("issues_hearing", OF_PUBLIC),
        public_change("issues_say", OF_PUBLIC),
    ]
