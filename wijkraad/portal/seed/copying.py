"""COPY rows of a model: fast, in the column order of the model, with its defaults filled in."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connections, models, transaction
from psycopg import sql
from psycopg.types.json import Jsonb

Row = Mapping[str, Any]
SKIPPED = (models.GeneratedField,)


class Copier:
    """Writes rows (dicts of attribute name → value) of one model; ids are given out by it."""

    def __init__(self, model: type[models.Model], *, leave_out: Iterable[str] = ()) -> None:
        self.model = model
        left = set(leave_out)
        self.fields = [
            f
            for f in model._meta.local_concrete_fields
            if not isinstance(f, SKIPPED) and f.attname not in left and not f.has_db_default()
        ]
        self.defaults = {f.attname: f.get_default() for f in self.fields}
        self.next_id = (model._base_manager.using("owner").aggregate(m=models.Max("pk"))["m"] or 0) + 1

    def new_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def write(self, rows: Iterable[Row]) -> None:
        """COPY rows into the table; each names only what differs from the default."""
        names = [f.attname for f in self.fields]
        columns = sql.SQL(", ").join(sql.Identifier(str(f.column)) for f in self.fields)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.model._meta.db_table), columns
        )
        wrap = {f.attname for f in self.fields if isinstance(f, models.JSONField)}
        with connections["owner"].cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                filled = {**self.defaults, **row}
                copy.write_row([Jsonb(filled[n]) if n in wrap else filled[n] for n in names])

    def settle(self) -> None:
        """Let the table's sequence go on after the last id."""
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                [self.model._meta.db_table, max(self.next_id - 1, 1)],
            )


@contextmanager
def guards_off(*tables: str, keep: Mapping[str, str] | None = None) -> Iterator[None]:
    """One transaction of the owner in which our own triggers on these tables rest.

    `keep` names one trigger per table that still runs. Only an owner of the tables can do this;
    a crash half-way rolls it back, so the guards are never left off.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(
                sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)).as_string()
            )
            if keep and table in keep:
                cursor.execute(
                    sql.SQL("ALTER TABLE {} ENABLE TRIGGER {}")
                    .format(sql.Identifier(table), sql.Identifier(keep[table]))
                    .as_string()
                )
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(
                sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)).as_string()
            )
