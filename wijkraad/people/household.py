"""A household without an address: the keyed hash of postcode, house number and addition.

The same address always gives the same key, and nobody without the secret can go back or try all
addresses. The key of this hash is derived from SECRET_KEY, so a new SECRET_KEY starts new households.
"""

import re

from django.utils.crypto import salted_hmac

SALT = "wijkraad.people.household"


def household_key(postcode: str, number: str, addition: str = "") -> str:
    """The 64 hex digits of an address, or "" when postcode or number is missing.

    Spelling does not count: "2564 ab", "12", "-A" and "2564AB", "012", "a" are one household.
    """
    place = _plain(postcode)
    digits = _plain(number).lstrip("0")
    if not place or not digits:
        return ""
    return salted_hmac(SALT, f"{place}|{digits}|{_plain(addition)}", algorithm="sha256").hexdigest()


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower())
