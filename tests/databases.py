"""The databases of the tests: connections past Django, copies, and which one Django uses now."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.db import connections
from psycopg import sql

ALIASES = ("default", "owner")


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
