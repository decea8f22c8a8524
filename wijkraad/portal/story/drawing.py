"""Het spoor in het kort: the geometry of `svg.wp-spoorkaart`, true to time.

Pure numbers: 2.2 units per day (4.55 for a short story, 960 in all for one over 500 days), lanes at
y 50, 120 and 190, corners rounded 7. The template only writes them down. A stop that would touch its
neighbour becomes a small ring, a label or measure without room is left out: the steps below the drawing
and the list beside it hold the same facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wijkraad.portal.story.events import Stop
from wijkraad.portal.story.holders import Span
from wijkraad.ui.timeline import LEFT, Scale, months, rounded, straightened

WIDTH, HEIGHT = 1100, 308
LANES = (50, 120, 190)
BASE = 228
PER_DAY, SHORT, FIT = 2.2, 4.55, 960.0
MAIN = frozenset({"report", "decision", "action", "money", "result", "stopped", "aftercare"})


@dataclass(slots=True)
class Text:
    """A label; `css` is empty or `sk-rood`."""

    x: float
    y: float
    kind: str
    anchor: str = "middle"
    css: str = ""
    count: int = 0


@dataclass(slots=True)
class Measure:
    """A dimension line under the drawing: days in large, a few words below, red when late."""

    x1: float
    x2: float
    days: int
    kind: str
    late: int = 0
    rank: int = 5

    @property
    def middle(self) -> float:
        return round((self.x1 + self.x2) / 2, 1)


@dataclass(slots=True)
class Drawing:
    """Everything the template writes down."""

    scale: Scale
    width: float = WIDTH
    line: str = ""
    waits: list[str] = field(default_factory=list)
    watch: str = ""
    future: str = ""
    months: list[tuple[float, date]] = field(default_factory=list)
    stops: list[tuple[float, int, str]] = field(default_factory=list)
    rings: list[tuple[float, int]] = field(default_factory=list)
    claims: list[tuple[float, int]] = field(default_factory=list)
    noes: list[tuple[float, int]] = field(default_factory=list)
    today: float | None = None
    end: tuple[float, int] | None = None
    labels: list[Text] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)


def scale_for(start: date, end: date) -> Scale:
    """2.2 units per day; more for a short story, less beyond 500 days."""
    days = max(1, (end - start).days)
    if days > 500:
        return Scale(start, FIT / days)
    return Scale(start, SHORT if days <= 210 else PER_DAY)


def track(scale: Scale, spans: Sequence[Span], last_lane: int | None = None) -> list[tuple[float, float]]:
    """The corner points of the line: from the report in the residents' lane along every holder."""
    start = scale.x(scale.start)
    points: list[tuple[float, float]] = [(start, LANES[0])]
    lane = 0
    for span in spans:
        if span.lane != lane:
            x = scale.x(span.start)
            x = round(x + scale.per_day, 1) if x == start else x
            points += [(x, LANES[lane]), (x, LANES[span.lane])]
            lane = span.lane
        points.append((scale.x(span.end), LANES[lane]))
    if last_lane is not None and last_lane != lane:
        points += [(points[-1][0], LANES[last_lane])]
    return straightened(points)


def draw(
    stops: Sequence[Stop],
    spans: Sequence[Span],
    dotted: Iterable[Span],
    measures: Iterable[tuple[date, date, str, int, int]],
    *,
    today: date,
    end: date | None,
    watch_from: date | None = None,
    last_lane: int | None = None,
) -> Drawing:
    """The whole drawing. `end` is the planned end (of nazorg, or the date promised); None when it is over.

    `measures` holds (from, to, kind, days late, rank); the lowest ranks get their room first.
    """
    start = stops[0].on
    ends = [start, *(s.end for s in spans), *(s.on for s in stops)]
    last = max([*ends, end] if end else ends)
    scale = scale_for(start, last)
    found = Drawing(scale, max(WIDTH, round(scale.x(last) + 28)))
    found.months = months(scale, found.width - 14)
    found.line = rounded(track(scale, spans, last_lane))
    found.waits = [_wait(scale, span) for span in dotted if span.days * scale.per_day > 22]
    _future(found, scale, spans, today, end, watch_from, last_lane)
    _place_stops(found, scale, stops)
    found.measures = _fitting(scale, measures)
    return found


