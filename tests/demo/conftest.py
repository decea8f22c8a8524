"""The demo neighbourhood, made once for all tests of this folder in a database of its own."""

import os
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.conftest import copy_database, drop_database, use_database
from wijkraad.portal.demo import runner
from wijkraad.portal.demo.world import World


@pytest.fixture(scope="package")
def neighbourhood(template_database, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """`manage.py demo` on an empty database; gives the world with its nicknames."""
    name, made = f"wijkraad_own_demo_{os.getpid()}", []
    kept = settings.MEDIA_ROOT, settings.VAR_DIR
    settings.MEDIA_ROOT = settings.VAR_DIR = Path(tmp_path_factory.mktemp("demo"))
    play, began = runner.play, time.monotonic()
    copy_database(template_database, name)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        use_database(name)
        target = "wijkraad.portal.management.commands.demo.play"
        patch.setattr(target, lambda **words: made.append(play(**words)) or made[0])
        call_command("demo", stdout=StringIO())
        print(f"\ndemo: {time.monotonic() - began:.0f} s")  # noqa: T201 - a figure for whoever runs it
        yield made[0]
        use_database(settings.DATABASE_OF_TESTS)
    drop_database(name)
    settings.MEDIA_ROOT, settings.VAR_DIR = kept


@pytest.fixture
def demo(neighbourhood: World) -> World:
    return neighbourhood
