"""Figures that are stored, and trusted only while nothing they follow from has changed.

A trigger on each table that a figure follows from (`guards.marked`) writes a mark in the transaction of the
change. A page reads the stored facts and the marks in one statement; with a mark, or on another day, it
counts for itself. `renew` stores again what is marked, every minute. So what a page shows is exact at every
moment, and quick at nearly all of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from wijkraad.terms import clock
from wijkraad.trail.models import FigureMark, StoredFigure

READ = """
SELECT f.name, f.on, f.facts::text FROM trail_storedfigure f
WHERE f.name = ANY(%s::text[]) AND NOT EXISTS (SELECT FROM trail_figuremark m WHERE m.figure = f.name)
"""
STATE = """
SELECT f.version || ':' || (
  SELECT coalesce(max(m.id), 0) || ':' || count(*) FROM trail_figuremark m WHERE m.figure = f.name
) FROM trail_storedfigure f WHERE f.name = %s AND f.on = %s
"""


@dataclass(frozen=True)
class Figure:
    """A figure with its name and the function that counts it on an Amsterdam date, as JSON knows values."""

    name: str
    count: Callable[[date], dict[str, Any]]

    def of(self, rows: Iterable[Mapping[str, Any]], day: date) -> dict[str, Any]:
        """The facts on `day`, from rows of `trusted` if it is among them, else counted now."""
        for row in rows:
            if row["name"] == self.name and str(row["on"]) == day.isoformat():
                return dict(row["facts"])
        return self.count(day)

    def facts(self, day: date | None = None) -> dict[str, Any]:
        """The facts on `day`, today without it."""
        return self.of(read(self), day or clock.today())


def trusted(*figures: Figure) -> QuerySet:
    """The stored figures without a mark: name, on (date), facts, version."""
    marks = FigureMark.objects.filter(figure=OuterRef("name"))
    found = StoredFigure.objects.filter(name__in=[figure.name for figure in figures])
    return found.exclude(Exists(marks)).values("name", "on", "facts", "version")


def read(*figures: Figure) -> list[dict[str, Any]]:
    """The rows of `trusted`, with SQL that Django need not write anew."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [[figure.name for figure in figures]])
        return [{"name": name, "on": on, "facts": json.loads(facts)} for name, on, facts in cursor.fetchall()]


def state_on(figure: Figure, day: date) -> str | None:
    """The version of the stored figure of `day` with the marks since; None when that day is not stored.

    While it is the same, nothing that the figure follows from has changed. Marks are told by the last and
    their number: one that was begun before the last may be committed after it.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE, [figure.name, day])
        row = cursor.fetchone()
    return row[0] if row else None


def renew(*figures: Figure) -> list[str]:
    """Store what is marked, missing or of another day; the names of what was stored."""
    today = clock.today()
    fresh = {row["name"] for row in trusted(*figures) if row["on"] == today}
    found = [figure for figure in figures if figure.name not in fresh]
    for figure in found:
        _store(figure, today)
    return [figure.name for figure in found]


@transaction.atomic
def _store(figure: Figure, day: date) -> None:
    """Marks that are seen go before the count, in one transaction: a change that comes later keeps its mark."""
    row = _locked(figure)
    FigureMark.objects.filter(figure=figure.name).delete()
    row.on, row.facts = day, figure.count(day)
    row.save(update_fields=["on", "facts"])


def _locked(figure: Figure) -> StoredFigure:
    """Its row, held until the transaction ends: an older count must not replace a newer one."""
    StoredFigure.objects.bulk_create([StoredFigure(name=figure.name)], ignore_conflicts=True)
    return StoredFigure.objects.select_for_update().get(name=figure.name)


def forget() -> None:
    """Throw all away, after rows came in without triggers (seed, restore)."""
    StoredFigure.objects.all().delete()


def differences(*figures: Figure) -> Iterator[str]:
    """One sentence per stored figure that is trusted and wrong."""
    for figure in figures:
        with transaction.atomic():
            row = _locked(figure)
            right = figure.count(row.on) if row.on else {}
            trusted_still = not FigureMark.objects.filter(figure=figure.name).exists()
        if right != row.facts and trusted_still:
            yield f"cijfer {figure.name} van {row.on}: {row.facts}, moet zijn {right}"
