"""Het spoor in het kort: the same events true to time, lanes as rows, months below (svg.wp-spoorkaart).

Dates go in, a finished drawing comes out; nothing here knows what an event means. Up to 436 days one day is
2.2 units wide or more, longer stories are scaled to fit. The desc says the facts in words.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext
from markupsafe import Markup, escape

from wijkraad.ui.filters import month_short

LEFT, WIDTH, TOP, GAP = 128.0, 944.0, 50, 70
_CORNER = 7.0


class Span(NamedTuple):
    """A stretch of the line; kind: work, wait (nothing moved), watch (aftercare), ahead (still to come)."""

    start: date
    end: date
    lane: int
    kind: str = "work"


class Stop(NamedTuple):
    """A main stop with its icon; an empty word draws no label."""

    on: date
    lane: int
    icon: str
    word: str = ""


class Mark(NamedTuple):
    """A small sign; kind: near (open ring), claim (dashed), no (red cross), end (dashed, large)."""

    on: date
    lane: int
    kind: str
    word: str = ""


class Measure(NamedTuple):
    """A dimension line under the drawing: words large, `below` small; late ones are red."""

    start: date
    end: date
    words: str
    below: str = ""
    late: bool = False


class TrailMap(NamedTuple):
    """Everything of one drawing; lanes are (icon, word) from top to bottom."""

    lanes: Sequence[tuple[str, str]]
    spans: Sequence[Span]
    stops: Sequence[Stop]
    today: date
    title: str
    description: str
    marks: Sequence[Mark] = ()
    measures: Sequence[Measure] = ()
    key: str = "sk"


class _Scale:
    """From dates and lanes to places in the drawing."""

    def __init__(self, story: TrailMap) -> None:
        ends = [d for span in story.spans for d in (span.start, span.end)]
        ends += [stop.on for stop in story.stops] + [mark.on for mark in story.marks]
        self.start, self.end = min(ends), max(ends)
        self.days = max((self.end - self.start).days, 1)
        self.unit = min(WIDTH / self.days, 12.0)
        self.bottom = TOP + GAP * (len(story.lanes) - 1) + 38

    def x(self, on: date) -> float:
        return LEFT + (on - self.start).days * self.unit

    @staticmethod
    def y(lane: int) -> int:
        return TOP + GAP * lane


def draw(story: TrailMap) -> Markup:
    """The drawing as SVG; empty when there is nothing to place."""
    if not story.spans and not story.stops:
        return Markup("")
    scale = _Scale(story)
    height = scale.bottom + (80 if story.measures else 8)
    inside = "".join(
        [*_months(scale), *_lanes(story, scale), *_line(story, scale), *_signs(story, scale)]
        + [*_today(story, scale), *_labels(story, scale), *_measures(story, scale)]
    )
    key = escape(story.key)
    return Markup(  # noqa: S704 - numbers, our own shapes, escaped words
        f'<svg class="wp-spoorkaart" viewBox="0 0 1100 {height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(story.title)}</title>'
        f'<desc id="{key}-d">{escape(story.description)}</desc>{inside}</svg>'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _months(scale: _Scale) -> Iterator[str]:
    """A hairline on the first of each month; in long stories only some get their name."""
    yield '<g class="sk-maand">'
    every = max(1, round(45 / (30.4 * scale.unit)))
    first = (scale.start.replace(day=1) + timedelta(days=32)).replace(day=1)
    while first <= scale.end:
        x = scale.x(first)
        if first.month % every == 1 % every:
            words = f"{month_short(first)} {first.year}" if first.month == 1 else month_short(first)
            yield f'<path d="M{_n(x)} 30V{scale.bottom}"/>'
            yield f'<text x="{_n(x + 5)}" y="{scale.bottom - 2}">{words}</text>'
        first = (first + timedelta(days=32)).replace(day=1)
    yield "</g>"


def _lanes(story: TrailMap, scale: _Scale) -> Iterator[str]:
    yield '<g class="sk-baan">'
    for lane, (icon, word) in enumerate(story.lanes):
        y = scale.y(lane)
        yield f'<path d="M128 {y}H1086"/><use href="#i-{icon}" x="2" y="{y - 9}" width="18" height="18"/>'
        yield f'<text x="28" y="{y + 5}">{escape(word)}</text>'
    yield "</g>"


def _rounded(points: list[tuple[float, float]]) -> str:
    """A path through the points, its corners rounded as far as the sides allow."""
    path = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(_CORNER, _length(before, here) / 2, _length(here, after) / 2)
        (ax, ay), (bx, by) = _towards(here, before, r), _towards(here, after, r)
        path += f"L{_n(ax)} {_n(ay)}Q{_n(here[0])} {_n(here[1])} {_n(bx)} {_n(by)}"
    return f"{path}L{_n(points[-1][0])} {_n(points[-1][1])}"


def _length(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: tuple[float, float], b: tuple[float, float], distance: float) -> tuple[float, float]:
    whole = _length(a, b) or 1.0
    share = distance / whole
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


_CLASS = {"work": "sk-lijn", "wait": "sk-lijn", "watch": "sk-bewaak", "ahead": "sk-straks"}


def _line(story: TrailMap, scale: _Scale) -> Iterator[str]:
    """Stretches of one look become one path, so that lane changes get their round corners."""
    points: list[tuple[float, float]] = []
    look = ""
    for span in story.spans:
        y = float(scale.y(span.lane))
        if _CLASS[span.kind] != look and points:
            yield f'<path class="{look}" d="{_rounded(points)}"/>'
            points = points[-1:]
        look = _CLASS[span.kind]
        for point in ((scale.x(span.start), y), (scale.x(span.end), y)):
            if not points or _length(points[-1], point) > 0:
                points.append(point)
    if len(points) > 1:
        yield f'<path class="{look}" d="{_rounded(points)}"/>'
    for span in story.spans:
        x1, x2 = scale.x(span.start) + 9, scale.x(span.end) - 7
        if span.kind == "wait" and x2 > x1:
            yield f'<path class="sk-wacht" d="M{_n(x1)} {scale.y(span.lane)}H{_n(x2)}"/>'


def _signs(story: TrailMap, scale: _Scale) -> Iterator[str]:
    for mark in story.marks:
        x, y = _n(scale.x(mark.on)), scale.y(mark.lane)
        if mark.kind == "near":
            yield f'<circle class="sk-bijna" cx="{x}" cy="{y}" r="6"/>'
        elif mark.kind == "end":
            yield f'<circle class="sk-eind" cx="{x}" cy="{y}" r="9"/>'
        elif mark.kind == "claim":
            yield f'<g class="sk-claim"><circle cx="{x}" cy="{y}" r="7"/></g>'
        else:
            cross = f"M{_n(scale.x(mark.on) - 3)} {y - 3}l6 6m0 -6l-6 6"
            yield f'<g class="sk-nee"><circle cx="{x}" cy="{y}" r="7"/><path d="{cross}"/></g>'
    for stop in story.stops:
        x_, y = scale.x(stop.on), scale.y(stop.lane)
        yield (
            f'<g class="sk-stop"><circle cx="{_n(x_)}" cy="{y}" r="15"/>'
            f'<use href="#i-{stop.icon}" x="{_n(x_ - 8)}" y="{y - 8}" width="16" height="16"/></g>'
        )


def _today(story: TrailMap, scale: _Scale) -> Iterator[str]:
    if not scale.start <= story.today <= scale.end:
        return
    x = scale.x(story.today)
    yield (
        f'<g class="sk-nu"><path d="M{_n(x)} 30V{scale.bottom}"/>'
        f'<rect x="{_n(x - 37)}" y="74" width="74" height="22" rx="11"/>'
        f'<text x="{_n(x)}" y="89.5" text-anchor="middle">{escape(gettext("vandaag"))}</text></g>'
    )


def _labels(story: TrailMap, scale: _Scale) -> Iterator[str]:
    """Words above their sign; below it when the place is taken; left out when that is taken too."""
    taken: list[tuple[float, float, int]] = []
    yield '<g class="sk-label">'
    signs = [(s.on, s.lane, s.word, "") for s in story.stops]
    signs += [(m.on, m.lane, m.word, ' class="sk-rood"' if m.kind == "no" else "") for m in story.marks]
    for on, lane, word, classes in signs:
        if not word:
            continue
        half = 4.2 * len(word) + 4
        x = min(max(scale.x(on), half + 2), 1098 - half)
        for y in (scale.y(lane) - 24, scale.y(lane) + 32):
            if all(abs(y - ty) > 12 or x + half < left or x - half > right for left, right, ty in taken):
                taken.append((x - half, x + half, y))
                yield f'<text{classes} x="{_n(x)}" y="{y}" text-anchor="middle">{escape(word)}</text>'
                break
    yield "</g>"


def _measures(story: TrailMap, scale: _Scale) -> Iterator[str]:
    top = scale.bottom + 16
    yield '<g class="sk-maat">'
    for measure in story.measures:
        a, b = scale.x(measure.start) + 3, scale.x(measure.end) - 3
        if b - a < 20:
            continue
        place = f'x="{_n((a + b) / 2)}" text-anchor="middle"'
        classes = ' class="is-laat"' if measure.late else ""
        yield (
            f'<g{classes}><path d="M{_n(a)} {top}v14M{_n(b)} {top}v14M{_n(a)} {top + 7}H{_n(b)}"/>'
            f'<text class="sk-getal" {place} y="{top + 35}">{escape(measure.words)}</text>'
            f'<text {place} y="{top + 55}">{escape(measure.below)}</text></g>'
        )
    yield "</g>"
