"""The demo neighbourhood as a database: played once per run, copied for every test that writes in it."""

import os
import pickle
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command

from tests.databases import as_owner, copy_database, drop_database, use_database
from wijkraad.portal.demo import runner
from wijkraad.portal.demo.world import World

DEMO = "wijkraad_demo_"
ONE_AT_A_TIME = 2
"""The advisory lock of whoever plays."""


@dataclass(frozen=True)
class Neighbourhood:
    """The played demo: the name of its database, its files, and the world with its nicknames."""

    database: str
    media: Path
    world: World


@pytest.fixture(scope="session")
def played(template_database, django_db_setup, django_db_blocker, tmp_path_factory) -> Neighbourhood:
    """`manage.py demo` on an empty database, through the command itself; nobody writes in it afterwards.

    Test processes side by side share the database; the first that needs it makes it. Each has its own
    copy of the files.
    """
    shared = _shared_folder(tmp_path_factory)
    name = DEMO + (os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"alone_{os.getpid()}")
    world = shared / "world.pickle"
    with as_owner() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not world.exists():
            _drop_older(connection)
            copy_database(template_database, name)
            with django_db_blocker.unblock():
                made = _play(name, shared / "played")
            world.write_bytes(pickle.dumps(replace(made, moments=[], after={})))
    media = tmp_path_factory.mktemp("demo") / "media"
    shutil.copytree(shared / "played", media)
    return Neighbourhood(name, media, pickle.loads(world.read_bytes()))


def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its test processes see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _drop_older(connection: psycopg.Connection) -> None:
    """What earlier runs left: no process of theirs knows that it is the last one."""
    for (old,) in connection.execute("SELECT datname FROM pg_database").fetchall():
        if old.startswith(DEMO):
            drop_database(old)


def _play(name: str, media: Path) -> World:
    media.mkdir()
    made, play, began = [], runner.play, time.monotonic()
    with _files_in(media), pytest.MonkeyPatch.context() as patch:
        target = "wijkraad.portal.management.commands.demo.play"
        patch.setattr(target, lambda **words: made.append(play(**words)) or made[0])
        use_database(name)
        call_command("demo", stdout=StringIO())
        use_database(settings.DATABASE_OF_TESTS)
    print(f"\ndemo: {time.monotonic() - began:.0f} s")  # noqa: T201 - a figure for whoever runs it
    return made[0]


@contextmanager
def _files_in(media: Path) -> Iterator[None]:
    kept = settings.MEDIA_ROOT, settings.VAR_DIR
    settings.MEDIA_ROOT = settings.VAR_DIR = media
    try:
        yield
    finally:
        settings.MEDIA_ROOT, settings.VAR_DIR = kept


@pytest.fixture(scope="module")
def neighbourhood(played, django_db_blocker) -> Iterator[World]:
    """The played demo itself, to read in for a whole module: a copy, which a test rolls back in."""
    name = f"wijkraad_own_read_{os.getpid()}"
    copy_database(played.database, name)
    with _files_in(played.media), django_db_blocker.unblock():
        use_database(name)
        try:
            yield played.world
        finally:
            use_database(settings.DATABASE_OF_TESTS)
            drop_database(name)


@pytest.fixture
def own_neighbourhood(played, django_db_blocker) -> Iterator[World]:
    """A copy of the played demo for one test that writes in it."""
    name = f"wijkraad_own_copy_{os.getpid()}"
    copy_database(played.database, name)
    with _files_in(played.media), django_db_blocker.unblock():
        use_database(name)
        try:
            yield played.world
        finally:
            use_database(settings.DATABASE_OF_TESTS)
            drop_database(name)
