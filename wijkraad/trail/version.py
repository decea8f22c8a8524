"""The data version: raised by every public change in its own transaction, so no page is ever stale.

A page that was rendered after reading version N may be shown as long as the version is N. The
version is read before the data: data that is newer than its version only renders once more.
"""

from wijkraad.terms.prepared import Statement

VERSION_SQL = "SELECT sum(version) FROM trail_dataversion"
"""For a statement that reads the version in one with its data: both are of the same instant then."""
VERSION = Statement(VERSION_SQL, [])


def data_version() -> int:
    """How many public changes have been committed; grows only."""
    return int(VERSION.value())
