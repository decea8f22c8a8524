"""The CSV files of ING, ASN (and SNS) and Knab: lists of entries, some with a balance per row.

ING gives the balance after each entry and the newest first, ASN the balance before it. Knab and the older
ING list give none: then who sends the file copies opening and closing balance from the statement.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budgets.banking.entries import (
    RawEntry,
    RawStatement,
    Unreadable,
    checked,
    euros,
    iban_of,
    on_day,
    only_euro,
    plain,
    reference_of,
)
from issues.importing.sheets import rows_of
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import euro

COMPACT = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
DUTCH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
REFERENCE = re.compile(r"(?:Kenmerk|Reference): *(\S+)")
ASN_COLUMNS = 19


@dataclass(frozen=True)
class Row:
    """One entry of a list; `before` is the balance that the bank gives before it, None when it gives none."""

    account: str
    entry: RawEntry
    before: Decimal | None


Reader = Callable[[int, list[str]], Row]


def read(content: bytes, opening: Decimal | None, closing: Decimal | None) -> tuple[str, RawStatement]:
    """The bank and the one statement of a list. Unreadable with row, column, value and reason."""
    try:
        table = [(number, [str(cell or "") for cell in cells]) for number, cells in rows_of(content)]
    except Refused as refused:
        raise Unreadable(0, "CSV", "", refused.reason) from None
    name, reader, table = _recognised(table)
    if not table:
        raise Unreadable(0, "CSV", "", _("In dit bestand staan geen bankregels."))
    rows = [reader(number, cells) for number, cells in table]
    return name, _statement(rows, opening, closing, name.startswith("ING"))


def _recognised(table: list[tuple[int, list[str]]]) -> tuple[str, Reader, list[tuple[int, list[str]]]]:
    for at, (_number, cells) in enumerate(table[:3]):
        heads = [cell.strip().strip('"').lower() for cell in cells]
        if {"datum", "af bij", "bedrag (eur)"} <= set(heads) or {"date", "debit/credit"} <= set(heads):
            return "ING CSV", _ing(heads), table[at + 1 :]
        if {"rekeningnummer", "transactiedatum", "creditdebet"} <= set(heads):
            return "Knab CSV", _knab(heads), table[at + 1 :]
        if heads[:1] == ["boekingsdatum"]:
            return "ASN CSV", _asn, table[at + 1 :]
    if table and len(table[0][1]) >= ASN_COLUMNS - 1 and DUTCH.fullmatch(table[0][1][0]):
        return "ASN CSV", _asn, table
    first = table[0][1][0] if table and table[0][1] else ""
    reason = _(
        "Dit bestand kennen wij niet. Kies bij uw bank CAMT.053 of MT940, of de CSV van ING, ASN of Knab."
    )
    raise Unreadable(1, "", first, reason)


def _statement(
    rows: list[Row], opening: Decimal | None, closing: Decimal | None, newest_first: bool
) -> RawStatement:
    accounts = {row.account for row in rows}
    if len(accounts) > 1:
        other = next(row for row in rows if row.account != rows[0].account)
        reason = _("In één CSV staan twee rekeningen. Download elke rekening apart.")
        raise Unreadable(other.entry.place, _("rekening"), other.account, reason)
    known = [row for row in rows if row.before is not None]
    if known and len(known) == len(rows):
        rows = _in_order(rows, newest_first)
        opening = rows[0].before
        closing = (rows[-1].before or Decimal(0)) + rows[-1].entry.amount
    elif opening is None or closing is None:
        reason = _(
            "In dit bestand staat geen saldo. Vul het beginsaldo en het eindsaldo van het afschrift in."
        )
        raise Unreadable(0, _("saldo"), "", reason)
    days = [row.entry.booked_on for row in rows]
    entries = [row.entry for row in rows]
    first, last = min(days), max(days)
    found = RawStatement(0, rows[0].account, "", first, last, opening or Decimal(0), closing, entries)
    return checked(found)


def _in_order(rows: list[Row], newest_first: bool) -> list[Row]:
    """The rows oldest first; each balance follows from the one before it, else the row is named.

    The dates tell which end is the oldest; within one day the habit of the bank does.
    """
    first, last = rows[0].entry.booked_on, rows[-1].entry.booked_on
    turned = first > last if first != last else newest_first
    found, other = (rows[::-1], rows) if turned else (rows, rows[::-1])
    wrong = _break(found)
    if wrong is None:
        return found
    if first == last and _break(other) is None:
        return other
    reason = _(
        "Het saldo bij deze regel volgt niet uit de regel ervoor."
        " Er ontbreekt een regel, of een bedrag klopt niet."
    )
    raise Unreadable(wrong.entry.place, _("saldo"), euro(wrong.before), reason)


def _break(rows: list[Row]) -> Row | None:
    """The first row whose balance does not follow from the one before it."""
    for earlier, later in zip(rows, rows[1:], strict=False):
        if (earlier.before or Decimal(0)) + earlier.entry.amount != later.before:
            return later
    return None


def _at(heads: list[str], *names: str) -> Callable[[list[str]], str]:
    place = next((heads.index(name) for name in names if name in heads), None)
    return lambda cells: cells[place].strip() if place is not None and place < len(cells) else ""


def _day(text: str, place: int, element: str) -> date:
    if found := COMPACT.fullmatch(text):
        year, month, day = found.groups()
        return on_day(year, month, day, place, element)
    if found := DUTCH.fullmatch(text):
        day, month, year = found.groups()
        return on_day(year, month, day, place, element)
    raise Unreadable(place, element, text, _("Dit is geen datum."))


def _own(text: str, place: int, element: str) -> str:
    if not text:
        raise Unreadable(place, element, "", _("Hier hoort uw rekening te staan."))
    return text


def _signed(amount: Decimal, side: str, place: int, element: str) -> Decimal:
    if side.lower() in ("af", "debit", "d"):
        return -amount
    if side.lower() in ("bij", "credit", "c"):
        return amount
    raise Unreadable(place, element, side, _("Bij of af? Dat staat er niet goed."))


def _ing(heads: list[str]) -> Reader:
    when, name = _at(heads, "datum", "date"), _at(heads, "naam / omschrijving", "name / description")
    own, other = _at(heads, "rekening", "account"), _at(heads, "tegenrekening", "counterparty")
    side, amount = _at(heads, "af bij", "debit/credit"), _at(heads, "bedrag (eur)", "amount (eur)")
    told = _at(heads, "mededelingen", "notifications")
    after = _at(heads, "saldo na mutatie", "resulting balance")

    def row(number: int, cells: list[str]) -> Row:
        euro = _signed(euros(amount(cells), number, "Bedrag (EUR)"), side(cells), number, "Af Bij")
        words, left = plain(told(cells)), after(cells)
        reference = REFERENCE.search(words)
        entry = RawEntry(
            place=number,
            booked_on=_day(when(cells), number, "Datum"),
            amount=euro,
            name=plain(name(cells), 140),
            iban=iban_of(other(cells)),
            reference=reference_of(reference.group(1)) if reference else "",
            description=words,
        )
        before = euros(left, number, "Saldo na mutatie") - euro if left else None
        return Row(_own(own(cells), number, "Rekening"), entry, before)

    return row


def _knab(heads: list[str]) -> Reader:
    when, own = _at(heads, "boekdatum", "transactiedatum"), _at(heads, "rekeningnummer")
    side, amount, currency = _at(heads, "creditdebet"), _at(heads, "bedrag"), _at(heads, "valutacode")
    other, name = _at(heads, "tegenrekeningnummer"), _at(heads, "tegenrekeninghouder")
    told, mark, early = _at(heads, "omschrijving"), _at(heads, "referentie"), _at(heads, "transactiedatum")

    def row(number: int, cells: list[str]) -> Row:
        only_euro(currency(cells) or "EUR", number, "Valutacode")
        euro = _signed(euros(amount(cells), number, "Bedrag"), side(cells), number, "CreditDebet")
        entry = RawEntry(
            place=number,
            booked_on=_day(when(cells) or early(cells), number, "Transactiedatum"),
            amount=euro,
            name=plain(name(cells), 140),
            iban=iban_of(other(cells)),
            bank_reference=plain(mark(cells), 70),
            description=plain(told(cells)),
        )
        return Row(_own(own(cells), number, "Rekeningnummer"), entry, None)

    return row


def _asn(number: int, cells: list[str]) -> Row:
    """The nineteen columns of ASN, without heads: date, own account, other account, name, …"""
    if len(cells) < ASN_COLUMNS - 1:
        reason = _("Deze rij heeft te weinig kolommen.")
        raise Unreadable(number, "", ",".join(cells), reason)
    cells = cells + [""] * (ASN_COLUMNS - len(cells))
    only_euro(cells[7] or "EUR", number, "Valutasoort rekening")
    only_euro(cells[9] or "EUR", number, "Valutasoort mutatie")
    entry = RawEntry(
        place=number,
        booked_on=_day(cells[0], number, "Boekingsdatum"),
        amount=euros(cells[10], number, "Transactiebedrag"),
        name=plain(cells[3], 140),
        iban=iban_of(cells[2]),
        reference=reference_of(cells[16]),
        bank_reference=plain(cells[15], 70),
        description=plain(cells[17].strip("'")),
    )
    before = euros(cells[8], number, "Saldo rekening voor mutatie")
    return Row(_own(cells[1], number, "Opdrachtgeversrekening"), entry, before)
