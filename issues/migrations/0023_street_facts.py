"""Official series by file, street walks, and counts in a street."""

from django.conf import settings
from django.db import migrations

from wijkraad.trail.guards import public_change, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0022_stepping_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        recorded("issues_indicator", "name unit theme_id priority_id better"),
        recorded("issues_indicatorvalue", "indicator_id area_id year value source source_on file_id"),
        recorded("issues_streetcount", "street_id what counted_on part total source"),
        recorded("issues_walknote", "street_id theme_id walked_on issue_id", personal="text"),
        public_change("issues_indicator", "true"),
        public_change("issues_indicatorvalue", "true"),
        public_change("issues_streetcount", "true"),
    ]
