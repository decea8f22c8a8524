"""Privileges of the database role `app`: it owns nothing and may do only what each table allows.

A model names its privileges in `db_privileges`; without it `app` may read, add, change and delete.
TRUNCATE is never given. Functions are not granted here: PostgreSQL gives EXECUTE to everybody, and
the few that a guard takes away from everybody (see trail.guards) must stay so.
Runs after every migrate by the owner, in one transaction: a running portal notices nothing.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections, transaction

ORDINARY = ("SELECT", "INSERT", "UPDATE", "DELETE")


def grant_to_app(sender: AppConfig, using: str, **_: Any) -> None:
    """Give `app` its privileges on every table; does nothing when both roles are the same."""
    role = settings.DATABASES["default"]["USER"]
    if using != "owner" or not role or role == settings.DATABASES["owner"]["USER"]:
        return
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        name = connections["owner"].ops.quote_name(role)
        for statement in _statements(name):
            cursor.execute(statement)


def _statements(role: str) -> list[str]:
    found = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT {', '.join(ORDINARY)} ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    ]
    for model in apps.get_models(include_auto_created=True):
        rights = getattr(model, "db_privileges", None)
        if rights is not None and model._meta.managed:
            table = model._meta.db_table
            found.append(f'REVOKE ALL ON "{table}" FROM {role}')
            found.append(f'GRANT {", ".join(rights)} ON "{table}" TO {role}')
    return found
