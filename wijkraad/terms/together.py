"""New rows that point at each other, written in one statement.

A report is an issue, its first state and the report itself. As three saves they cost three trips to the
database, and Django writes and reads the three statements anew each time; that was a third of the last press.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

PLAIN: tuple[tuple[Any, str], ...] = (("", "''"), (0, "0"), (False, "false"))
"""Values that stand in the statement itself, so that it has fewer places."""


@dataclass
class _Writing:
    """One statement in the making: an INSERT for each row, and the values for its places."""

    rows: tuple[models.Model, ...]
    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, row: models.Model) -> None:
        names, places = [], []
        for column in row._meta.concrete_fields:
            place = self._place(row, column)
            if place:
                names.append(f'"{column.column}"')
                places.append(place)
        number = len(self.parts)
        self.parts.append(
            f'r{number} AS (INSERT INTO "{row._meta.db_table}" ({", ".join(names)})'
            f" VALUES ({', '.join(places)}) RETURNING {row._meta.pk.column} AS key)"
        )

    def _place(self, row: models.Model, column: Any) -> str:
        """What stands for this column; nothing when PostgreSQL fills it, or leaves it empty, by itself."""
        if column.primary_key or column.generated:
            return ""
        value = column.pre_save(row, True)
        if isinstance(value, DatabaseDefault):
            return ""
        if value is None:
            return self._key_of_other(row, column)
        for plain, written in PLAIN:
            if type(value) is type(plain) and value == plain:
                return written
        self.values.append(column.get_db_prep_save(value, connection))
        return "%s"

    def _key_of_other(self, row: models.Model, column: Any) -> str:
        other = _beside(row, column)
        number = next((n for n, one in enumerate(self.rows[: len(self.parts)]) if one is other), None)
        if number is not None:
            return f"(SELECT key FROM r{number})"
        return "" if column.db_default is models.NOT_PROVIDED else "NULL"

    def sql(self) -> str:
        numbers = range(len(self.parts))
        keys = ", ".join(f"(SELECT key FROM r{number})" for number in numbers)
        return f"WITH {', '.join(self.parts)} SELECT {keys}"


def _beside(row: models.Model, column: Any) -> models.Model | None:
    """The object that the row points at by this column, when it has it in hand."""
    return column.get_cached_value(row, None) if column.is_relation else None


def insert_together(*rows: models.Model) -> None:
    """Insert new rows in this order, and give each its key; a row may point at one before it.

    The primary keys are PostgreSQL's own. No signals are sent, as with `bulk_create`. A column without a
    value gets NULL, also when the database has a default. Raises django.db.IntegrityError like `save()`.
    """
    writing = _Writing(rows)
    for row in rows:
        writing.add(row)
    with connection.cursor() as cursor:
        cursor.execute(writing.sql(), writing.values)
        keys = cursor.fetchone()
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    for row in rows:
        for column in row._meta.concrete_fields:
            if isinstance(row.__dict__.get(column.attname), DatabaseDefault):
                del row.__dict__[column.attname]  # read when somebody asks for it
            other = _beside(row, column)
            if other is not None and row.__dict__.get(column.attname) is None:
                row.__dict__[column.attname] = other.pk  # by setattr the object beside it would be forgotten
