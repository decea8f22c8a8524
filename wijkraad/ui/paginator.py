"""Paging through long lists by key: the next page starts after the last row seen, whatever was added since.

The cursor in the address is opaque and signed, so that nobody pages through values that the list does not
show; a damaged cursor simply starts at the beginning. No count is made: one row more than the page holds
tells whether there is a next page.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wijkraad.ui.addresses import query

_SALT = "wijkraad.ui.paginator"
_SEAL = 16
"""Bytes of the signature in front of a cursor: 128 bits, as no key of ours is worth more."""
_json = json.JSONEncoder(separators=(",", ":")).encode
PARAMETER = "na"
BACK = "voor"


def encode(values: Sequence[Any]) -> str:
    """Key values of a row → cursor. Dates, instants, Decimals, numbers, strings and None keep their type.

    A page has two; django.core.signing, which makes a key and two texts for each, takes six times as long.
    """
    body = _json([_packed(value) for value in values]).encode()
    return urlsafe_b64encode(_seal(body) + body).rstrip(b"=").decode()


def decode(cursor: str) -> tuple[Any, ...] | None:
    """Cursor → key values; None when it is empty or damaged."""
    try:
        whole = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        return None
    seal, body = whole[:_SEAL], whole[_SEAL:]
    if not body or not hmac.compare_digest(seal, _seal(body)):
        return None
    return tuple([_unpacked(value) for value in json.loads(body)])


def _seal(body: bytes) -> bytes:
    return hashlib.blake2b(body, key=_key(settings.SECRET_KEY), digest_size=_SEAL).digest()


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return salted_hmac(_SALT, "cursor", secret=secret, algorithm="sha256").digest()


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
