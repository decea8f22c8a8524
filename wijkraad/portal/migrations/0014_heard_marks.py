"""What changes of the reports that K12 counts marks the stored panels: also a contact confirmed later, and a
report about a matter that is public already.
"""

from django.db import migrations

from wijkraad.trail.guards import marked


class Migration(migrations.Migration):
    dependencies = [("portal", "0013_heard")]

    operations = [
        marked("portal_heard", "desk", "segment_id day sure_on weighed_on step counts first"),
    ]
