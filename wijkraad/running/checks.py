"""What must be in order before the portal starts; each failure is one line that says what to do."""

import errno
import os
import socket
import time
import uuid
from contextlib import suppress
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import OperationalError, connections

from wijkraad.running.paths import DEMO_DOMAIN
from wijkraad.running.supervisor import CannotStart

NAMED = 12
"""So many accounts stand in one line."""


def folder_usable(folder: Path) -> None:
    """The folder exists (made if not) and takes a file, or CannotStart."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise CannotStart(f"Kan niet schrijven in {folder}: {error.strerror}.") from None


def storage_usable() -> None:
    """Photos and receipts can be kept, in the folder or in the bucket of the settings; or CannotStart."""
    if isinstance(default_storage, FileSystemStorage):
        return folder_usable(Path(settings.MEDIA_ROOT))
    try:
        probe_storage()
    except Exception as error:  # each library of a storage has errors of its own
        reason = " ".join(str(error).split())
        raise CannotStart(f"S3_BUCKET is niet te gebruiken: {reason}") from None


def probe_storage() -> None:
    """Write a small file where photos and receipts are kept, and take it away again."""
    name = default_storage.save(f".ready/{uuid.uuid4()}", ContentFile(b"ok"))
    default_storage.delete(name)


def port_free(host: str, port: int, patience: float = 0) -> None:
    """Nobody listens at this address, or CannotStart. (The web server itself would share the port.)

    `patience` is how many seconds a web server that was just ended gets to let go of it.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with suppress(CannotStart):
            return _bind(host, port)
        time.sleep(0.1)
    return _bind(host, port)


def _bind(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotStart(
                    f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld PORT={port + 1}."
                ) from None
            raise CannotStart(f"Kan niet luisteren op {host}:{port}: {error.strerror}.") from None


def database_reachable() -> None:
    """Both database roles can sign in, or CannotStart naming the variable that is wrong."""
    roles = {"default": "DATABASE_URL", "owner": "OWNER_DATABASE_URL"}
    for alias, variable in roles.items():
        try:
            connections[alias].ensure_connection()
        except (OperationalError, psycopg.Error) as error:
            reason = " ".join(str(error).split())
            raise CannotStart(f"De database van {variable} is niet bereikbaar: {reason}") from None
        finally:
            connections[alias].close()


def no_demo_accounts() -> None:
    """Outside the demo no account of the demo exists: everybody knows its password."""
    if settings.DEMO:
        return
    found = demo_accounts()
    if found:
        more = f" en nog {len(found) - NAMED}" if len(found) > NAMED else ""
        named = ", ".join(found[:NAMED]) + more
        raise CannotStart(f"Demo-account gevonden: {named}. Verwijder het, of start met DEMO=1.")


def demo_accounts() -> list[str]:
    """The e-mail addresses that can sign in with the password of the demo, in the order they were made."""
    users = get_user_model()._default_manager.filter(email__iendswith=DEMO_DOMAIN, is_active=True)
    users = users.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return list(users.order_by("pk").values_list("email", flat=True))
