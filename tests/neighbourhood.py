"""The demo neighbourhood as a database: played once per run, copied for every test that writes in it."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.databases import copy_database, drop_database, use_database
from wijkraad.portal.demo import runner
from wijkraad.portal.demo.world import World


@dataclass(frozen=True)
class Neighbourhood:
    """The played demo: the name of its database, its files, and the world with its nicknames."""

    database: str
    media: Path
    world: World


@pytest.fixture(scope="session")
def played(
    template_database, django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[Neighbourhood]:
    """`manage.py demo` on an empty database, through the command itself; nobody writes in it afterwards."""
    name, made = f"wijkraad_own_demo_{os.getpid()}", []
    media = Path(tmp_path_factory.mktemp("demo"))
    kept = settings.MEDIA_ROOT, settings.VAR_DIR
    settings.MEDIA_ROOT = settings.VAR_DIR = media
    play, began = runner.play, time.monotonic()
    copy_database(template_database, name)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        use_database(name)
        target = "wijkraad.portal.management.commands.demo.play"
        patch.setattr(target, lambda **words: made.append(play(**words)) or made[0])
        call_command("demo", stdout=StringIO())
        print(f"\ndemo: {time.monotonic() - began:.0f} s")  # noqa: T201 - a figure for whoever runs it
        use_database(settings.DATABASE_OF_TESTS)
    settings.MEDIA_ROOT, settings.VAR_DIR = kept
    yield Neighbourhood(name, media, made[0])
    drop_database(name)


@pytest.fixture(scope="module")
def neighbourhood(played, django_db_blocker) -> Iterator[World]:
    """The played demo itself, to read in for a whole module."""
    kept = settings.MEDIA_ROOT, settings.VAR_DIR
    settings.MEDIA_ROOT = settings.VAR_DIR = played.media
    with django_db_blocker.unblock():
        use_database(played.database)
        yield played.world
        use_database(settings.DATABASE_OF_TESTS)
    settings.MEDIA_ROOT, settings.VAR_DIR = kept


@pytest.fixture
def own_neighbourhood(played, django_db_blocker) -> Iterator[World]:
    """A copy of the played demo for one test that writes in it."""
    name = f"wijkraad_own_copy_{os.getpid()}"
    kept = settings.MEDIA_ROOT, settings.VAR_DIR
    copy_database(played.database, name)
    settings.MEDIA_ROOT = settings.VAR_DIR = played.media
    with django_db_blocker.unblock():
        use_database(name)
        try:
            yield played.world
        finally:
            use_database(settings.DATABASE_OF_TESTS)
            drop_database(name)
    settings.MEDIA_ROOT, settings.VAR_DIR = kept
