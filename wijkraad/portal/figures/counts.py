"""How many of how many, as parts of one statement: the counts of two periods side by side cost one trip."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures.shape import Scope

Counter = Callable[[Scope, date], Sequence[QuerySet]]
"""Scope and today → querysets with rows of n and part, which are added up."""


def counts(rows: Any, part: Q) -> QuerySet:
    """How many rows there are (n), and how many of them satisfy `part`; as one row."""
    found = rows.order_by().values(one=Value(1)).annotate(n=Count("*"), part=Count(Value(1), filter=part))
    return found.values("n", "part")


def added(rows: Iterable[Mapping[str, int]]) -> tuple[int, int]:
    """Rows of `counts` added up: n and part."""
    known = list(rows)
    return sum(row["n"] for row in known), sum(row["part"] for row in known)


def counted(*found: QuerySet) -> tuple[int, int]:
    """The n and part of some `counts`, in one statement."""
    rows = rows_of({str(place): one for place, one in enumerate(found)})
    return added(row for part in rows.values() for row in part)


def side_by_side(counters: Mapping[str, Counter], asked: Sequence[Scope], today: date) -> dict[str, Any]:
    """Name → (n, part) per question, in their order, of all counters in one statement."""
    parts = {
        f"{name} {place} {number}": one
        for name, count in counters.items()
        for place, scope in enumerate(asked)
        for number, one in enumerate(count(scope, today))
    }
    rows = rows_of(parts)
    return {
        name: [
            added(row for key, found in rows.items() if key.startswith(f"{name} {place} ") for row in found)
            for place in range(len(asked))
        ]
        for name in counters
    }
