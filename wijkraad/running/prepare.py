"""What happens between the database and the first page: tables, static files, the demo neighbourhood."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def migrate(out: TextIO) -> None:
    """Bring the tables up to date as `owner`; when they are, only the privileges are given again."""
    executor = MigrationExecutor(connections["owner"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        out.write(f"{len(waiting)} migraties uitvoeren\n")
    call_command("migrate", database="owner", interactive=False, verbosity=0, stdout=out, stderr=out)
    connections.close_all()


def collect_static(out: TextIO) -> None:
    """Copy, hash and compress the static files when one of them changed since the last start."""
    stamp = settings.STATIC_ROOT / ".collected"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=out, stderr=out)
    stamp.write_text(state)
    out.write("statische bestanden bijgewerkt\n")


def load_demo(out: TextIO) -> None:
    """Load the demo neighbourhood; the command does nothing when it is there."""
    call_command("demo", stdout=out, stderr=out)
    connections.close_all()


def _state_of_static_files() -> str:
    """A mark of all static files and of the way they are stored: name, size and time of each."""
    found: list[tuple[str, int, int]] = []
    for path, full in _static_files():
        state = full.stat()
        found.append((path, state.st_size, state.st_mtime_ns))
    described = json.dumps([settings.STORAGES["staticfiles"], sorted(found)])
    return hashlib.sha256(described.encode()).hexdigest()


def _static_files() -> Iterable[tuple[str, Path]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield path, Path(storage.path(path))
