"""How often something may be tried: one row per scope and key, shared by all processes.

The key (an address, an e-mail) is stored as a keyed hash only. Own table instead of the cache of
the sign-in, because a limit on the report form must cost one statement.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

from wijkraad.people.models import Allowance
from wijkraad.terms import clock

SALT = "wijkraad.people.limits"
COUNT = """
INSERT INTO people_allowance AS a (scope, key, since, used)
{row}
ON CONFLICT (scope, key) DO UPDATE SET
  used = CASE WHEN a.since <= %(start)s::timestamptz THEN 1 ELSE a.used + 1 END,
  since = CASE WHEN a.since <= %(start)s::timestamptz THEN %(now)s::timestamptz ELSE a.since END
RETURNING used
"""
SQL = COUNT.format(row="VALUES (%(scope)s, %(key)s, %(now)s::timestamptz, 1)")
TAKING = "WITH taken AS ({taking} RETURNING 1)" + COUNT.format(
    row="SELECT %(scope)s, %(key)s, %(now)s::timestamptz, 1 FROM taken"
)


def allow(scope: str, key: str, limit: int, per: timedelta) -> bool:
    """Count one try of `key`; False when more than `limit` were made in a window of length `per`.

    A window starts with the first try. The row stays locked until the transaction ends, so call it
    before the work of a request, not inside its transaction.
    """
    return bool(_used(SQL, scope, key, per) <= limit)


def allow_taking(
    taking: str, taken: Mapping[str, Any], scope: str, key: str, limit: int, per: timedelta
) -> bool | None:
    """The same in one statement with `taking`, SQL of our own that takes away one row that is there once.

    `taken` are its values, by name. None, and nothing counted, when the row was gone already.
    """
    used = _used(TAKING.format(taking=taking), scope, key, per, taken)
    return used <= limit if used else None


def _used(sql: str, scope: str, key: str, per: timedelta, more: Mapping[str, Any] | None = None) -> int:
    now = clock.now()
    hashed = salted_hmac(SALT, f"{scope}|{key}", algorithm="sha256").hexdigest()
    values: dict[str, Any] = {"scope": scope, "key": hashed, "now": now, "start": now - per}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, **(more or {})})
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def forget_old(older_than: timedelta = timedelta(days=2)) -> int:
    """Delete windows that are long over; returns how many. No window may be longer than this."""
    return Allowance.objects.filter(since__lt=clock.now() - older_than).delete()[0]
