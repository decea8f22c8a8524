"""The data version: raised by every public change in its own transaction, so no page is ever stale.

A page that was rendered after reading version N may be shown as long as the version is N. The
version is read before the data: data that is newer than its version only renders once more.
"""

from typing import Any

from django.db.models import QuerySet, Sum, Value

from wijkraad.terms.prepared import Statement
from wijkraad.trail.models import DataVersion

VERSION_SQL = "SELECT sum(version) FROM trail_dataversion"
"""For a statement that reads the version in one with its data: both are of the same instant then."""
VERSION = Statement(VERSION_SQL, [])


def data_version() -> int:
    """How many public changes have been committed; grows only."""
    return int(VERSION.value())


def version_rows() -> QuerySet[Any, Any]:
    """The data version as rows, one with `total`: for a page that reads it with its data in one statement."""
    parts = DataVersion.objects.order_by().annotate(one=Value(1)).values("one")
    return parts.annotate(total=Sum("version")).values("total")
