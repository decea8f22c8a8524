"""Reading in official figures: judged row by row, then all of a file or nothing; it can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from issues.actions.facts import only_keepers
from issues.importing.indicators import COLUMNS, IndicatorResource, places_of
from issues.importing.reports import Fault
from issues.importing.sheets import rows_of
from issues.models import Indicator, IndicatorFile, IndicatorValue
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

MOST = 20_000
"""Rows of one file."""
FAULTS_KEPT = 200
NEEDED = ("reeks", "jaar", "waarde")
State = IndicatorFile.State
Place = tuple[int, int | None, int]
"""Series, area and year: what a figure is of."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a file: what it will be, and what stands there now (None: nothing)."""

    fresh: IndicatorValue
    now: IndicatorValue | None

    @property
    def same(self) -> bool:
        now, fresh = self.now, self.fresh
        return now is not None and (now.value, now.source, now.source_on) == (
            fresh.value, fresh.source, fresh.source_on,
        )  # fmt: skip


@action("indicator.keep")
def keep_figures(
    content: bytes, *, by: User, name: str, source: str = "", source_on: date | None = None
) -> IndicatorFile:
    """Judge a CSV or XLSX file; none of its figures is taken in yet. Refused for what is no list.

    `source` and `source_on` are for rows that have none of their own.
    """
    only_keepers(by)
    count, faults, made = _judged(content, source.strip(), source_on)
    return IndicatorFile.objects.create(
        name=name[-120:],
        rows=count,
        by=by,
        at=clock.now(),
        state=State.FAULTY if faults else State.READY,
        found=[] if faults else [_stored(one) for one in made],
        faults=[list(one) for one in faults[:FAULTS_KEPT]],
        fault_count=len(faults),
    )


def _judged(
    content: bytes, source: str, source_on: date | None
) -> tuple[int, list[Fault], list[IndicatorValue]]:
    """How many rows there are, what is wrong with them, and the figures."""
    rows = iter(rows_of(content))
    _number, heads = next(rows, (0, []))
    titles = ["" if head is None else str(head) for head in heads]
    places = places_of(titles)
    lacking = [str(COLUMNS[name]) for name in NEEDED if name not in places]
    if lacking:
        words = _("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(lacking)}
        raise Refused(words, code="facts.columns")
    picked = [(number, [_cell(cells, places.get(column)) for column in COLUMNS]) for number, cells in rows]
    if not picked:
        raise Refused(_("Onder de namen van de kolommen staat niets."), code="facts.empty")
    if len(picked) > MOST:
        raise Refused(_("Dit zijn meer dan 20.000 rijen. Knip de lijst in stukken."), code="facts.rows")
    resource = IndicatorResource(source, source_on)
    faults = resource.read(picked, {column: titles[place] for column, place in places.items()})
    return len(picked), faults, resource.made


def _cell(cells: list[Any], place: int | None) -> Any:
    return cells[place] if place is not None and place < len(cells) else ""


def _stored(one: IndicatorValue) -> list[Any]:
    """A figure as JSON; the value and the day as text."""
    return [one.indicator_id, one.area_id, one.year, str(one.value), one.source, one.source_on.isoformat()]


def _understood(stored: Sequence[Any], file: int) -> IndicatorValue:
    series, area, year, value, source, on = stored[:6]
    return IndicatorValue(
        indicator_id=series, area_id=area, year=year, value=Decimal(value), source=source,
        source_on=date.fromisoformat(on), file_id=file,
    )  # fmt: skip


def place_of(one: IndicatorValue) -> Place:
    return one.indicator_id, one.area_id, one.year


def changes_of(file: IndicatorFile) -> list[Change]:
    """What a file that waits would do, row by row, against what stands there now. Two statements."""
    fresh = [_understood(row, file.pk) for row in file.found]
    there = _standing({one.indicator_id for one in fresh})
    return [Change(one, there.get(place_of(one))) for one in fresh]


def _standing(series: set[int]) -> Mapping[Place, IndicatorValue]:
    return {place_of(one): one for one in IndicatorValue.objects.filter(indicator__in=series)}


@action("indicator.read")
def take_in_figures(file: IndicatorFile, *, by: User) -> IndicatorFile:
    """Write all figures of a judged file, or none. What they replace is kept, so that it can be undone."""
    only_keepers(by)
    file = IndicatorFile.objects.select_for_update().get(pk=file.pk)
    if file.state == State.FAULTY:
        raise Refused(
            _("In dit bestand is nog iets mis. Er is niets ingelezen."), code="import.faulty",
            first=_("Verbeter de lijst en stuur hem opnieuw."),
        )  # fmt: skip
    if file.state != State.READY:
        raise Refused(_("Dit bestand is al ingelezen of weggegooid."), code="import.state")
    _hold({row[0] for row in file.found})
    changed = [one for one in changes_of(file) if not one.same]
    if not changed:
        raise Refused(_("Alles uit dit bestand staat er al."), code="import.nothing")
    file.replaced = [[*_stored(one.now), one.now.file_id] for one in changed if one.now is not None]
    _write([one.fresh for one in changed])
    file.state, file.found, file.added, file.read_at = State.DONE, [], len(changed), clock.now()
    file.save(update_fields=["state", "found", "added", "replaced", "read_at"])
    return file


def _hold(series: set[int]) -> None:
    """Whoever reads figures into one of these series waits; always in the same order."""
    list(Indicator.objects.select_for_update().filter(pk__in=series).order_by("pk"))


def _write(values: Sequence[IndicatorValue]) -> None:
    IndicatorValue.objects.bulk_create(
        values, batch_size=1000, update_conflicts=True, unique_fields=["indicator", "area", "year"],
        update_fields=["value", "source", "source_on", "file"],
    )  # fmt: skip


@action("indicator.undo")
def take_back_figures(file: IndicatorFile, *, by: User) -> IndicatorFile:
    """Take a file out again: what it replaced stands there as before, what was new is gone.

    Refused while a later file stands over one of its figures.
    """
    only_keepers(by)
    file = IndicatorFile.objects.select_for_update().get(pk=file.pk)
    if file.state != State.DONE or not file.added:
        raise Refused(_("Dit bestand kan niet worden teruggedraaid."), code="import.state")
    _hold(set(IndicatorValue.objects.filter(file=file).values_list("indicator", flat=True)))
    mine = list(IndicatorValue.objects.filter(file=file))
    if len(mine) != file.added:
        raise Refused(
            _("Een later bestand verving cijfers van dit bestand."), code="import.later",
            first=_("Draai eerst dat latere bestand terug."),
        )  # fmt: skip
    before = [_understood(row, row[6]) for row in file.replaced]
    kept = {place_of(one) for one in before}
    IndicatorValue.objects.filter(pk__in=[one.pk for one in mine if place_of(one) not in kept]).delete()
    _write(before)
    file.state, file.undone_at, file.undone_by = State.UNDONE, clock.now(), by
    file.save(update_fields=["state", "undone_at", "undone_by"])
    return file


@action("indicator.drop")
def drop_figures(file: IndicatorFile, *, by: User) -> IndicatorFile:
    """Throw a file away that was not read in."""
    only_keepers(by)
    file = IndicatorFile.objects.select_for_update().get(pk=file.pk)
    if file.state not in (State.FAULTY, State.READY):
        raise Refused(_("Dit bestand is al ingelezen."), code="import.state")
    file.state, file.found, file.faults = State.DROPPED, [], []
    file.save(update_fields=["state", "found", "faults"])
    return file
