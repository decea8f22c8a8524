"""The table of the cache that all processes share: rate limits and the lockout of the sign-in.

The same columns as Django's `createcachetable`, made here so that the table is there with all others and
`app` gets its privileges on it. UNLOGGED: writing it costs no wait for the disk, and after a crash of the
database all counters start again at nought.
"""

from django.db import migrations

CREATE = """
CREATE UNLOGGED TABLE shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "DROP TABLE shared_cache")]
