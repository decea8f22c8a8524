"""One page of every address of the URL table, for every role that finds a link to it, at two widths.

axe finds nothing, nothing sticks out sideways, no script complains, no other host is asked (the last two
are judged by `visit` for everything a test does).
"""

from collections.abc import Callable

import pytest

from tests.browser.chromium import WIDTHS
from tests.browser.looking import SPILL, Visitor, violations
from tests.browser.walk import pages

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
ROLES = ("", "bewoner", "wijkmanager", "secretaris", "penningmeester", "voorzitter", "beheer")
HEAVIEST = 100_000
"""Bytes that a first visit to the home page may take over the line."""
DARK = ("/", "/kwesties/", "/melden/", "/budget/", "/besluiten/", "/vergaderingen/", "/accounts/login/")
seen: set[str] = set()
"""Addresses that an earlier role already showed."""


def wrong_at(who: Visitor, width: int) -> list[str]:
    """What is wrong with the page that is open, at this width."""
    who.page.set_viewport_size({"width": width, "height": 900})
    found = [f"{who.path} at {width}: {one}" for one in violations(who.page, colours=width == WIDTHS[0])]
    if (spill := who.page.evaluate(SPILL)) > 0:
        found.append(f"{who.path} at {width}: sticks out {spill} px")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_fit_for_everybody(visit: Visit, role: str) -> None:
    who = visit(role)
    who.expected |= {403, 404}  # the walk tries the workspace for everybody
    wrong, count = [], 0
    for _path in pages(who.page, who.base, seen):
        count += 1
        for width in WIDTHS:
            wrong += wrong_at(who, width)
    assert not wrong
    assert count or role


@pytest.mark.parametrize("path", DARK)
def test_dark_is_fit_too(visit: Visit, path: str) -> None:
    who = visit("", 390, color_scheme="dark").go(path)
    assert not violations(who.page)


def test_home_is_light(visit: Visit) -> None:
    """What comes over the line, with everything the page asks for; the server sends brotli."""
    who = visit("", 390)
    session = who.page.context.new_cdp_session(who.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    answer = who.page.goto(f"{who.base}/", wait_until="networkidle")
    assert answer.headers["content-encoding"] == "br"
    assert len(sizes) > 3 and sum(sizes) < HEAVIEST, sizes
