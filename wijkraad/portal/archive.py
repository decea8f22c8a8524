"""One file with everything that must survive: the database and the photos and papers, each with its checksum.

A tar file: the dump, then `media/…`, then `manifest.json`, then the checksum of that. Read from end to end
before a byte of it is used, so that a damaged or a newer file changes nothing.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from wijkraad.running.dump import dump_database
from wijkraad.terms import clock

FORMAT = 1
DUMP, MEDIA, MANIFEST, SEAL = "database.dump", "media/", "manifest.json", "manifest.sha256"
OUTSIDE = ".ready"
"""The folder in which the storage is tried; nothing in it is kept."""
PIECE = 1024 * 1024


class ArchiveError(Exception):
    """The file cannot be made or used; the message is one line for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: `files` by name with bytes and SHA-256; `role` is who the privileges are for."""

    format: int
    made_at: str
    role: str
    migrations: list[str]
    files: dict[str, tuple[int, str]]

    @property
    def at(self) -> datetime:
        """When it was made (aware)."""
        return datetime.fromisoformat(self.made_at)

    @property
    def media(self) -> list[str]:
        """The names of photos and papers, as the storage knows them."""
        return [name.removeprefix(MEDIA) for name in self.files if name.startswith(MEDIA)]


# --- making one ---


def pack(file: Path) -> Manifest:
    """Write a new archive; whole or not at all, readable by its owner alone. Raises ArchiveError."""
    if file.exists():
        raise ArchiveError(f"{file} bestaat al. Kies een andere naam.")
    if not file.parent.is_dir():
        raise ArchiveError(f"De map {file.parent} bestaat niet.")
    draft = file.with_name(f"{file.name}.half")
    with suppress(FileNotFoundError):
        draft.unlink()
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            manifest = _write(target, file.parent)
            target.flush()
            os.fsync(target.fileno())
        draft.rename(file)
    except OSError as error:
        raise ArchiveError(f"Kan {file} niet schrijven: {error.strerror or error}.") from None
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(target: IO[bytes], nearby: Path) -> Manifest:
    made, files = clock.now(), {}
    with tarfile.open(fileobj=target, mode="w") as tar:
        with TemporaryDirectory(dir=nearby, prefix=".dump-") as folder:
            dump = Path(folder) / DUMP
            dump_database(dump)
            with dump.open("rb") as source:
                files[DUMP] = _add(tar, DUMP, source, dump.stat().st_size)
        for name in stored_names():
            with suppress(FileNotFoundError), default_storage.open(name) as source:  # destroyed meanwhile
                files[MEDIA + name] = _add(tar, MEDIA + name, source, source.size)
        manifest = Manifest(FORMAT, made.isoformat(), _app_role(), _applied(), files)
        written = json.dumps(asdict(manifest), indent=1).encode()
        seal = hashlib.sha256(written).hexdigest().encode()
        for name, content in ((MANIFEST, written), (SEAL, seal)):
            _add(tar, name, io.BytesIO(content), len(content))
    return manifest


def _add(tar: tarfile.TarFile, name: str, source: Any, size: int) -> tuple[int, str]:
    """One file of the archive; gives its bytes and checksum."""
    reader, info = _Hashed(source), tarfile.TarInfo(name)
    info.size = size
    tar.addfile(info, reader)
    return size, reader.digest.hexdigest()


class _Hashed:
    """A file whose bytes are counted in a checksum while somebody reads it."""

    def __init__(self, source: Any) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self.source.read(size)
        self.digest.update(piece)
        return piece


def stored_names(folder: str = "") -> Iterator[str]:
    """Every photo and paper of the storage, in whichever folder it lies."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    inside = f"{folder}/" if folder else ""
    for name in sorted(files):
        yield f"{inside}{name}"
    for name in sorted(folders):
        if name != OUTSIDE:
            yield from stored_names(f"{inside}{name}")


def _app_role() -> str:
    return str(connections["default"].settings_dict["USER"])


def _applied() -> list[str]:
    """The migrations of this program that the database has."""
    loader = MigrationLoader(connections["default"])
    known = set(loader.disk_migrations) & set(loader.applied_migrations)
    return sorted(f"{app}.{name}" for app, name in known)


# --- judging and using one ---


def check(file: Path) -> Manifest:
    """Read an archive from end to end. Raises ArchiveError when it is damaged, or newer than we are."""
    try:
        with tarfile.open(file) as tar:
            manifest = _judged(tar)
    except FileNotFoundError:
        raise ArchiveError(f"{file} bestaat niet.") from None
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{file} is beschadigd: {error}. Er is niets veranderd.") from None
    loader = MigrationLoader(None)
    ours = {f"{app}.{name}" for app, name in loader.disk_migrations}
    newer = sorted(set(manifest.migrations) - ours)
    if manifest.format > FORMAT or newer:
        what = newer[0] if newer else f"vorm {manifest.format}"
        raise ArchiveError(
            f"{file} is van een nieuwere versie van het portaal ({what}). Er is niets veranderd."
        )
    return manifest


def _judged(tar: tarfile.TarFile) -> Manifest:
    found: dict[str, tuple[int, str]] = {}
    last: dict[str, bytes] = {}
    for member in tar:
        source = tar.extractfile(member)
        if source is None or not _plain(member.name) or member.name in found:
            raise ValueError(f"{member.name} hoort er niet in")
        reader = _Hashed(source)
        if member.name in (MANIFEST, SEAL):
            last[member.name] = reader.read()
            continue
        while reader.read(PIECE):
            pass
        found[member.name] = member.size, reader.digest.hexdigest()
    if set(last) != {MANIFEST, SEAL}:
        raise ValueError("het einde ontbreekt")
    if hashlib.sha256(last[MANIFEST]).hexdigest().encode() != last[SEAL]:
        raise ValueError("de inhoudsopgave klopt niet")
    given = json.loads(last[MANIFEST])
    given["files"] = {name: (size, mark) for name, (size, mark) in given["files"].items()}
    manifest = Manifest(**given)
    wrong = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
    if wrong or DUMP not in found:
        raise ValueError(f"{(wrong or [DUMP])[0]} klopt niet")
    return manifest


def _plain(name: str) -> bool:
    """Whether a name stays inside the archive's own folders."""
    path = PurePosixPath(name)
    inside = name in (DUMP, MANIFEST, SEAL) or name.startswith(MEDIA)
    return inside and ".." not in path.parts and not path.is_absolute() and str(path) == name


def take_dump(file: Path, folder: Path) -> Path:
    """The dump of a judged archive, as a file in a folder."""
    with tarfile.open(file) as tar, (folder / DUMP).open("wb") as target:
        source = tar.extractfile(DUMP)
        assert source is not None
        while piece := source.read(PIECE):
            target.write(piece)
    return folder / DUMP


def put_media(file: Path, manifest: Manifest) -> None:
    """Put the photos and papers of a judged archive into an empty storage; all of them or none."""
    if next(stored_names(), None) is not None:
        raise ArchiveError("Er staan al foto’s of stukken. Geef een lege MEDIA_ROOT of S3_BUCKET op.")
    done: list[str] = []
    try:
        with tarfile.open(file) as tar:
            for name in manifest.media:
                source: Any = tar.extractfile(MEDIA + name)
                done.append(default_storage.save(name, File(source)))
                if done[-1] != name:
                    raise ArchiveError(f"{name} kan niet op zijn plaats. Er is niets veranderd.")
    except BaseException:
        take_back(done)
        raise


def take_back(names: list[str]) -> None:
    """Take files away that were just put."""
    for name in names:
        default_storage.delete(name)
