"""Paging through long lists by key: the next page starts after the last row seen, whatever was added since.

The cursor in the address is opaque and signed, so that nobody pages through values that the list does not
show; a damaged cursor simply starts at the beginning. No count is made: one row more than the page holds
tells whether there is a next page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core import signing
from django.http import HttpRequest

from wijkraad.ui.addresses import query

_SALT = "wijkraad.ui.paginator"
PARAMETER = "na"
BACK = "voor"


def encode(values: Sequence[Any]) -> str:
    """Key values of a row → cursor. Dates, instants, Decimals, numbers, strings and None keep their type."""
    return signing.dumps([_packed(value) for value in values], salt=_SALT)


def decode(cursor: str) -> tuple[Any, ...] | None:
    """Cursor → key values; None when it is empty or damaged."""
    try:
        return tuple(_unpacked(value) for value in signing.loads(cursor, salt=_SALT)) if cursor else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    return value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, text = value
    if kind == "t":
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if kind == "d" else Decimal(text)


@dataclass(frozen=True)
class Slice:
    """What the request asks for: after this key, or before it (going back), or the first page."""

    after: tuple[Any, ...] | None
    before: tuple[Any, ...] | None
    size: int

    @property
    def limit(self) -> int:
        """How many rows to fetch: one more than is shown."""
        return self.size + 1


def asked(request: HttpRequest, size: int) -> Slice:
    """The slice in the query string (`na` or `voor`)."""
    after = decode(request.GET.get(PARAMETER, ""))
    before = None if after else decode(request.GET.get(BACK, ""))
    return Slice(after, before, size)


@dataclass(frozen=True)
class Leaf:
    """One page of rows with the addresses of its neighbours ('' = there is none)."""

    rows: list[Any]
    next: str
    previous: str
    size: int


def leaf(request: HttpRequest, part: Slice, rows: Sequence[Any], key: Callable[[Any], Sequence[Any]]) -> Leaf:
    """Rows fetched with `part.limit` → the page. Going back, `rows` come nearest first (reversed order)."""
    more = len(rows) > part.size
    shown = list(rows[: part.size])
    if part.before is not None:
        shown.reverse()
    has_next = more if part.before is None else True
    has_previous = part.after is not None if part.before is None else more
    return Leaf(
        rows=shown,
        next=_address(request, PARAMETER, key(shown[-1])) if shown and has_next else "",
        previous=_address(request, BACK, key(shown[0])) if shown and has_previous else "",
        size=part.size,
    )


def _address(request: HttpRequest, name: str, values: Sequence[Any]) -> str:
    return query(request, **{PARAMETER: None, BACK: None, name: encode(values)})
