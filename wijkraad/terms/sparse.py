"""New rows without their empty columns.

An issue has 57 columns, of which a new one fills half; NULL is what the others get anyhow. Named all the
same, each is a parameter, and psycopg reads a statement of more than fifty places anew each time.
"""

from typing import Any

from django.db import models
from django.db.models import NOT_PROVIDED


class Sparse(models.Model):
    """A model whose INSERT names only the columns that have a value."""

    class Meta:
        abstract = True

    def _do_insert(self, manager: Any, using: Any, fields: Any, *rest: Any) -> Any:
        # Django's own step of save(), with fewer fields; a default of the database must not fill an empty one
        filled = [
            field
            for field in fields
            if getattr(self, field.attname) is not None or field.db_default is not NOT_PROVIDED
        ]
        return super()._do_insert(manager, using, filled, *rest)  # type: ignore[misc]
