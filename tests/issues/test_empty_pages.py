"""The first day of a council: no page of this room has anything to show, and each still reads well."""

import re

import pytest

PUBLIC = ("/", "/kwesties/", "/kwesties/?q=niets", "/kaart/", "/bereikt/", "/thema/verkeer/", "/volgen/")
INSIDE = (
    "/werk/meldingen/", "/werk/kwesties/", "/werk/tegenspraak/", "/werk/nazorg/", "/werk/toezeggingen/",
    "/werk/brieven/", "/werk/brieven/agenda/", "/werk/brieven/post/", "/werk/sjablonen/", "/werk/invoer/",
    "/werk/wissen/", "/werk/vertrouwelijk/", "/mijn/volgen/",
)  # fmt: skip


def reads_well(client, path: str) -> None:
    """The page is there, has one main heading, and no heading skips a level."""
    answer = client.get(path)
    assert answer.status_code == 200
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", answer.content.decode())]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), levels


@pytest.mark.parametrize("path", PUBLIC)
def test_a_visitor_finds_pages_without_anything_on_them(client, db, path: str) -> None:
    reads_well(client, path)


@pytest.mark.parametrize("path", INSIDE)
def test_the_board_finds_pages_without_anything_on_them(client, db, secretary, path: str) -> None:
    client.force_login(secretary)
    reads_well(client, path)
