"""Ready answers, who looks at what, what moved between issues, blurred pictures, a reader half given."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import recorded, versioned

OLD = recorded("issues_photo", "report_id issue_id cleared_at cleared_by_id")
NEW = recorded("issues_photo", "report_id issue_id cleared_at cleared_by_id blurred_at")


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0007_letters_and_voices"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL([OLD.reverse_sql, NEW.sql], [NEW.reverse_sql, OLD.sql]),
        recorded("issues_replytemplate", "theme_id step name text active"),
        versioned("issues_replytemplate"),
    ]
