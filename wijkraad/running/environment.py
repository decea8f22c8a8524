"""Typed readers of the environment: a value that cannot be meant stops the program and names the variable."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on", "ja"}
NO = {"", "0", "false", "no", "off", "nee"}
S3 = {
    "S3_ENDPOINT_URL": "endpoint_url",
    "S3_REGION": "region_name",
    "S3_ACCESS_KEY": "access_key",
    "S3_SECRET_KEY": "secret_key",
    "S3_PREFIX": "location",
}
"""Variables of a bucket, by the option that they are for the storage."""
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


def storage() -> dict[str, Any]:
    """Where photos and receipts are kept: `MEDIA_ROOT`, or a bucket when `S3_BUCKET` is there."""
    bucket = text("S3_BUCKET")
    if not bucket:
        for name in filter(text, S3):
            raise ImproperlyConfigured(f"{name} is er, maar S3_BUCKET ontbreekt.")
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if text("MEDIA_ROOT"):
        raise ImproperlyConfigured("Kies MEDIA_ROOT of S3_BUCKET: bestanden staan op één plek.")
    for name in ("S3_ACCESS_KEY", "S3_SECRET_KEY"):
        if not text(name):
            raise ImproperlyConfigured(f"{name} ontbreekt. Zonder sleutel gaat S3_BUCKET niet open.")
    endpoint = text("S3_ENDPOINT_URL")
    if endpoint and not (endpoint.startswith(("http://", "https://")) and urlsplit(endpoint).hostname):
        raise ImproperlyConfigured(f"S3_ENDPOINT_URL moet met https:// beginnen, en is '{endpoint}'.")
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured("Voor S3_BUCKET is nodig: pip install -r requirements-s3.txt.")
    options = {option: text(name) for name, option in S3.items() if text(name)}
    if endpoint:
        options["addressing_style"] = "path"  # servers of one's own seldom have a name per bucket
    fixed = {"bucket_name": bucket, "signature_version": "s3v4", "file_overwrite": False}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": fixed | options}


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's EMAIL_ settings of a mail address such as `smtp+tls://user:password@host:587`."""
    try:
        return dict(environ.Env.email_url_config(text(name, default)))
    except (ValueError, KeyError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} moet de vorm smtp+tls://gebruiker:wachtwoord@server:587 hebben."
        ) from None
