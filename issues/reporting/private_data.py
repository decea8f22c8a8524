"""Finds what a resident may not have meant to send: phone, e-mail, plate, IBAN, BSN, house number.

Numbers with a check are checked (IBAN by mod 97, BSN by the elfproef), so that an ordinary number
is not called a BSN. A warning never blocks: the person decides.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Found:
    """One find: its kind, the words for the person, and the piece of text."""

    kind: str
    words: "str | LazyText"
    piece: str


WORDS = {
    "email": _("een e-mailadres"),
    "iban": _("een rekeningnummer (IBAN)"),
    "bsn": _("een burgerservicenummer (BSN)"),
    "phone": _("een telefoonnummer"),
    "plate": _("een kenteken"),
    "number": _("een huisnummer"),
}
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b", re.I)
PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8,9}(?!\d)")
BSN = re.compile(r"(?<!\d)\d(?:[ .]?\d){7,8}(?!\d)")
PLATE = re.compile(
    r"\b(?:[A-Z]{2}-?\d{2}-?\d{2}|\d{2}-?\d{2}-?[A-Z]{2}|\d{2}-?[A-Z]{2}-?\d{2}|[A-Z]{2}-?\d{2}-?[A-Z]{2}"
    r"|[A-Z]{2}-?[A-Z]{2}-?\d{2}|\d{2}-?[A-Z]{2}-?[A-Z]{2}|\d{2}-?[A-Z]{3}-?\d|\d-?[A-Z]{3}-?\d{2}"
    r"|[A-Z]{2}-?\d{3}-?[A-Z]|[A-Z]-?\d{3}-?[A-Z]{2}|[A-Z]{3}-?\d{2}-?[A-Z]|[A-Z]-?\d{2}-?[A-Z]{3})\b",
    re.I,
)
HOUSE = re.compile(r"\b(?:nummer|nr\.?|huisnummer)\s*\d{1,4}\s?[a-z]?\b", re.I)


def is_iban(text: str) -> bool:
    """ISO 13616: moved to the end and read as a number, the rest after division by 97 is 1."""
    plain = re.sub(r"\s", "", text).upper()
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


def is_bsn(text: str) -> bool:
    """The elfproef with weight −1 for the last digit; eight digits get a zero in front."""
    digits = re.sub(r"\D", "", text).zfill(9)
    if len(digits) != 9 or digits == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _is_plate(text: str) -> bool:
    """With dashes, or with letters and digits glued; a plain word or number is none."""
    has_both = re.search(r"\d", text) and re.search(r"[A-Za-z]", text)
    return bool(has_both) and ("-" in text or text.upper() == text)


def private_data(text: str) -> list[Found]:
    """What was found, each piece once, in the order of the text; longer kinds win over shorter ones."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Found]] = []
    tests = (
        ("email", EMAIL, None),
        ("iban", IBAN, is_iban),
        ("phone", PHONE, None),
        ("bsn", BSN, is_bsn),
        ("plate", PLATE, _is_plate),
        ("number", HOUSE, None),
    )
    for kind, pattern, check in tests:
        for match in pattern.finditer(text):
            if check is not None and not check(match.group()):
                continue
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            found.append((match.start(), Found(kind, WORDS[kind], match.group().strip())))
    return [one for _place, one in sorted(found, key=lambda pair: pair[0])]


CONTACT = frozenset({"email", "phone", "iban", "bsn"})
HIDDEN = "▒▒▒▒"


def without_contact(text: str) -> str:
    """The words with contact details covered, for readers who may not see them (the wijkmanager)."""
    for one in private_data(text):
        if one.kind in CONTACT:
            text = text.replace(one.piece, HIDDEN)
    return text