def _wait(scale: Scale, span: Span) -> str:
    x1, x2, y = scale.x(span.start), scale.x(span.end), LANES[span.lane]
    x1 += 4.4 if span.start == scale.start else 0
    return f"M{x1 + 6.6:.1f} {y}H{x2 - 6.6:.1f}"


def _future(
    found: Drawing,
    scale: Scale,
    spans: Sequence[Span],
    today: date,
    end: date | None,
    watch_from: date | None,
    last_lane: int | None,
) -> None:
    """Nazorg so far (thin), what is still to come (dots), the line of today and the open end."""
    if end is None:
        return
    lane = last_lane if last_lane is not None else spans[-1].lane if spans else 1
    y, now = LANES[lane], min(max(scale.x(today), LEFT), found.width - 14)
    if watch_from:
        found.watch = f"M{scale.x(watch_from)} {y}H{min(now, scale.x(end))}"
    found.today = now
    if end > today:
        found.future = f"M{now} {y}H{scale.x(end)}"
        found.end = (scale.x(end), y)


def _place_stops(found: Drawing, scale: Scale, stops: Sequence[Stop]) -> None:
    """Main stops with room are large; agendas and crowded ones small rings; claims and noes as they are."""
    taken: list[tuple[float, int]] = []
    pill = [Text(found.today, 90, "today")] if found.today is not None else []
    for stop in stops:
        x = scale.x(stop.on)
        y = LANES[stop.lane]
        if stop.kind == "agenda":
            found.rings += [
                (scale.x(point.on), y) for point in stop.rows if point.on != stop.extra["decided"]
            ]
        elif stop.kind == "claim":
            found.claims.append((x, LANES[0]))
        elif stop.kind in {"no", "back"}:
            found.noes.append((x, LANES[0]))
        elif stop.kind in MAIN and stop.kind != "aftercare":
            if any(abs(x - other) < 32 and y == row for other, row in taken):
                if stop.kind != "money":
                    found.rings.append((x, y))
            else:
                taken.append((x, y))
                found.stops.append((x, y, stop.icon))
                found.labels += _label([*found.labels, *pill], stop, x, y)
    _crowd(found)


def _crowd(found: Drawing) -> None:
    """A ring under a large stop or on another ring is not drawn twice."""
    large = [(x, y) for x, y, _ in found.stops]
    kept: list[tuple[float, int]] = []
    for x, y in found.rings:
        if all(abs(x - a) >= 20 or y != b for a, b in large) and all(
            abs(x - a) >= 13 or y != b for a, b in kept
        ):
            kept.append((x, y))
    found.rings = kept


def _label(placed: Sequence[Text], stop: Stop, x: float, y: int) -> list[Text]:
    """The name of a stop above its lane, else below; nothing when both places are taken."""
    if stop.kind == "report":
        return [Text(x - 14, 26, "report", "start")]
    again = sum(1 for text in placed if text.kind == stop.kind)
    below = Text(x, y + 32, stop.kind, count=again)
    above = Text(x, y - 24, stop.kind, count=again)
    order = (below, above) if stop.kind in {"action", "money"} else (above, below)
    return next(([text] for text in order if all(_apart(text, other) for other in placed)), [])


def _apart(a: Text, b: Text) -> bool:
    return abs(a.y - b.y) > 16 or abs(a.x - b.x) > 92


def _fitting(scale: Scale, wanted: Iterable[tuple[date, date, str, int, int]]) -> list[Measure]:
    """At most four measures that do not touch: the important ones first, then by place."""
    kept: list[Measure] = []
    for start, end, kind, late, rank in sorted(wanted, key=lambda m: m[4]):
        days = (end - start).days
        x1, x2 = scale.x(start) + 3, scale.x(end) - 3
        one = Measure(round(x1, 1), round(x2, 1), days, kind, late, rank)
        if x2 - x1 >= 62 and len(kept) < 4 and all(_beside(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda m: m.x1)


def _beside(a: Measure, b: Measure) -> bool:
    """Whether two measures do not overlap and their words, about 110 wide, have room."""
    apart = a.x2 <= b.x1 + 7 or b.x2 <= a.x1 + 7
    return apart and abs(a.middle - b.middle) >= 112
