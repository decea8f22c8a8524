"""Answers that are kept: within their bytes, compressed once, and never longer than they hold."""

import gzip

import brotli
import pytest
from django.db import DatabaseError

from wijkraad.ui.pages import Standing
from wijkraad.ui.shelf import Answer, Shelf


def answer(text: str = "", size: int = 0) -> Answer:
    """One whose place on the shelf is `size` bytes."""
    return Answer([("Content-Length", str(len(text)))], text.encode() or b"x" * (size * 3 // 4), "", None)


def test_the_shelf_keeps_to_its_limit_and_the_least_used_leaves_first() -> None:
    small = Shelf(limit=3000)
    kept = {name: answer(size=1000) for name in ("a", "b", "c", "d")}
    for name in ("a", "b", "c"):
        small.put(name, kept[name])
    assert small.get("a") is kept["a"]
    small.put("d", kept["d"])
    assert small.get("b") is None
    assert small.get("a") is kept["a"]
    small.put("huge", answer(size=9000))
    assert small.get("huge") is None
    assert (len(small), small.size) == (3, 3000)


def test_a_successor_takes_the_place_of_an_old_page() -> None:
    small, new = Shelf(limit=3000), answer(size=400)
    small.put("a", answer(size=1000))
    small.put("a", new)
    assert (small.get("a"), len(small), small.size) == (new, 1, 400)
    small.clear()
    assert (small.get("a"), small.size) == (None, 0)


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_is_compressed_once_for_each_way(encoding, unpack) -> None:
    page = answer("Wat speelt er in de wijk? " * 40)
    headers, body = page.packed(encoding)
    assert unpack(body) == page.body
    assert dict(headers) == {"Content-Encoding": encoding, "Content-Length": str(len(body))}
    assert page.packed(encoding)[1] is body
    assert page.packed("") == (page.headers, page.body)


def test_a_database_that_does_not_answer_leaves_the_word_to_django() -> None:
    def broken() -> int:
        raise DatabaseError("gone")

    assert not Answer([], b"", "", Standing(broken, 1, until=1e12)).holds()
