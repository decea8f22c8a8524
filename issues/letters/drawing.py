"""The terms of a letter in the small drawing: two lanes, true to time, the spans that matter below.

The same steps as "stap voor stap" (`issues.letters.trail`), so both always tell the same. Pure numbers: 4.55
units per day, more for a short letter and less for a long one, so that it fits 1100 units. A label without
room is left out: it stands in the steps below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.letters.trail import COUNCIL, Stop, Wait
from wijkraad.ui.timeline import LEFT, Scale, months, rounded, straightened

WIDTH, RIGHT, BASE = 1100, 54, 178
LANES = {1: 54, 2: 124}
PER_DAY, MOST = 4.55, 12.0
APART = 98
"""Units that the middles of two labels on one line need between them."""
ROOM = 74
"""Units that a span needs for its words."""


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: int
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Measure:
    """A span below the drawing: its length in large, with whom it lay below; red when late."""

    x1: float
    x2: float
    large: str
    small: str
    late: bool = False

    @property
    def middle(self) -> float:
        return round((self.x1 + self.x2) / 2, 1)


@dataclass(slots=True)
class Drawing:
    """Everything the template writes down."""

    width: float = WIDTH
    months: list[tuple[float, date]] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    large: list[tuple[float, int, str]] = field(default_factory=list)
    rings: list[tuple[float, int]] = field(default_factory=list)
    claims: list[tuple[float, int]] = field(default_factory=list)
    fatal: list[tuple[float, int]] = field(default_factory=list)
    end: tuple[float, int] | None = None
    today: float | None = None
    labels: list[Label] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line: in one lane, gone by or still to come."""

    start: date
    end: date
    lane: int
    ahead: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days


def drawing_of(
    steps: Sequence[Stop | Wait], today: date, who: str, late_from: date | None = None
) -> Drawing | None:
    """The drawing of these steps; `who` is the other side, late since `late_from`.

    None while there is no time between the steps.
    """
    stops, spans = [one for one in steps if isinstance(one, Stop)], spans_of(steps)
    if not spans:
        return None
    start, last = stops[0].day, max(stops[-1].day, spans[-1].end)
    days = max(1, (last - start).days)
    room = WIDTH - LEFT - RIGHT
    scale = Scale(start, room / days if room / days < PER_DAY else min(MOST, room / days))
    found = Drawing()
    found.months = months(scale, scale.x(last) + RIGHT)
    found.lines = [*_lines(scale, spans, stops[0].lane)]
    if start <= today <= last:
        found.today = scale.x(today)
    _place(found, scale, stops, today)
    found.measures = _measures(scale, spans, who, late_from)
    found.words = " ".join(f"{one.day:%d-%m-%Y}: {one.words}" for one in stops)
    return found


def spans_of(steps: Iterable[Stop | Wait]) -> list[Span]:
    """The waits with their dates, those of one holder together."""
    found: list[Span] = []
    day = date.min
    for one in steps:
        if isinstance(one, Stop):
            day = one.day
        elif one.days:
            span = Span(day, day + timedelta(days=one.days), one.lane, one.ahead)
            day = span.end
            if found and (found[-1].lane, found[-1].ahead) == (span.lane, span.ahead):
                span = Span(found.pop().start, span.end, span.lane, span.ahead)
            found.append(span)
    return found


def _lines(scale: Scale, spans: Sequence[Span], lane: int) -> Iterable[tuple[str, str]]:
    """The line of what was, from `lane` on, and the dots of what is to come; both turn with the ball."""
    for css, ahead in (("sk-lijn", False), ("sk-straks", True)):
        some = [one for one in spans if one.ahead is ahead]
        before = next((one for one in reversed(spans) if not one.ahead), None) if ahead else None
        points: list[tuple[float, float]] = []
        for span in [*([before] if before else []), *some]:
            y = LANES[span.lane]
            if span is before:
                points = [(scale.x(span.end), y)]
                continue
            x = scale.x(span.start)
            points += [(x, points[-1][1] if points else LANES[lane]), (x, y), (scale.x(span.end), y)]
        if some:
            yield css, rounded(straightened(points))


def _place(found: Drawing, scale: Scale, stops: Sequence[Stop], today: date) -> None:
    """Large stops with room, rings, dashed rings for what is said or may be, double bars for fatal dates."""
    taken: list[tuple[float, int]] = []
    for stop in sorted(stops, key=lambda one: (one.small, one.look != "fataal", one.day)):
        x, y = scale.x(stop.day), LANES[stop.lane]
        crowded = any(abs(x - other) < 32 and y == row for other, row in taken)
        if stop.look == "fataal":
            found.fatal.append((x, y - 15))
        elif not stop.small and stop.look == "straks":
            found.end = (x, y)
        elif not stop.small and not crowded:
            found.large.append((x, y, stop.icon))
            taken.append((x, y))
        elif stop.look:
            found.claims.append((x, y))
        elif not any(abs(x - other) < 20 and y == row for other, row in taken):
            found.rings.append((x, y))
        _name(found, stop, x, y)


def _name(found: Drawing, stop: Stop, x: float, y: int) -> None:
    """The short name of a stop, where there is room for it."""
    half = 4.1 * len(stop.short) + 6
    at = min(max(x, LEFT - 20 + half), WIDTH - 14 - half)
    for row in (y - 24, y + 30) if stop.lane == COUNCIL else (y + 30, y - 24):
        beside = found.today is not None and row in (78, 100) and abs(found.today - at) < APART
        free = all(abs(one.x - at) >= APART or abs(one.y - row) > 16 for one in found.labels)
        if stop.short and free and not beside:
            found.labels.append(Label(round(at, 1), row, stop.short))
            return
        if stop.look == "fataal":
            found.labels.append(Label(x + 14, y + 5, stop.short, "start"))
            return


def _split(spans: Sequence[Span], late: date | None) -> Iterable[Span]:
    """The spans, the one in which it became late in two."""
    for one in spans:
        if late is None or one.ahead or not one.start < late < one.end:
            yield one
        else:
            yield Span(one.start, late, one.lane, one.ahead)
            yield Span(late, one.end, one.lane, one.ahead)


def _measures(scale: Scale, spans: Sequence[Span], who: str, late: date | None) -> list[Measure]:
    """How long it lay with whom, how long it is late, and how long it still runs."""
    found = []
    for span in _split(spans, late):
        x1, x2 = round(scale.x(span.start) + 3, 1), round(scale.x(span.end) - 3, 1)
        if x2 - x1 < ROOM:
            continue
        days = ngettext("%(n)s dag", "%(n)s dagen", span.days) % {"n": span.days}
        holder = _("van ons") if span.lane == COUNCIL else _("bij %(who)s") % {"who": who}
        over = late is not None and span.start >= late and not span.ahead
        small = _("te laat") if over else _("nog te gaan") if span.ahead else holder
        found.append(Measure(x1, x2, days, small, over))
    return found
