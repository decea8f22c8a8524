"""What somebody may mean: a theme from the words of a report, a street from a name with a mistake.

Only a proposal: the person chooses. The words stay in the request; nothing is kept or counted.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from issues.models import Street, Theme

STEMS = {
    "overbewoning": (
        "overbewon", "kamerverhuur", "kamers", "matras", "bedden", "huisbaas", "verhuurder", "onderhuur",
        "arbeidsmigrant", "illegaal verhuur", "te veel mensen", "te veel bewoners", "slapen met", "pension",
        "brandgevaar", "brievenbussen", "wonen met", "overcrowd", "landlord",
    ),
    "ondermijning": (
        "drugshandel", "drugs", "dealer", "dealen", "dealt", "witwas", "wapen", "uitbuit", "mensenhandel",
        "prostitu", "hennepkweker", "wietplantage", "wietkweker", "xtc", "cocaine", "afpers", "bedreig",
        "dwang", "crimine", "money launder",
    ),
    "verkeer": (
        "verkeer", "te hard", "veelste hard", "hardrijd", "scheur", "scooter", "fiets", "brommer", "fatbike",
        "parke", "oversteek", "oversteken", "zebrapad", "kruispunt", "kruising", "stoplicht", "verkeerslicht",
        "drempel", "snelheid", "vrachtwagen", "vrachtauto", "auto", "stoep geparkeerd", "aangereden",
        "aanrijding", "speeding", "traffic", "crossing",
    ),
    "coffeeshops": ("coffeeshop", "coffee shop", "koffieshop", "blowen", "blowers", "wietlucht", "joint"),
    "winkels": (
        "winkel", "leegstand", "laden en lossen", "bedrijfsafval", "terras", "etalage", "karton",
        "supermarkt", "horeca", "snackbar",
    ),
    "groen": (
        "geveltuin", "boom", "bomen", "plantsoen", "perk", "bankje", "speeltuin", "speelplek", "ontmoet",
        "groenstrook", "buurttuin", "moestuin",
    ),
}  # fmt: skip
"""Beginnings of words per theme that a council starts with; a theme of its own is known by its name."""
LEAST = 5
"""Letters of a word of a theme's own name that count."""
ALIKE = 0.72
"""How much a typed street must be like a real one to be offered."""


@dataclass(frozen=True)
class Suggestion:
    """A theme, and the piece of the text that made us think of it."""

    theme: Theme
    piece: str


def plain(text: str) -> str:
    """Lower case without accents, so that spelling matters less."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    )


def theme_of(text: str, themes: Iterable[Theme]) -> Suggestion | None:
    """The theme most of the words point at; None when nothing does, or two do equally."""
    words = plain(text)
    found = []
    for theme in themes:
        hits = [match.group() for stem in _stems(theme) if (match := re.search(rf"\b{stem}\w*", words))]
        if hits:
            found.append((len(hits), Suggestion(theme, hits[0])))
    found.sort(key=lambda one: -one[0])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _stems(theme: Theme) -> Iterable[str]:
    stems = STEMS.get(theme.key)
    if stems is None:
        stems = tuple(word for word in plain(theme.name).split() if len(word) >= LEAST)
    return [re.escape(stem) for stem in stems if theme.key != "overig"]


def street_key(name: str) -> str:
    """A street as people type it: "Weimarstr." and "weimar straat" are one."""
    letters = re.sub(r"[^a-z0-9]", "", plain(name))
    return re.sub(r"str$", "straat", letters)


def streets_like(typed: str, streets: Iterable[Street]) -> list[Street]:
    """The streets that a typed name may mean, the likeliest first: one when there is no doubt."""
    key = street_key(typed)
    known = {street_key(street.name): street for street in streets}
    if not key:
        return []
    if key in known:
        return [known[key]]
    begins = [street for name, street in known.items() if name.startswith(key)] if len(key) > 2 else []
    return (begins or [known[name] for name in get_close_matches(key, known, n=3, cutoff=ALIKE)])[:3]
