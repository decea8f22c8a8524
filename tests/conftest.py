"""The database of the tests and the personas that walk through them.

The tests run on a real PostgreSQL with both roles: `owner` migrates one template database, every
run gets a copy of it, and the code under test connects as `app`, just as in production.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tests.personas import *  # noqa: F403 - the personas are fixtures
from wijkraad.running.postgres import ensure_running

ALIASES = ("default", "owner")


def pytest_configure() -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not settings.EXTERNAL_DATABASE:
        server = ensure_running(settings.VAR_DIR, durable=False)
        for alias in ALIASES:
            connections.databases[alias]["HOST"] = str(server.socket_dir)


def connect(alias: str, name: str, **options) -> psycopg.Connection:
    """A plain connection with the role of an alias, past Django."""
    at = connections.databases[alias]
    return psycopg.connect(
        host=at["HOST"] or None,
        port=at["PORT"] or None,
        user=at["USER"],
        password=at["PASSWORD"] or None,
        dbname=name,
        **options,
    )


@contextmanager
def as_owner(name: str = "postgres") -> Iterator[psycopg.Connection]:
    """A plain autocommit connection of `owner`, for what Django cannot do inside a test."""
    with connect("owner", name, autocommit=True) as connection:
        yield connection


def use_database(name: str) -> None:
    """Let both connections of this and every new thread go to this database."""
    for alias in ALIASES:
        connections[alias].close()
        connections.databases[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _fingerprint() -> str:
    root = Path(settings.BASE_DIR)
    rooms = [root / "wijkraad", root / "issues", root / "meetings", root / "budgets"]
    files = sorted(f for room in rooms for f in room.rglob("*.py") if _makes_tables(f))
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]


def _makes_tables(file: Path) -> bool:
    """Whether a file shapes the template database: migrations, what they import, and the grants."""
    makes = {"migrations", "models", "models.py", "trail", "workflow.py", "grants.py", "guards.py"}
    return not makes.isdisjoint(file.parts)


def copy_database(template: str, name: str) -> None:
    with as_owner() as connection:
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
        names["app"] = sql.Identifier(connections.databases["default"]["USER"])
        for statement in (
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            "CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY",
            "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}",
        ):
            connection.execute(sql.SQL(statement).format(**names))


def drop_database(name: str) -> None:
    """Drop it; a process of `app` that is still saying goodbye gets a moment, `owner` may not end it."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(100):
        with as_owner() as connection, suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
            return
        time.sleep(0.02)


@pytest.fixture(scope="session")
def template_database(django_db_blocker) -> str:
    """The migrated database that every copy starts from; kept between runs until a migration changes."""
    name = f"wijkraad_template_{_fingerprint()}"
    fresh = f"{name}_new"
    with as_owner() as connection:
        known = connection.execute("SELECT datname FROM pg_database").fetchall()
        if (name,) in known:
            return name
        for (old,) in known:
            if old.startswith(("wijkraad_template_", "wijkraad_test_", "wijkraad_own_")):
                drop_database(old)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(fresh)))
    with django_db_blocker.unblock():
        use_database(fresh)
        call_command("migrate", database="owner", verbosity=0)
        use_database("postgres")
    with as_owner() as connection:
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))
    return name


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
