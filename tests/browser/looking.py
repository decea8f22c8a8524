"""One browser window and what it must never meet; what a page must hold wherever a test comes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([tags, colours]) => (await axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
  rules: {'color-contrast': {enabled: colours}},
})).violations.map(v => [v.id, v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary)])"""
HEIGHT = "document.fonts.ready.then(() => document.documentElement.scrollHeight)"
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ROOM = 200
"""Pixels below the page for the bar at the bottom of a phone."""
SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page: Page, *, colours: bool = True) -> list[Any]:
    """What axe finds on this page; evaluated past the page's own policy, which forbids added scripts.

    Without `colours` it leaves out contrast, which takes longest and is the same at every width.

    The window is as high as the page meanwhile: what lies under the bar at the bottom of a phone can be
    scrolled from under it, and axe does not scroll.
    """
    size = page.viewport_size
    high = page.evaluate(HEIGHT)
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], high) + ROOM})
    page.evaluate(SETTLED)
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, [TAGS, colours])
    page.set_viewport_size(size)
    return found


class Visitor:
    """A window of one person: goes, presses, fills in, and keeps what went wrong on the way."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        """States other than success that a page itself may answer with."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(self.base):
            self.complaints.append(f"{self.page.url}: asks {request.url}")

    def _response(self, response: Response) -> None:
        fine = response.request.is_navigation_request() and response.status in self.expected
        if response.status >= 400 and not fine:
            self.complaints.append(f"{self.page.url}: {response.status} for {response.url}")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def words(self) -> str:
        """The text of the main part, as one line with ordinary spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def go(self, path: str) -> "Visitor":
        self.page.goto(self.base + path)
        return self

    def field(self, label: str) -> Locator:
        """The first field whose label holds these words."""
        return self.page.locator("input, textarea, select").and_(self.page.get_by_label(label)).first

    def fill(self, label: str, words: str) -> None:
        """Fill in the field with this label, or choose from its list."""
        field = self.field(label)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=words)
        else:
            field.fill(words)

    def pick(self, label: str) -> None:
        """Choose the button or box with this label by its words, as somebody with a mouse does."""
        self.page.locator("label", has_text=label).first.click()

    def press(self, words: str) -> None:
        """Press the button with these words, and wait for the next page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).first.click()

    def send_report(self, press: Callable[[], None]) -> None:
        """Send the report; the form asks again of whom fills it in within three seconds, as machines do."""
        press()
        if "Dat ging wel heel snel" in self.words:
            self.page.wait_for_timeout(3000)
            press()

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()

    def look(self) -> None:
        """This page is fit for everybody: axe finds nothing, nothing sticks out sideways."""
        assert not (found := violations(self.page)), f"{self.page.url}: {found}"
        spill = self.page.evaluate(SPILL)
        assert spill <= 0, f"{self.page.url} sticks out {spill} px"
