"""One door for every file of a bank: looks at its content, not its name; reads it whole or not at all."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from budgets.banking import camt, lists, mt940
from budgets.banking.entries import RawStatement, Unreadable

LARGEST = 30 * 1024 * 1024
"""Bytes: 10,000 entries of CAMT.053 take some 15 MB."""
MOST_ENTRIES = 50_000
FIELD = re.compile(rb"^:20:", re.MULTILINE)


@dataclass(frozen=True)
class Balances:
    """What the sender of a file read on the statement: for files without balances (Knab, old ING)."""

    opening: Decimal | None = None
    closing: Decimal | None = None


@dataclass(frozen=True)
class BankFile:
    """The name of the format, and the statements in the file."""

    format: str
    statements: list[RawStatement]

    @property
    def count(self) -> int:
        return sum(len(one.entries) for one in self.statements)


def read(content: bytes, balances: Balances | None = None) -> BankFile:
    """The statements of a file, each adding up to its closing balance. Unreadable with place and reason."""
    found = _read(content, balances or Balances())
    if found.count > MOST_ENTRIES:
        raise Unreadable(0, "", str(found.count), _("Dit bestand heeft meer dan 50.000 regels."))
    return found


def _read(content: bytes, balances: Balances) -> BankFile:
    if len(content) > LARGEST:
        raise Unreadable(0, "", "", _("Dit bestand is te groot. Het mag hooguit 30 MB zijn."))
    if content[:4] == b"PK\x03\x04":
        raise Unreadable(0, "", "zip", _("Pak dit bestand eerst uit. Stuur het bestand dat erin zit."))
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable(0, "", "", _("Dit bestand is leeg."))
    if start.startswith(b"<") or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return BankFile("CAMT.053", camt.read(start if start.startswith(b"<") else content))
    if FIELD.search(content):
        return BankFile("MT940", mt940.read(content))
    name, statement = lists.read(content, balances.opening, balances.closing)
    return BankFile(name, [statement])
