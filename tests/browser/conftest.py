"""A real browser on a real web server with the demo neighbourhood; without Chromium these tests are skipped.

The web server is the one of production, in a process of its own, on a copy of the played demo. Everything
here lives no longer than this folder: Playwright's loop in this thread would keep Django from its database.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.looking import Visitor
from tests.databases import copy_database, drop_database, use_database
from tests.running.conftest import environment, free_port
from wijkraad.people.models import User

ROLES = (
    "bewoner", "buur", "wijkmanager", "secretaris", "penningmeester", "voorzitter", "bestuur", "beheer",
)  # fmt: skip
PATIENCE = 60


@dataclass(frozen=True)
class Site:
    """A running portal: its address, and the session of each role."""

    base: str
    sessions: dict[str, str]


@pytest.fixture(scope="package")
def site(played, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """The web server on a copy of the demo that the tests of this folder write in."""
    if chromium.executable() is None:
        if chromium.required():
            pytest.fail(chromium.HINT)
        pytest.skip(chromium.HINT)
    name = f"wijkraad_own_site_{os.getpid()}"
    copy_database(played.database, name)
    with django_db_blocker.unblock():
        use_database(name)
        _give_password("secretaris")
        sessions = {role: _session(role) for role in ROLES}
        use_database(settings.DATABASE_OF_TESTS)
    try:
        with _web_server(name, played.media, tmp_path_factory.mktemp("site")) as base:
            yield Site(base, sessions)
    finally:
        drop_database(name)


def _give_password(role: str) -> None:
    """A password that the web server knows how to check; the tests use a quicker hash than it does."""
    slow = PBKDF2PasswordHasher()
    password = slow.encode("demo-wijkraad", slow.salt())
    User.objects.filter(email=f"{role}@demo.test").update(password=password)


def _session(role: str) -> str:
    client = Client()
    client.force_login(User.objects.get(email=f"{role}@demo.test"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class _web_server:  # noqa: N801 - a context manager
    """Granian with one worker, static files as in production."""

    def __init__(self, database: str, media: Path, var: Path) -> None:
        at = connections.databases["default"]
        login = f"{quote(at['USER'])}:{quote(at['PASSWORD'] or '')}".rstrip(":")
        host = f"/{at['HOST']}" if at["HOST"].startswith("/") else f"{at['HOST']}:{at['PORT'] or 5432}/"
        address = f"postgres://{login}@{host.rstrip('/')}/{database}"
        self.port = free_port()
        extra = {"DATABASE_URL": address, "MEDIA_ROOT": str(media), "DEMO": "1", "WEB_PROCESS": "1"}
        self.environment = environment(var, self.port, SECRET_KEY=settings.SECRET_KEY, **extra)
        self.log = var / "web.log"

    def _run(self, *command: str) -> subprocess.Popen:
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, *command],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> str:
        assert self._run("manage.py", "collectstatic", "--no-input", "-v0").wait() == 0, self.log.read_text()
        self.process = self._run(
            "-m", "wijkraad.running.web", "wijkraad.wsgi:application", "--interface", "wsgi",
            "--host", "127.0.0.1", "--port", str(self.port), "--no-ws", "--workers", "1",
            "--blocking-threads", "2", "--log-level", "warning",
        )  # fmt: skip
        base, end = f"http://127.0.0.1:{self.port}", time.monotonic() + PATIENCE
        while not _answers(f"{base}/healthz"):
            assert time.monotonic() < end and self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        return base

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        urlopen(address, timeout=5).close()
        return True
    except (URLError, OSError):
        return False


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    with chromium.started() as found:
        yield found


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """`visit("secretaris", 390)` gives a browser window of that person; "" is a visitor.

    At the end no window may have met an error, a foreign host or something its policy forbids.
    """
    opened: list[Visitor] = []

    def come(role: str = "", width: int = 1280, **options) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", **options)
        context.set_default_timeout(20_000)
        if role:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": site.sessions[role], "url": site.base}
            context.add_cookies([cookie])
        opened.append(Visitor(context.new_page(), site.base))
        return opened[-1]

    yield come
    for one in opened:
        one.page.context.close()
    assert not [complaint for one in opened for complaint in one.complaints]
