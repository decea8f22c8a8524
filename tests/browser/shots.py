"""`make shots`: a picture of every page, 1280 and 390 px wide, in var/shots/.

Starts the demo on a free port (or uses SITE=http://…), follows the links as a visitor and as each role,
and takes one picture per address of the URL table and role that shows it first.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser

from tests.browser.chromium import WIDTHS, sign_in, started
from tests.browser.walk import pages, ready

ROOT = Path(__file__).resolve().parents[2]
PORT = 8099
ROLES = ("", "bewoner", "wijkmanager", "secretaris", "voorzitter", "penningmeester", "kascommissie", "beheer")


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


def take(browser: Browser, base: str, role: str, seen: set[str], folder: Path) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, locale="nl-NL")
    page = context.new_page()
    if role:
        sign_in(page, base, f"{role}@demo.test")
    for path in pages(page, base, seen):
        name = (role or "bezoeker") + re.sub(r"[^a-z0-9]+", "-", path.lower()).rstrip("-")[:80]
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": 900})
            page.screenshot(path=folder / f"{name}-{wide}.png", full_page=True)
            spill = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if spill > 0:
                sys.stdout.write(f"{path} ({role or 'bezoeker'}) schuift {spill} px opzij op {wide}\n")
    context.close()


def main() -> None:
    ready()
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
