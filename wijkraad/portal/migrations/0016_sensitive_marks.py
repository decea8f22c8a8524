"""Which years of a theme are told follows from its being sensitive: one that becomes so is hidden soon."""

from django.db import migrations

from wijkraad.trail.guards import marked


class Migration(migrations.Migration):
    dependencies = [("portal", "0015_chosen_rows"), ("issues", "0036_results_by_theme_and_street")]

    operations = [marked("issues_theme", "wide", "default_visibility intake_mode", born="false")]
