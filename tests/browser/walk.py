"""Walking the links of the portal: one example of every address of the URL table that a role can reach."""

import os
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import django
from django.apps import apps
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, Response

PAGES_PER_ROLE = 120
STARTS = ("/", "/werk/", "/mijn/")
LINKS = "links => links.map(a => new URL(a.getAttribute('href'), location.href).href)"
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"', re.S)
SKIP = re.compile(
    r"^/(static|media|accounts/logout|beheer|feeds|export|api)|\.(pdf|ics|json|csv|xlsx|txt|jpg)$"
)


def ready() -> None:
    """Make the URL table known outside pytest."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkraad.settings")
        os.environ.setdefault("DEMO", "1")
        django.setup()


def kind_of(path: str) -> str:
    """The address of the URL table that a path is an example of; "" when it is none."""
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


def pages(page: Page, base: str, seen: set[str], starts: tuple[str, ...] = STARTS) -> Iterator[str]:
    """Open what links lead to, one page of each kind; gives the paths of kinds not in `seen` while open.

    A kind that was seen is only asked for its links, without drawing it: that takes a tenth of the time.
    The caller may look around on the page, but leaves it where it is.
    """
    queue, known = deque(starts), set[str]()
    while queue and len(known) < PAGES_PER_ROLE:
        path = queue.popleft()
        kind = kind_of(path)
        if kind in known or SKIP.search(urlsplit(path).path):
            continue
        known.add(kind)
        if kind in seen:
            queue.extend(_links(_asked(page, base + path), base))
        elif _is_page(_open(page, base + path), page):
            queue.extend(_links(page.eval_on_selector_all("a[href]", LINKS), base))
            seen.add(kind)
            yield path


def _asked(page: Page, address: str) -> list[str]:
    """The links of a page that is not drawn, with the cookies of this window."""
    answer = page.context.request.get(address)
    if not answer.ok or "/accounts/login" in answer.url or "html" not in answer.headers["content-type"]:
        return []
    return [urljoin(answer.url, unescape(link)) for link in HREF.findall(answer.text())]


def _open(page: Page, address: str) -> Response | None:
    try:
        return page.goto(address)
    except Error:  # a download, no page
        return None


def _is_page(answer: Response | None, page: Page) -> bool:
    return answer is not None and answer.status < 400 and "/accounts/login" not in page.url


def _links(found: list[str], base: str) -> list[str]:
    return [urldefrag(link[len(base) :]).url for link in found if link.startswith(base + "/")]
