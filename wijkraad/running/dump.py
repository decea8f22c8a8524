"""The database as one file and back, by PostgreSQL's own programs as the role `owner`."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connections

from wijkraad.running import postgres
from wijkraad.running.account import PostgresError

AS_OURS = ("--no-owner", "--no-comments")
"""What is restored belongs to `owner`; only a superuser may comment on an extension."""


def start_if_ours() -> None:
    """Start the private PostgreSQL when it is ours and does not run; it stops when this process ends."""
    if not settings.EXTERNAL_DATABASE:
        postgres.ensure_running(settings.VAR_DIR)


def dump_database(file: Path) -> None:
    """Write the whole database into a new file, as of one instant. Raises PostgresError with one line."""
    _run("pg_dump", "--format=custom", *AS_OURS, f"--file={file}")


def load_database(file: Path) -> None:
    """Fill an empty database, whole or not at all. Raises PostgresError with one line.

    A dump has no statistics: without them PostgreSQL walks along all pairs until it has counted by itself.
    """
    _run("pg_restore", "--single-transaction", "--exit-on-error", *AS_OURS, *_into(), str(file))
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def is_empty() -> bool:
    """Whether the database has no table yet."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return bool(cursor.fetchone() == (0,))


def has_role(name: str) -> bool:
    """Whether the server knows a role, which the privileges in a dump are for."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [name])
        return bool(cursor.fetchone() == (1,))


def _program(name: str) -> str:
    """Where a program of PostgreSQL is: the installed package, else the system's."""
    try:
        return str(postgres.programs() / name)
    except PostgresError:
        found = shutil.which(name)
        if found is None:
            raise PostgresError(f"{name} ontbreekt: installeer de programma’s van PostgreSQL.") from None
        return found


def _into() -> tuple[str, ...]:
    return (f"--dbname={connections['owner'].settings_dict['NAME']}",)


def _run(name: str, *arguments: str) -> None:
    """Run a program against the database of `owner`; the password goes by the environment."""
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, no shell
        [_program(name), *arguments],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        wrong = [line for line in said if "error:" in line]
        raise PostgresError(f"{name}: {(wrong or said or ['geen reden gegeven'])[0]}")


def _environment() -> dict[str, str]:
    at = connections["owner"].settings_dict
    options = {f"PG{key.upper()}": str(worth) for key, worth in at["OPTIONS"].items() if key in LIBPQ}
    named = {
        "PGHOST": at["HOST"],
        "PGPORT": str(at["PORT"] or ""),
        "PGUSER": at["USER"],
        "PGPASSWORD": at["PASSWORD"],
        "PGDATABASE": at["NAME"],
    }
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LC_ALL": "C",
        **options,
        **{name: worth for name, worth in named.items() if worth},
    }


LIBPQ = ("sslmode", "sslrootcert", "sslcert", "sslkey")
"""Options of a connection that libpq also reads from the environment."""
