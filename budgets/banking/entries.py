"""What every format comes down to: statements with entries, or one fault with its place and reason.

Amounts are euros with two places; above zero came in, below zero went out. Dates are those of the bank.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from stdnum import iban as numbers

from budgets.money import LARGEST, ZERO
from wijkraad.ui.filters import euro

PLAIN_AMOUNT = re.compile(r"([+-]?)([0-9]{1,10})(?:[.,]([0-9]{1,5}))?")
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
NOTHING = {"NOTPROVIDED", "NONREF", "EREF", "PREF", "MARF"}
"""What banks write where there is no reference."""
CONTROL = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\s]+")


class Fault(NamedTuple):
    """Why a file is refused: line or row (0: the whole file), element, what stood there, reason."""

    place: int
    element: str
    value: str
    reason: str


class Unreadable(Exception):
    """A file that is not taken in, not even in part."""

    def __init__(self, place: int, element: str, value: str, reason: "str | LazyText") -> None:
        self.fault = Fault(place, element, value[:60], str(reason))
        super().__init__(self.fault.reason)


@dataclass(frozen=True)
class RawEntry:
    """One entry as the bank tells it; `returned` when the bank says that it came back."""

    place: int
    booked_on: date
    amount: Decimal
    name: str = ""
    iban: str = ""
    reference: str = ""
    bank_reference: str = ""
    description: str = ""
    returned: bool = False

    @property
    def identity(self) -> str:
        """The fingerprint by which the same entry is known in another file of the same kind."""
        parts = (self.booked_on, self.amount, self.iban, self.name, self.reference)
        text = "\x1f".join(str(part) for part in (*parts, self.bank_reference, self.description))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class RawStatement:
    """One statement: `account` as the bank writes it, opening and closing balance, all entries."""

    place: int
    account: str
    number: str
    opened_on: date
    closed_on: date
    opening: Decimal
    closing: Decimal
    entries: list[RawEntry] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((entry.amount for entry in self.entries), ZERO)

    @property
    def first_day(self) -> date:
        return min((entry.booked_on for entry in self.entries), default=self.opened_on)

    @property
    def last_day(self) -> date:
        return max((entry.booked_on for entry in self.entries), default=self.closed_on)


def euros(text: str, place: int, element: str) -> Decimal:
    """An amount as banks write it: one separator, no thousands, to the cent. Unreadable otherwise."""
    found = PLAIN_AMOUNT.fullmatch(text.strip())
    if found is None:
        raise Unreadable(place, element, text, _("Dit is geen bedrag."))
    sign, whole, part = found.group(1), found.group(2), found.group(3) or ""
    if part[2:].strip("0"):
        raise Unreadable(place, element, text, _("Dit bedrag is kleiner dan een cent nauwkeurig."))
    amount = Decimal(f"{sign}{whole}.{part[:2]:0<2}")
    if abs(amount) > LARGEST:
        raise Unreadable(place, element, text, _("Dit bedrag is te groot."))
    return amount


def on_day(year: str, month: str, day: str, place: int, element: str) -> date:
    """A calendar date from its digits. Unreadable when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable(place, element, f"{year}-{month}-{day}", _("Deze datum bestaat niet.")) from None


def only_euro(currency: str, place: int, element: str) -> None:
    if currency.strip().upper() != "EUR":
        raise Unreadable(place, element, currency, _("Wij lezen alleen bedragen in euro."))


def plain(text: str, longest: int = 500) -> str:
    """Words of the bank on one line, without what cannot be seen."""
    return CONTROL.sub(" ", text).strip()[:longest].strip()


def reference_of(text: str) -> str:
    """A reference, or nothing where the bank says that there is none."""
    found = plain(text, 70)
    return "" if found.upper() in NOTHING else found


def iban_of(text: str) -> str:
    """The IBAN in a field, without spaces; empty when it is none."""
    found = re.sub(r"\s", "", text).upper()
    return found if IBAN.fullmatch(found) and len(found) <= 34 else ""


def is_iban(text: str) -> bool:
    """Whether the check digits and the length of the country are right."""
    return bool(IBAN.fullmatch(text)) and numbers.is_valid(text)


def checked(statement: RawStatement) -> RawStatement:
    """The statement when opening + entries = closing; else Unreadable with the difference (2-domain)."""
    made = statement.opening + statement.total
    if made != statement.closing:
        reason = _(
            "Beginsaldo %(opening)s en regels %(total)s zijn samen %(made)s. Het eindsaldo is %(closing)s."
            " Verschil: %(difference)s."
        ) % {
            "opening": euro(statement.opening),
            "total": euro(statement.total),
            "made": euro(made),
            "closing": euro(statement.closing),
            "difference": euro(made - statement.closing),
        }
        raise Unreadable(statement.place, _("eindsaldo"), euro(statement.closing), reason)
    for entry in statement.entries:
        if entry.amount == 0:
            raise Unreadable(
                entry.place, _("bedrag"), euro(entry.amount), _("Een regel van nul euro bestaat niet.")
            )
    return statement
