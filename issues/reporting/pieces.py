"""The words of one report in pieces, to divide them over two matters, and to make them whole again.

A piece is a sentence, or a clause where there is only one sentence. All pieces together are the text,
letter by letter; a record of a division holds their lengths and places, never their words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkraad.terms.refusal import Refused

HERE, NEW, BOTH = "hier", "nieuw", "beide"
SENTENCE = re.compile(r".+?(?:[.!?…]+[\"”’)]*\s+|\n\s*|\Z)", re.S)
CLAUSE = re.compile(r".+?(?:[,;]\s+|\s+(?=(?:en|maar|ook|and|but|also)\s)|\Z)", re.S | re.I)


@dataclass(frozen=True)
class Cut:
    """The words that stay, the words that go, and per piece its length and place."""

    here: str
    new: str
    lengths: list[tuple[int, str]]


def pieces_of(text: str) -> list[str]:
    """The sentences of a text, each with the white space after it; clauses when there is one sentence."""
    found = SENTENCE.findall(text)
    return found if len(found) > 1 else CLAUSE.findall(text)


def cut_of(text: str, going: Mapping[int, str]) -> Cut:
    """Divide a text; raises Refused when a piece has no place, or when one side stays empty."""
    pieces = pieces_of(text)
    if any(going.get(at) not in (HERE, NEW, BOTH) for at in range(len(pieces))):
        raise Refused(_("Zeg bij elk stuk waar het hoort."), code="divide.place")
    placed = [(piece, going[at]) for at, piece in enumerate(pieces)]
    here = "".join(piece for piece, place in placed if place != NEW)
    new = "".join(piece for piece, place in placed if place != HERE)
    if not here.strip() or not new.strip():
        raise Refused(_("Geef elk van de twee ten minste één stuk van de woorden."), code="divide.empty")
    if all(place == BOTH for _piece, place in placed):
        raise Refused(_("Zo krijgen beide dezelfde woorden. Kies wat uit elkaar gaat."), code="divide.same")
    return Cut(here, new, [(len(piece), place) for piece, place in placed])


def made_whole(here: str, new: str, lengths: Sequence[Sequence[int | str]]) -> str:
    """The text as it was; when a side changed meanwhile, both after each other, so that no word is lost."""
    size = {
        side: sum(int(length) for length, place in lengths if place in (side, BOTH)) for side in (HERE, NEW)
    }
    if (len(here), len(new)) != (size[HERE], size[NEW]):
        return f"{here.rstrip()}\n\n{new.strip()}"
    text, at_here, at_new = "", 0, 0
    for length, place in ((int(size), str(place)) for size, place in lengths):
        text += new[at_new : at_new + length] if place == NEW else here[at_here : at_here + length]
        at_here += length if place != NEW else 0
        at_new += length if place != HERE else 0
    return text
