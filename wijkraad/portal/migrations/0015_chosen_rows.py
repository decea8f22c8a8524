"""What one street, area or person is counted from is read from an index alone, as that of a theme is."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0036_results_by_theme_and_street"),
        ("meetings", "0015_titles_alike"),
        ("portal", "0014_heard_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="heard",
            index=models.Index(
                condition=models.Q(("counts", True)),
                fields=["street", "segment", "day"],
                include=("heft", "sure_on", "weighed_on", "first"),
                name="portal_heard_street",
            ),
        ),
        migrations.AddIndex(
            model_name="heard",
            index=models.Index(
                condition=models.Q(("counts", True)),
                fields=["area", "segment", "day"],
                include=("heft", "sure_on", "weighed_on", "first"),
                name="portal_heard_area",
            ),
        ),
        migrations.AddIndex(
            model_name="heard",
            index=models.Index(
                condition=models.Q(("counts", True)),
                fields=["owner", "segment", "day"],
                include=("heft", "sure_on", "weighed_on", "first"),
                name="portal_heard_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="ruling",
            index=models.Index(
                fields=["street"], include=("decision", "theme", "area"), name="portal_ruling_street"
            ),
        ),
        migrations.AddIndex(
            model_name="ruling",
            index=models.Index(
                fields=["area"], include=("decision", "theme", "street"), name="portal_ruling_area"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["street", "state", "came_on"],
                include=("left_on", "took", "first_on", "seen", "counts", "opens", "issue", "theme"),
                name="portal_stay_street",
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["area", "state", "came_on"],
                include=("left_on", "took", "first_on", "seen", "counts", "opens", "issue", "theme"),
                name="portal_stay_area",
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["owner", "state", "came_on"],
                include=("left_on", "took", "first_on", "seen", "counts", "opens", "issue", "theme"),
                name="portal_stay_owner",
            ),
        ),
    ]
