"""Backup and restore: everything comes back, nothing comes back half, and what was destroyed stays so."""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.test import Client
from psycopg import sql

from issues.models import Photo
from tests.databases import as_owner, drop_database, use_database
from wijkraad.people.models import User
from wijkraad.portal import archive
from wijkraad.portal.demo.world import World
from wijkraad.trail.version import data_version

EMPTY = f"wijkraad_own_empty_{os.getpid()}"
NOT_EQUAL = ("django_session", "trail_dataversion", "trail_storedfigure")
"""Tables that a restore begins anew, and what whoever looks first calculates."""


def said(command: str, *given: Any) -> str:
    out = StringIO()
    call_command(command, *given, stdout=out)
    return out.getvalue()


def refusal(*given: Any) -> str:
    with pytest.raises(CommandError) as stopped:
        said(*given)
    return str(stopped.value)


def contents() -> dict[str, str]:
    """A checksum of the rows of every table, and of its privileges and triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relacl::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200"
        )
        tables = dict(cursor.fetchall())
        found = {}
        for name in sorted(set(tables) - set(NOT_EQUAL)):
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{name}" t')
            found[name] = f"{cursor.fetchone()[0]} {tables[name]}"
        for kind, question in {
            "triggers": "SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal",
            "functions": "SELECT proname, proacl, md5(prosrc) FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace",
            "indexes": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'",
            "constraints": "SELECT conrelid::regclass, conname, convalidated FROM pg_constraint",
        }.items():
            cursor.execute(f"SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM ({question}) t")
            found[kind] = cursor.fetchone()[0]
    return found


@pytest.fixture
def saved(own_neighbourhood: World, tmp_path: Path, settings: Any) -> Path:
    """An archive of the demo neighbourhood, made while somebody is signed in."""
    settings.EXTERNAL_DATABASE = True  # the tests have theirs; none is started in var/
    Client().force_login(User.objects.get(email="beheer@demo.test"))
    file = tmp_path / "wijk.backup"
    assert "de database en" in said("backup", file)
    return file


@pytest.fixture
def elsewhere(saved: Path, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """An empty database and an empty folder in place of those of the archive."""
    name = connection.settings_dict["NAME"]
    with as_owner() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(EMPTY)))
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path / "var"
    use_database(EMPTY)
    try:
        yield saved
    finally:
        use_database(name)
        drop_database(EMPTY)


def files_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "erasures.log"
    }


def changed(file: Path, name: str, content: bytes | None) -> Path:
    """The archive with one file in it changed, or left out."""
    other = file.with_name("veranderd.backup")
    with tarfile.open(file) as old, tarfile.open(other, "w") as new:
        for member in old:
            kept = old.extractfile(member).read()
            if member.name == name:
                if content is None:
                    continue
                kept, member.size = content, len(content)
            new.addfile(member, io.BytesIO(kept))
    return other


def test_everything_comes_back_and_nothing_else(saved: Path, settings: Any, request: Any) -> None:
    before, media, version = contents(), files_of(Path(settings.MEDIA_ROOT)), data_version()
    file = request.getfixturevalue("elsewhere")
    assert file.stat().st_mode & 0o777 == 0o600
    out = said("restore", file)
    assert "Alles klopt." in out and "erasures.log is er niet" in out
    after = contents()
    for name in before:
        assert after[name] == before[name], name
    assert files_of(Path(settings.MEDIA_ROOT)) == media and media
    assert data_version() > version and not Session.objects.exists(), "nobody is signed in, no page is kept"
    assert Client().get("/kwesties/").status_code == 200
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'issues_issue'")
        assert cursor.fetchone()[0] > 0, "PostgreSQL knows how many rows there are"
    assert "niet leeg" in refusal("restore", file)


def test_what_was_destroyed_after_the_backup_is_destroyed_again(elsewhere: Path, settings: Any) -> None:
    said("restore", elsewhere)
    # By its row: the folder may hold files of tests before this one, whose rows were rolled back.
    photo = Photo.objects.exclude(file="").earliest("pk")
    log = settings.VAR_DIR / "erasures.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text(f"2099-01-01T00:00:00+00:00 photo {photo.pk}\n")
    assert default_storage.exists(photo.file.name)
    assert "Opnieuw vernietigd: 1 regels" in said("retention", "--replay")
    assert not Photo.objects.filter(pk=photo.pk).exclude(file="").exists()


def test_a_damaged_or_newer_file_changes_nothing(elsewhere: Path, settings: Any, tmp_path: Path) -> None:
    whole = elsewhere.read_bytes()
    half, flipped, words = (tmp_path / name for name in ("half", "om", "woorden"))
    half.write_bytes(whole[: len(whole) // 2])
    middle = len(whole) // 2
    flipped.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    words.write_text("geen back-up")
    without = changed(elsewhere, archive.SEAL, None)
    for file in (half, flipped, words, without):
        assert "is beschadigd" in refusal("restore", file), file.name
    with tarfile.open(elsewhere) as tar:
        listed = tar.extractfile(archive.MANIFEST).read()
    newer = listed.replace(b'"issues.0001_tables"', b'"issues.9999_morgen"')
    assert newer != listed
    sealed = changed(elsewhere, archive.MANIFEST, newer)
    shutil.copy(sealed, tmp_path / "tussen")
    sealed = changed(tmp_path / "tussen", archive.SEAL, hashlib.sha256(newer).hexdigest().encode())
    assert "nieuwere versie van het portaal (issues.9999_morgen)" in refusal("restore", sealed)
    escaping = tmp_path / "uitbraak"
    with tarfile.open(escaping, "w") as tar:
        tar.addfile(tarfile.TarInfo("media/../../weg"), io.BytesIO())
    assert "hoort er niet in" in refusal("restore", escaping)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchone() == (0,)
    assert not files_of(Path(settings.MEDIA_ROOT))


def test_a_database_that_does_not_take_it_leaves_no_photo(elsewhere: Path, settings: Any) -> None:
    with as_owner(EMPTY) as server:
        server.execute("CREATE VIEW issues_issue AS SELECT 1 AS id")
    assert "pg_restore: " in refusal("restore", elsewhere)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchone() == (0,), "whole or not at all"
    assert not files_of(Path(settings.MEDIA_ROOT))


def test_a_full_place_and_a_taken_name_are_refused(elsewhere: Path, settings: Any) -> None:
    default_storage.save("photos/ab/een.jpg", ContentFile(b"foto"))
    assert "al foto’s of stukken" in refusal("restore", elsewhere)
    assert "bestaat al" in refusal("backup", elsewhere)
    assert "bestaat niet" in refusal("restore", elsewhere.with_name("weg"))
    assert "De map" in refusal("backup", elsewhere.parent / "geen" / "map")
