"""The free text of an MT940 entry: each bank hides name, IBAN and reference in it in its own way."""

import re
from dataclasses import dataclass

from budgets.banking.entries import iban_of, plain, reference_of

CODES = (
    "TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|PREF|SVCL|RTRN|CNTP|ORDP|BENM|ADDR|ISDT|PURP|ULTD|ULTC|ULTB"
    "|USTD|STRD|ID|CREF|IREF|PREF|ORDI|DACC|TXTP|ACW|CDTRREFTP|CDTRREF|CD|SCOR|ISSR|CUR|NRTX|RFND"
)
CODED = re.compile(rf"/({CODES})/")
NUMBERED = re.compile(r"[0-9]{3}([>?])")
"""Triodos and others: a code of three digits, then parts that begin with > and two digits."""
TOLD = re.compile(
    r"(IBAN|BIC|NAAM|OMSCHRIJVING|KENMERK|MACHTIGING|INCASSANT): *(.*?)"
    r"(?= (?:IBAN|BIC|NAAM|OMSCHRIJVING|KENMERK|MACHTIGING|INCASSANT):|$)"
)
"""ABN AMRO without codes: "SEPA OVERBOEKING  IBAN: …  NAAM: …"."""
LEADING = re.compile(r"([A-Z]{2}[0-9]{2}[A-Z0-9]{10,30})(?: +(.*))?")
"""ASN: the first line is the account of the other party and its name."""
ANYWHERE = re.compile(r"\b[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{10}\b")


@dataclass(frozen=True)
class Words:
    """What could be found in the text; what could not stands in the description."""

    name: str = ""
    iban: str = ""
    reference: str = ""
    description: str = ""
    returned: bool = False


def words_of(lines: list[str], beside: list[str]) -> Words:
    """The words of an entry from its :86: lines, and from the lines below its :61: (Rabobank: the IBAN)."""
    joined = "".join(line.rstrip("\r\n") for line in lines)
    iban = next((found for found in map(iban_of, beside) if found), "")
    if CODED.search(joined):
        return _coded(joined, iban)
    if numbered := NUMBERED.match(joined):
        return _numbered(joined[numbered.end() - 1 :], numbered.group(1))
    flat = plain(" ".join(lines))
    told = dict(TOLD.findall(flat))
    if "IBAN" in told:
        return _told(told, flat)
    leading = LEADING.fullmatch(lines[0].strip()) if lines else None
    if leading and iban_of(leading.group(1)):
        rest = plain(" ".join(lines[1:]))
        return Words(plain(leading.group(2) or "", 140), iban_of(leading.group(1)), "", rest)
    found = ANYWHERE.search(flat)
    return Words(iban=iban or (found.group() if found else ""), description=flat)


def _coded(text: str, iban: str) -> Words:
    """Codes between slashes: /EREF/…/CNTP/NL…/BIC/NAME/CITY/REMI/USTD//…"""
    parts = CODED.split(text)
    found: dict[str, str] = {}
    for code, value in zip(parts[1::2], parts[2::2], strict=True):
        if value.strip("/ ") and not found.get(code):
            found[code] = value.strip()
    party = found.get("CNTP", "").split("/")
    described = [
        found[code].strip("/") for code in ("REMI", "USTD", "STRD", "CDTRREF", "SCOR") if code in found
    ]
    name = found.get("NAME") or (party[2] if len(party) > 2 else "")
    return Words(
        name=plain(name.strip("/"), 140),
        iban=iban_of(found.get("IBAN", "").strip("/")) or iban_of(party[0]) or iban,
        reference=reference_of(found.get("EREF", "").strip("/")),
        description=plain(" ".join(described)) or plain(text),
        returned="RTRN" in found or found.get("TRTP", "").upper().startswith("RTI"),
    )


def _numbered(text: str, mark: str) -> Words:
    parts = [(one[:2], one[2:]) for one in text.split(mark) if one[:2].isdigit()]
    told = " ".join(value for code, value in parts if "20" <= code <= "29" or "60" <= code <= "63")
    return Words(
        name=plain(" ".join(value for code, value in parts if code in ("32", "33")), 140),
        iban=next((iban_of(value) for code, value in parts if code in ("10", "31") and iban_of(value)), ""),
        description=plain(told) or plain(text),
    )


def _told(told: dict[str, str], flat: str) -> Words:
    return Words(
        name=plain(told.get("NAAM", ""), 140),
        iban=iban_of(told["IBAN"].split(" ")[0]),
        reference=reference_of(told.get("KENMERK", "")),
        description=plain(told.get("OMSCHRIJVING", "")) or flat,
        returned="RETOUR" in flat.upper() or "STORNO" in flat.upper(),
    )
