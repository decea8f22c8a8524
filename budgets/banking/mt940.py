"""MT940 as ABN AMRO, ING, Rabobank, ASN, Triodos and Knab write it.

Read here and not with mt-940: that takes `12.40` for 12 euros, drops a line that it does not know without a
word, gives no line numbers, and writes whole lines (names, IBANs) into the log when it stumbles.
"""

import re
from collections.abc import Iterator
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
    on_day,
    only_euro,
    plain,
    reference_of,
)
from budgets.banking.mt940_words import Words, words_of

FIELD = re.compile(r":([0-9]{2}[A-Z]?):(.*)")
KNOWN = {"13D", "20", "21", "25", "28", "28C", "34F", "60F", "60M", "61", "62F", "62M", "64", "65", "86"} | {
    "90C",
    "90D",
}
ENDS = ("-", "-}")
BALANCE = re.compile(r"([CD])([0-9]{2})([0-9]{2})([0-9]{2})([A-Z]{3})([0-9]{1,15},[0-9]{0,2})")
ENTRY = re.compile(
    r"(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<entry>[0-9]{4})?"
    r"(?P<mark>R?[CD])[A-Z]?(?P<amount>[0-9]{1,15},[0-9]{0,2})"
    r"(?P<kind>[A-Z][A-Z0-9 ]{3})?(?P<own>.*?)(?://(?P<bank>.*))?"
)
HALF_YEAR = 180
"""Days: an entry date further from its value date than this lies in the year before or after."""


@dataclass(frozen=True)
class Field:
    """One field with the number of its line; `lines` are its text and what follows it."""

    line: int
    tag: str
    lines: list[str]

    @property
    def first(self) -> str:
        return self.lines[0].strip()


def read(content: bytes) -> list[RawStatement]:
    """The statements of an MT940 file. Unreadable for whatever is odd in it."""
    statements = [_statement(fields) for fields in _messages(_fields(_text(content)))]
    if not statements:
        raise Unreadable(0, ":20:", "", _("In dit bestand staat geen afschrift."))
    return statements


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _fields(text: str) -> Iterator[Field]:
    """The fields in order; what stands before the first one, and between messages, is the bank's envelope."""
    current: Field | None = None
    for number, line in enumerate(text.splitlines(), 1):
        found = FIELD.fullmatch(line)
        if found:
            if current:
                yield current
            tag = found.group(1)
            if tag not in KNOWN:
                raise Unreadable(number, f":{tag}:", line, _("Dit veld hoort niet in een MT940-bestand."))
            current = Field(number, tag, [found.group(2)])
        elif line.strip() in ENDS:
            if current:
                yield current
            current = None
        elif current:
            current.lines.append(line)
    if current:
        yield current


def _messages(fields: Iterator[Field]) -> Iterator[list[Field]]:
    """The fields of each statement; it begins with :20:."""
    message: list[Field] = []
    for field in fields:
        if field.tag == "20" and message:
            yield message
            message = []
        message.append(field)
    if message:
        yield message


def _statement(fields: list[Field]) -> RawStatement:
    account = _one(fields, "25")
    opening, closing = _one(fields, "60F", "60M"), _one(fields, "62F", "62M")
    opened_on, begin = _balance(opening)
    closed_on, end = _balance(closing)
    number = next((field.first for field in fields if field.tag in ("28C", "28")), "")
    return checked(
        RawStatement(
            place=account.line,
            account=account.first,
            number=plain(f"{fields[0].first} {number}", 70),
            opened_on=opened_on,
            closed_on=max(opened_on, closed_on),
            opening=begin,
            closing=end,
            entries=list(_entries(fields, closing)),
        )
    )


def _one(fields: list[Field], *tags: str) -> Field:
    found = [field for field in fields if field.tag in tags]
    if not found:
        raise Unreadable(fields[0].line, f":{tags[0]}:", "", _("Dit hoort in het bestand te staan."))
    if len(found) > 1:
        raise Unreadable(found[1].line, f":{found[1].tag}:", "", _("Dit staat er twee keer."))
    return found[0]


def _balance(field: Field) -> tuple[date, Decimal]:
    tag = f":{field.tag}:"
    found = BALANCE.fullmatch(field.first)
    if found is None:
        raise Unreadable(field.line, tag, field.first, _("Dit is geen saldo."))
    side, year, month, day, currency, amount = found.groups()
    only_euro(currency, field.line, tag)
    euro = euros(_whole(amount), field.line, tag)
    return on_day(f"20{year}", month, day, field.line, tag), euro if side == "C" else -euro


def _whole(amount: str) -> str:
    """The amount without the zeros in front and the comma at the end that this format allows."""
    whole, _comma, cents = amount.partition(",")
    return f"{whole.lstrip('0') or '0'},{cents or '0'}"


def _entries(fields: list[Field], closing: Field) -> Iterator[RawEntry]:
    """Each :61: with the :86: after it; one after the closing balance speaks of the whole statement."""
    for at, field in enumerate(fields):
        if field.tag != "61":
            continue
        told = fields[at + 1] if at + 1 < len(fields) else None
        words = told.lines if told and told.tag == "86" and told.line < closing.line else []
        yield _entry(field, words)


def _entry(field: Field, told: list[str]) -> RawEntry:
    found = ENTRY.fullmatch(field.first)
    if found is None:
        raise Unreadable(field.line, ":61:", field.first, _("Deze regel is niet te lezen."))
    booked_on = on_day(f"20{found['year']}", found["month"], found["day"], field.line, ":61:")
    if found["entry"]:
        booked_on = _near(booked_on, found["entry"], field.line)
    euro = euros(_whole(found["amount"]), field.line, ":61:")
    words: Words = words_of(told, field.lines[1:])
    return RawEntry(
        place=field.line,
        booked_on=booked_on,
        amount=euro if found["mark"] in ("C", "RD") else -euro,
        name=words.name,
        iban=words.iban,
        reference=words.reference or reference_of(found["own"] or ""),
        bank_reference=plain(found["bank"] or "", 70),
        description=words.description,
        returned=words.returned or found["mark"].startswith("R"),
    )


def _near(value_on: date, entry: str, line: int) -> date:
    """The entry date (MMDD) in the year that lies nearest to the value date."""
    found = on_day(str(value_on.year), entry[:2], entry[2:], line, ":61:")
    apart = (found - value_on).days
    if abs(apart) > HALF_YEAR:
        year = value_on.year + (1 if apart < 0 else -1)
        return on_day(str(year), entry[:2], entry[2:], line, ":61:")
    return found
