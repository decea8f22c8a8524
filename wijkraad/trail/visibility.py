"""Which history a reader may see: the room that owns a table says it, row by row.

A row of a confidential matter leaves events in the trail; a reader of the trail without the right
to that matter must not learn from them that it exists. So a table is hidden until its room
registers who sees which of its rows.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast

from wijkraad.people.models import User
from wijkraad.trail.models import TrailEvent

Visible = Callable[[User, Collection[str]], "Collection[str] | QuerySet[Any]"]
"""Gets a reader and row ids (text, as the trail keeps them); returns those the reader may see.

As a queryset of those rows it is asked in one statement together with the other tables of the page.
"""
_registered: dict[str, Visible] = {}


def register(table: str, visible: Visible) -> None:
    """Ask `visible` about rows of a table; call it in AppConfig.ready. A deleted row must be judged too."""
    _registered[table] = visible


def register_open(*tables: str) -> None:
    """Tables that hold nothing confidential: every reader of the trail sees all of their rows."""
    for table in tables:
        register(table, _everything)


def register_model(model: type[Model]) -> None:
    """A table whose model has `objects.visible_to(user)`; rows that are gone are seen by nobody."""

    def visible(user: User, ids: Collection[str]) -> QuerySet[Any]:
        rows: Any = model._default_manager.all()
        return rows.visible_to(user).filter(pk__in=ids)

    register(model._meta.db_table, visible)


def unregister(table: str) -> None:
    """Ask nobody about a table any more: it is hidden again."""
    _registered.pop(table, None)


def registered() -> frozenset[str]:
    """The tables that readers can see something of."""
    return frozenset(_registered)


def visible_events(user: User, events: Iterable[TrailEvent]) -> list[TrailEvent]:
    """The events that the reader may see, in the same order; the database is asked once for all tables."""
    found = [event for event in events if event.table in _registered]
    rows: dict[str, set[str]] = {}
    for event in found:
        rows.setdefault(event.table, set()).add(event.row)
    answers = {table: _registered[table](user, ids) for table, ids in rows.items()}
    asked = {table: one for table, one in answers.items() if isinstance(one, QuerySet)}
    shown = {(table, row) for table, one in answers.items() if table not in asked for row in one}
    shown |= _rows_of(asked)
    return [event for event in found if (event.table, event.row) in shown]


def _rows_of(asked: dict[str, QuerySet[Any]]) -> set[tuple[str, str]]:
    """(table, row) of all these querysets, in one statement."""
    parts = [
        rows.order_by().values_list(Cast(Value(table), CharField()), Cast("pk", CharField()))
        for table, rows in asked.items()
    ]
    return set(parts[0].union(*parts[1:], all=True)) if parts else set()


def _everything(_user: User, ids: Collection[str]) -> Collection[str]:
    return ids
