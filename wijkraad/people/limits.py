"""How often something may be tried: one row per scope and key, shared by all processes.

The key (an address, an e-mail) is stored as a keyed hash only. Own table instead of the cache of
the sign-in, because a limit on the report form must cost one statement.
"""

from datetime import timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from wijkraad.people.models import Allowance
from wijkraad.terms import clock

SALT = "wijkraad.people.limits"
SQL = """
INSERT INTO people_allowance AS a (scope, key, since, used)
VALUES (%(scope)s, %(key)s, %(now)s::timestamptz, 1)
ON CONFLICT (scope, key) DO UPDATE SET
  used = CASE WHEN a.since <= %(start)s::timestamptz THEN 1 ELSE a.used + 1 END,
  since = CASE WHEN a.since <= %(start)s::timestamptz THEN %(now)s::timestamptz ELSE a.since END
RETURNING used
"""


def allow(scope: str, key: str, limit: int, per: timedelta) -> bool:
    """Count one try of `key`; False when more than `limit` were made in a window of length `per`.

    A window starts with the first try. The row stays locked until the transaction ends, so call it
    before the work of a request, not inside its transaction.
    """
    now = clock.now()
    hashed = salted_hmac(SALT, f"{scope}|{key}", algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"scope": scope, "key": hashed, "now": now, "start": now - per})
        return int(cursor.fetchone()[0]) <= limit


def forget_old(older_than: timedelta = timedelta(days=2)) -> int:
    """Delete windows that are long over; returns how many. No window may be longer than this."""
    return Allowance.objects.filter(since__lt=clock.now() - older_than).delete()[0]
