"""Following a theme, street or area; followers that move with a merge; households that suffer too."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0010_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        recorded(
            "issues_topicfollow", "theme_id street_id area_id user_id confirmed_at ended_at pace", "email"
        ),
    ]
