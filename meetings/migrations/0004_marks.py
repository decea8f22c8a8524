"""What the stored counts of the register follow from."""

from django.db import migrations

from wijkraad.trail.guards import marked


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_words"), ("issues", "0006_words"), ("trail", "0003_retention")]

    operations = [
        marked(
            "meetings_decision",
            "register",
            "status number internal decided_on deadline first_deadline finished_on",
        ),
        marked("meetings_decisionissue", "register", "decision_id issue_id"),
        marked("issues_issue", "register", "visibility number", born="NEW.number IS NOT NULL"),
    ]
