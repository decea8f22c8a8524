"""The numbers of requests that stand in what the bank says of an entry."""

import re
from typing import Any

NUMBER = re.compile(r"\bU[0-9]{4}-?[0-9]{3,5}\b", re.IGNORECASE)


def bare(number: str) -> str:
    """A number without hyphen and in capitals: banks and people write it in several ways."""
    return number.upper().replace("-", "")


def told(entry: Any) -> str:
    """All that the bank says of an entry in words; nothing when its words are gone."""
    words = getattr(entry, "words", None)
    return f"{words.reference} {words.description}" if words else ""


def numbers_in(entry: Any) -> set[str]:
    """The bare numbers in the words of an entry."""
    return {bare(one) for one in NUMBER.findall(told(entry))}
