"""`make shots`: a picture of every page, 1280 and 390 px wide, in var/shots/.

Starts the demo on a free port (or uses SITE=http://…), follows the links as a visitor and as each role,
and takes one picture per address of the URL table and role that shows it first.
"""

import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Error, Page

from tests.browser.chromium import WIDTHS, sign_in, started

ROOT = Path(__file__).resolve().parents[2]
PORT = 8099
ROLES = ("", "bewoner", "wijkmanager", "secretaris", "voorzitter", "penningmeester", "kascommissie", "beheer")
PAGES_PER_ROLE = 120
LINKS = "links => links.map(a => new URL(a.getAttribute('href'), location.href).href)"
SKIP = re.compile(r"^/(static|media|accounts/logout|beheer|feeds|export|api)|\.(pdf|ics|json|csv|xlsx|txt)$")


@contextmanager
def demo() -> Iterator[str]:
    """The address of a running demo."""
    if os.environ.get("SITE"):
        yield os.environ["SITE"].rstrip("/")
        return
    environment = os.environ | {"DEMO": "1", "PORT": str(PORT)}
    up = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=environment)
    try:
        base = f"http://127.0.0.1:{PORT}"
        _wait_for(f"{base}/healthz")
        yield base
    finally:
        up.terminate()
        up.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            urlopen(address, timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"{address} antwoordt niet")


def kind_of(path: str) -> str:
    """The shape of an address: numbers, dates and ids replaced, so that one example is enough."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "_", path)
    path = re.sub(r"/(20\d\d-[^/]+|[BU]\d{4}-\d+|MFV-[^/]+|\d+)(?=/)", "/_", path)
    return re.sub(r"^/(straat|thema)/[^/]+/", r"/\1/_/", path)


def crawl(page: Page, base: str, seen: set[str]) -> Iterator[str]:
    """Paths reachable by links from home and the workspace, one of each kind."""
    queue, known = deque(["/", "/werk/", "/mijn/"]), set()
    while queue and len(known) < PAGES_PER_ROLE:
        path = queue.popleft()
        kind = kind_of(urlsplit(path).path)
        if kind in known or SKIP.search(urlsplit(path).path):
            continue
        known.add(kind)
        try:
            answer = page.goto(base + path)
        except Error:  # a download, no page
            continue
        if answer is None or answer.status >= 400 or "/accounts/login" in page.url:
            continue
        if kind not in seen:
            seen.add(kind)
            yield path
        for link in page.eval_on_selector_all("a[href]", LINKS):
            if link.startswith(base + "/"):
                queue.append(urldefrag(link[len(base) :]).url)


def take(browser: Browser, base: str, role: str, seen: set[str], folder: Path) -> None:
    for width in WIDTHS[:1]:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        if role:
            sign_in(page, base, f"{role}@demo.test")
        for path in list(crawl(page, base, seen)):
            name = (role or "bezoeker") + re.sub(r"[^a-z0-9]+", "-", path.lower()).rstrip("-")[:80]
            for wide in WIDTHS:
                page.set_viewport_size({"width": wide, "height": 900})
                page.goto(base + path)
                page.screenshot(path=folder / f"{name}-{wide}.png", full_page=True)
                spill = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if spill > 0:
                    sys.stdout.write(f"{path} ({role or 'bezoeker'}) schuift {spill} px opzij op {wide}\n")
            page.set_viewport_size({"width": width, "height": 900})
        context.close()


def main() -> None:
    folder = ROOT / "var" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    seen: set[str] = set()
    with demo() as base, started() as browser:
        for role in ROLES:
            take(browser, base, role, seen, folder)
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} beelden in {folder}\n")


if __name__ == "__main__":
    main()
