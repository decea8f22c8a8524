"""Which history a reader may see: the room that owns a table says it, row by row.

A row of a confidential matter leaves events in the trail; a reader of the trail without the right
to that matter must not learn from them that it exists. So a table is hidden until its room
registers who sees which of its rows.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import Model

from wijkraad.people.models import User
from wijkraad.trail.models import TrailEvent

Visible = Callable[[User, Collection[str]], Collection[str]]
"""Gets a reader and row ids (text, as the trail keeps them); returns those the reader may see."""
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

    def visible(user: User, ids: Collection[str]) -> set[str]:
        rows: Any = model._default_manager.all()
        return {str(pk) for pk in rows.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)}

    register(model._meta.db_table, visible)


def unregister(table: str) -> None:
    """Ask nobody about a table any more: it is hidden again."""
    _registered.pop(table, None)


def registered() -> frozenset[str]:
    """The tables that readers can see something of."""
    return frozenset(_registered)


def visible_events(user: User, events: Iterable[TrailEvent]) -> list[TrailEvent]:
    """The events that the reader may see, in the same order; each room is asked once for all its rows."""
    found = [event for event in events if event.table in _registered]
    rows: dict[str, set[str]] = {}
    for event in found:
        rows.setdefault(event.table, set()).add(event.row)
    shown = {table: set(_registered[table](user, ids)) for table, ids in rows.items()}
    return [event for event in found if event.row in shown[event.table]]


def _everything(_user: User, ids: Collection[str]) -> Collection[str]:
    return ids
