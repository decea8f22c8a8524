"""A payment order as the file that banks read: ISO 20022 pain.001.001.09, a SEPA credit transfer.

As Dutch banks ask it (EPC customer-to-bank guideline, structured or no address since November 2025): no
address, the account name as it is known at the bank, single bookings, one execution date, letters of the
SEPA set only.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
DOUBLE = re.compile("//+")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
"""The SEPA set (EPC217-08)."""
INSTEAD = {
    "&": "+", "€": "EUR", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'", "“": "'", "”": "'",
    '"': "'", "\N{EN DASH}": "-", "—": "-", "_": "-", ";": ",", "@": "(at)",
}  # fmt: skip
NAME, WORDS, REFERENCE = 70, 140, 35
"""The most letters of a name, of a description and of a reference."""
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Transfer:
    """One payment: its own reference, euros, to whom, on which account, and what for."""

    end_to_end: str
    amount: Decimal
    name: str
    iban: str
    words: str


@dataclass(frozen=True)
class Batch:
    """All payments of one file; `made_at` is an aware instant, `execute_on` an Amsterdam date."""

    reference: str
    made_at: datetime
    execute_on: date
    name: str
    iban: str
    transfers: tuple[Transfer, ...]

    @property
    def total(self) -> Decimal:
        return sum((one.amount for one in self.transfers), ZERO)


def sepa_text(text: str, most: int) -> str:
    """The text in the letters that every bank knows: accents off, other signs a full stop."""
    plain = "".join(INSTEAD.get(one, one) for one in " ".join(text.split()))
    plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    plain = "".join(one if one in LETTERS else "." for one in " ".join(plain.split()))
    return DOUBLE.sub("/", plain)[:most].strip(" /")


def pain001(batch: Batch) -> bytes:
    """The file, the same bytes for the same batch; ValueError when empty or below a cent."""
    if not batch.transfers or any(one.amount <= 0 for one in batch.transfers):
        raise ValueError("a payment file holds payments above zero")
    document = ElementTree.Element("Document", xmlns=NAMESPACE)
    start = ElementTree.SubElement(document, "CstmrCdtTrfInitn")
    _header(start, batch)
    _payments(start, batch)
    ElementTree.indent(document, " ")
    return ElementTree.tostring(document, encoding="UTF-8", xml_declaration=True)


def _put(parent: ElementTree.Element, path: str, text: str) -> ElementTree.Element:
    """A new child, with the elements on the way to it; the last one holds the text."""
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    parent.text = text
    return parent


def _header(start: ElementTree.Element, batch: Batch) -> None:
    header = ElementTree.SubElement(start, "GrpHdr")
    _put(header, "MsgId", sepa_text(batch.reference, REFERENCE))
    _put(header, "CreDtTm", batch.made_at.isoformat(timespec="seconds"))
    _put(header, "NbOfTxs", str(len(batch.transfers)))
    _put(header, "CtrlSum", f"{batch.total:.2f}")
    _put(header, "InitgPty/Nm", sepa_text(batch.name, NAME))


def _payments(start: ElementTree.Element, batch: Batch) -> None:
    """One block for one account and one day; BtchBookg false: each payment is its own line at the bank."""
    block = ElementTree.SubElement(start, "PmtInf")
    _put(block, "PmtInfId", sepa_text(f"{batch.reference}-1", REFERENCE))
    _put(block, "PmtMtd", "TRF")
    _put(block, "BtchBookg", "false")
    _put(block, "NbOfTxs", str(len(batch.transfers)))
    _put(block, "CtrlSum", f"{batch.total:.2f}")
    _put(block, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _put(block, "ReqdExctnDt/Dt", batch.execute_on.isoformat())
    _put(block, "Dbtr/Nm", sepa_text(batch.name, NAME))
    _put(block, "DbtrAcct/Id/IBAN", batch.iban)
    _put(block, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _put(block, "ChrgBr", "SLEV")
    for one in batch.transfers:
        _transfer(block, one)


def _transfer(block: ElementTree.Element, one: Transfer) -> None:
    row = ElementTree.SubElement(block, "CdtTrfTxInf")
    _put(row, "PmtId/EndToEndId", sepa_text(one.end_to_end, REFERENCE))
    _put(row, "Amt/InstdAmt", f"{one.amount:.2f}").set("Ccy", "EUR")
    _put(row, "Cdtr/Nm", sepa_text(one.name, NAME))
    _put(row, "CdtrAcct/Id/IBAN", one.iban)
    _put(row, "RmtInf/Ustrd", sepa_text(one.words, WORDS))
