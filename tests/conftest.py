"""The database of the tests and the personas that walk through them.

The tests run on a real PostgreSQL with both roles: `owner` migrates one template database, every
run gets a copy of it, and the code under test connects as `app`, just as in production.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from psycopg import sql

from tests.databases import ALIASES, as_owner, connect, copy_database, drop_database, use_database
from tests.memory import quick_folder
from tests.neighbourhood import *  # noqa: F403 - fixtures
from tests.order import LongestFirst, longest_first
from tests.personas import *  # noqa: F403 - the personas are fixtures
from wijkraad.running.postgres import ensure_running

examples.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("busy machine")  # no test hangs on how fast the machine is


def pytest_configure() -> None:
    memory = quick_folder(settings.BASE_DIR)
    if memory:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))  # where `tmp_path` comes from
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not settings.EXTERNAL_DATABASE:
        server = ensure_running(memory or settings.VAR_DIR, durable=False)
        for alias in ALIASES:
            connections.databases[alias]["HOST"] = str(server.socket_dir)


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """A page in English leaves its language to the thread; the next test reads Dutch again."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LongestFirst | None:
    return LongestFirst(config, log) if config.getvalue("dist") == "loadfile" else None


def _fingerprint() -> str:
    root = Path(settings.BASE_DIR)
    rooms = [root / "wijkraad", root / "issues", root / "meetings", root / "budgets"]
    files = sorted(f for room in rooms for f in room.rglob("*.py") if _makes_tables(f))
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]


def _makes_tables(file: Path) -> bool:
    """Whether a file shapes the template database: migrations, what they import, and the grants."""
    makes = {"migrations", "models", "models.py", "trail", "workflow.py", "grants.py", "guards.py"}
    return not makes.isdisjoint(file.parts)


@pytest.fixture(scope="session")
def template_database(django_db_blocker) -> str:
    """The migrated database that every copy starts from; kept between runs until a migration changes."""
    name = f"wijkraad_template_{_fingerprint()}"
    with as_owner() as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # test processes side by side: one makes it
        known = [row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()]
        if name not in known:
            for old in known:
                if old.startswith(
                    ("wijkraad_template_", "wijkraad_test_", "wijkraad_own_", "wijkraad_demo_")
                ):
                    drop_database(old)
            with django_db_blocker.unblock():
                _make_template(connection, name)
    return name


def _make_template(connection: psycopg.Connection, name: str) -> None:
    """Migrate under another name and rename when whole, so that a broken run leaves no half template."""
    fresh = f"{name}_new"
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(fresh)))
    use_database(fresh)
    call_command("migrate", database="owner", verbosity=0)
    use_database("postgres")
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))


@pytest.fixture(scope="session")
def django_db_setup(template_database, django_db_blocker) -> Iterator[None]:
    """One copy for all tests that roll back."""
    name = f"wijkraad_test_{os.getpid()}"
    copy_database(template_database, name)
    settings.DATABASE_OF_TESTS = name
    with django_db_blocker.unblock():
        use_database(name)
    yield
    with django_db_blocker.unblock():
        use_database("postgres")
    drop_database(name)


@pytest.fixture
def committed(template_database, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of its own for a test that really commits: races, guards at commit, the browser.

    Use it instead of `db`; threads of the test may use Django's connections too.
    """
    name = f"wijkraad_own_{os.getpid()}"
    copy_database(template_database, name)
    with django_db_blocker.unblock():
        use_database(name)
        try:
            yield name
        finally:
            use_database(settings.DATABASE_OF_TESTS)
            drop_database(name)


@pytest.fixture
def sql_as_app(committed):
    """A plain connection of `app` on the committed database: what an attacker with its password has."""
    with connect("default", committed) as connection:
        yield connection
        connection.rollback()
