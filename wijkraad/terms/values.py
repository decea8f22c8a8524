"""What a setting is worth on a day: the dated row if there is one, else the default.

Inside a transaction the rows are read once and kept until it ends, so that an action judges by one
state of the settings. Outside one (pages) a process keeps them for a second. A rule that must not
race with a change of its own setting takes `held`.
"""

import json
import time
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models.signals import post_delete, post_save

from wijkraad.terms import clock
from wijkraad.terms.defaults import DEFAULTS
from wijkraad.terms.models import Setting

SECONDS = 1.0
Rows = dict[str, list[tuple[Any, Any]]]
_kept: tuple[float, str, Rows] | None = None


def value(key: str, on: date | None = None) -> Any:
    """The value on an Amsterdam date (today without one); euros as Decimal. KeyError if unknown."""
    default = DEFAULTS[key]
    rows = _rows().get(key)
    if not rows:
        return default.value
    day = on or clock.today()
    for valid, stored in rows:
        if (valid.lower is None or valid.lower <= day) and (valid.upper is None or day < valid.upper):
            return typed(stored, default.unit)
    return default.value


def changes(key: str) -> list[date]:
    """The Amsterdam dates on which the value changed or will change, in order."""
    rows = _rows().get(key, [])
    return sorted({day for valid, _stored in rows for day in (valid.lower, valid.upper) if day is not None})


def held(key: str, on: date | None = None) -> Any:
    """The value, with the setting held still until this transaction ends (no change, no other holder)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"terms_setting:{key}"])
    forget()
    return value(key, on)


def typed(stored: Any, unit: str) -> Any:
    """A stored JSON value as Python works with it: euros become a Decimal with two places."""
    return Decimal(str(stored)).quantize(Decimal("0.01")) if unit == "euro" else stored


def storable(given: Any) -> Any:
    """A value as JSON keeps it: a Decimal becomes its text, nothing else changes."""
    return json.loads(json.dumps(given, default=str))


def forget(**_: Any) -> None:
    """Read the rows anew at the next question."""
    global _kept
    _kept = None
    for block in connection.atomic_blocks:
        block.__dict__.pop("settings_read", None)


def settings_now() -> Rows:
    """The settings as `value` reads them now; the same object as long as they were not read anew."""
    return _rows()


def _rows() -> Rows:
    global _kept
    asked = connections[DEFAULT_DB_ALIAS]
    if asked.atomic_blocks:
        known = asked.atomic_blocks[0].__dict__
        if "settings_read" not in known:
            known["settings_read"] = _read()
        return known["settings_read"]
    moment, database = time.monotonic(), str(asked.settings_dict["NAME"])
    if _kept is None or _kept[1] != database or moment - _kept[0] > SECONDS:
        _kept = (moment, database, _read())
    return _kept[2]


def _read() -> Rows:
    found: Rows = {}
    for key, valid, stored in Setting.objects.values_list("key", "valid", "value"):
        found.setdefault(key, []).append((valid, stored))
    return found


post_save.connect(forget, sender=Setting, dispatch_uid="settings_read")
post_delete.connect(forget, sender=Setting, dispatch_uid="settings_read")
