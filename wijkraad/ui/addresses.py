"""Addresses that differ from this page's in a part of the query only."""

from typing import Any
from urllib.parse import quote_plus


def query(request: Any, **changes: Any) -> str:
    """The query string of this page with some values changed; None takes one away. Starts with `?`."""
    kept = [pair for name, pair in _pairs(request) if name not in changes]
    kept += [_pair(name, str(value)) for name, value in changes.items() if value is not None]
    return "?" + "&".join(kept)


def _pairs(request: Any) -> list[tuple[str, str]]:
    """Each name of the query with its `name=value`, encoded once per request: pages have many such links."""
    if not request.META.get("QUERY_STRING"):
        return []
    if not hasattr(request, "query_pairs"):
        request.query_pairs = [
            (name, _pair(name, value)) for name, values in request.GET.lists() for value in values
        ]
    return request.query_pairs


def _pair(name: str, value: str) -> str:
    """`name=value` for an address; letters, digits, - and _, all that a cursor has, need no care."""
    plain = value.isascii() and value.replace("-", "").replace("_", "").isalnum()
    return f"{quote_plus(name)}={value if plain else quote_plus(value)}"
