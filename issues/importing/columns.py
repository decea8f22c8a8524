"""The columns of a list of reports as councils kept them: their names, and how dates are written in them.

Apart from the resource that reads the rows: that one brings libraries for sheets which only an import needs.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from unicodedata import normalize

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkraad.terms import clock

COLUMNS = {
    "nummer": _("Nummer in de oude lijst"),
    "datum": _("Datum"),
    "thema": _("Thema"),
    "straat": _("Straat"),
    "huisnummer": _("Huisnummer"),
    "omschrijving": _("Omschrijving"),
    "kwestie": _("Hoort bij kwestie"),
}
NEEDED = ("datum", "thema", "omschrijving")
GUESSES = {
    "nummer": "nummer nr id kenmerk meldingsnummer meldnummer zaaknummer volgnummer referentie",
    "datum": "datum date meldingsdatum gemeld gemeldop datummelding ontvangen binnengekomen datumontvangst",
    "thema": "thema theme categorie onderwerp soort type rubriek",
    "straat": "straat street straatnaam locatie plek adres",
    "huisnummer": "huisnummer huisnr nr. number",
    "omschrijving": "omschrijving beschrijving melding tekst text klacht toelichting wat description",
    "kwestie": "kwestie kwestienummer hoortbij",
}
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan januari", "feb februari", "mrt maart", "apr april", "mei", "jun juni", "jul juli",
         "aug augustus", "sep sept september", "okt oktober", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ T]\d{1,2}[:.]\d{2}.*)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
SPELLED = re.compile(r"(?:[a-z]+dag )?(\d{1,2}) ([a-z]+)\.? (\d{4})")
EARLIEST = 1990
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
TEXT_LIMIT = 5000


class Fault(NamedTuple):
    """One thing that is wrong: row and column as the sender sees them, the value, and why."""

    row: int
    column: str
    value: str
    reason: str


def dutch_date(text: str) -> date:
    """21-3-2026, 21/03/2026, 21 maart 2026 or 2026-03-21. ValueError with the reason for anything else."""
    plain = " ".join(text.lower().split())
    wrong = gettext("Dit is geen datum. Schrijf hem zo: 21-03-2026.")
    for pattern, order in ((NUMERIC, (3, 2, 1)), (ISO, (1, 2, 3)), (SPELLED, (3, 2, 1))):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        year, month, day = (match.group(place) for place in order)
        number = MONTHS.get(month, 0) if month.isalpha() else int(month)
        try:
            return date(int(year), number, int(day))
        except ValueError as error:
            raise ValueError(wrong) from error
    raise ValueError(wrong)


def folded(text: str) -> str:
    """For comparing: no accents, no capitals, single spaces."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(plain.replace("-", " ").split())


def guess(headers: Sequence[str]) -> dict[str, int]:
    """Which column of a file is probably which of ours, by its head."""
    found: dict[str, int] = {}
    for place, head in enumerate(headers):
        plain = folded(head).replace(" ", "").replace("_", "")
        for name, words in GUESSES.items():
            if name not in found and plain in words.split():
                found[name] = place
                break
    return found


def noon_of(day: date) -> datetime:
    """An instant on that day: noon in Amsterdam, or now when that is still to come."""
    return min(datetime.combine(day, time(12), tzinfo=clock.AMSTERDAM), clock.now())
