"""Paging by key, forwards and back, through a list that grows meanwhile."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from wijkraad.ui import paginator


def rows_for(part: paginator.Slice, numbers: list[int]) -> list[int]:
    """What a query by key gives: ascending numbers after the key, or nearest first before it."""
    if part.before:
        return sorted((n for n in numbers if n < part.before[0]), reverse=True)[: part.limit]
    start = part.after[0] if part.after else -1
    return sorted(n for n in numbers if n > start)[: part.limit]


def page(rf, address: str, numbers: list[int]) -> paginator.Leaf:
    request = rf.get(f"/lijst/{address}")
    part = paginator.asked(request, 10)
    return paginator.leaf(request, part, rows_for(part, numbers), key=lambda n: (n,))


@pytest.mark.parametrize("count", [0, 1, 10, 11, 300])
def test_every_row_is_seen_once_forwards_and_back(rf, count: int) -> None:
    numbers = list(range(count))
    leaf = page(rf, "", numbers)
    assert leaf.previous == ""
    seen = list(leaf.rows)
    while leaf.next:
        leaf = page(rf, leaf.next, numbers)
        seen += leaf.rows
    assert seen == numbers
    back = list(leaf.rows)
    while leaf.previous:
        leaf = page(rf, leaf.previous, numbers)
        back = list(leaf.rows) + back
    assert back == numbers


def test_a_new_row_in_front_moves_nobody(rf) -> None:
    first = page(rf, "", list(range(5, 30)))
    second = page(rf, first.next, list(range(30)))
    assert second.rows == list(range(15, 25))


def test_the_filter_stays_in_the_address(rf) -> None:
    assert "thema=verkeer" in page(rf, "?thema=verkeer", list(range(20))).next


def test_a_key_keeps_its_types() -> None:
    key = (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), date(2026, 1, 2), Decimal("1.50"), 7, "a", None)
    assert paginator.decode(paginator.encode(key)) == key


@pytest.mark.parametrize("cursor", ["", "onzin", "WzFd:x:y"])
def test_a_damaged_cursor_starts_at_the_beginning(rf, cursor: str) -> None:
    assert paginator.decode(cursor) is None
    assert page(rf, f"?na={cursor}", list(range(20))).rows == list(range(10))
