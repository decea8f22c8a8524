"""Typed readers of the environment: a value that cannot be meant stops the program and names the variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on", "ja"}
NO = {"", "0", "false", "no", "off", "nee"}
POSTGRES_SCHEMES = ("postgres://", "postgresql://", "pgsql://")


def text(name: str, default: str = "") -> str:
    """The value of a variable; empty counts as missing."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """A variable that is on or off; off when missing."""
    value = text(name).lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} moet 1 of 0 zijn, en is '{value}'.")
    return value in YES


def number(name: str, default: int, low: int, high: int) -> int:
    """A whole number between two bounds, both included."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} moet een getal zijn van {low} tot {high}, en is '{value}'.")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} moet een zijn van {', '.join(allowed)}, en is '{value}'.")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def origins(url: str) -> list[str]:
    """Where the pictures of a tile address come from, for the content policy; nothing for an own path."""
    parts = urlsplit(url.replace("{s}", "*"))
    if not parts.scheme and not parts.netloc:
        return []
    if parts.scheme not in ("http", "https") or not parts.hostname or "{" in parts.netloc:
        raise ImproperlyConfigured(f"MAP_TILE_URL moet met https:// of / beginnen, en is '{url}'.")
    return [f"{parts.scheme}://{parts.netloc}"]


def folder(name: str, default: Path) -> Path:
    """A folder, always absolute."""
    return Path(text(name, str(default))).resolve()


def secret(name: str, default: str) -> str:
    """A secret of at least 32 characters; `default` (for demo and tests) makes it optional."""
    value = text(name, default)
    if not value:
        raise ImproperlyConfigured(
            f"{name} ontbreekt. Geef een geheim van minstens 32 tekens op, of start met DEMO=1."
        )
    if not default and len(value) < 32:
        raise ImproperlyConfigured(f"{name} is te kort: minstens 32 tekens.")
    return value


def database(name: str) -> dict[str, Any] | None:
    """The connection of a PostgreSQL address (`postgres://user:password@host/name`); None when missing."""
    value = text(name)
    if not value:
        return None
    try:
        found = dict(environ.Env.db_url_config(value, engine="django.db.backends.postgresql"))
    except (ValueError, ImproperlyConfigured):
        found = {}
    if not value.startswith(POSTGRES_SCHEMES) or not found.get("NAME"):
        raise ImproperlyConfigured(f"{name} moet de vorm postgres://gebruiker:wachtwoord@server/naam hebben.")
    found["OPTIONS"] = {"connect_timeout": 10, **(found.get("OPTIONS") or {})}
    return found


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's EMAIL_ settings of a mail address such as `smtp+tls://user:password@host:587`."""
    try:
        return dict(environ.Env.email_url_config(text(name, default)))
    except (ValueError, KeyError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} moet de vorm smtp+tls://gebruiker:wachtwoord@server:587 hebben."
        ) from None
