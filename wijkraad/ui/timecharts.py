"""Charts over time as inline SVG: layers that pile up, and a bar per year. The finding stands in words beside
it, a table under it.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from wijkraad.ui.filters import month_short, number

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 262, 34, 482, 14, 232
LINE = 19
"""Room between two direct labels."""


class Layer(NamedTuple):
    """One layer from the bottom: its word, its number per day, and where its last number leads (""
    nowhere).
    """

    word: str
    numbers: Sequence[int]
    href: str = ""


COLUMN, COLUMNS, BAR, TALL = 46, 6, 32, 62
"""A bar per year: room per year, years that always have room, width and height of a bar."""


class Year(NamedTuple):
    """One year: its name, its number (None: not told), the number in words, whether it still runs."""

    name: str
    number: float | None
    words: str
    runs: bool = False


def year_bars(years: Sequence[Year], label: str) -> Markup:
    """A bar per year from nought (wp-jaarstaaf); a year that still runs is dashed, one not told has none."""
    top = max((one.number or 0 for one in years), default=0) or 1
    drawn = []
    for place, one in enumerate(years):
        middle, high = COLUMN * place + COLUMN / 2, TALL * max(one.number or 0, 0) / top
        bar = Markup('<rect{} x="{:.0f}" y="{:.1f}" width="{}" height="{:.1f}" rx="1"/>')
        if one.number is not None:
            runs = Markup(' class="is-lopend"') if one.runs else ""
            drawn.append(bar.format(runs, middle - BAR / 2, TALL + 16 - high, BAR, max(high, 1.5)))
        words = Markup('<text class="{}" x="{:.0f}" y="{:.1f}" text-anchor="middle">{}</text>')
        kind = "is-getal" if one.number is not None else "is-weinig"
        drawn.append(words.format(kind, middle, TALL + 12 - high, one.words))
        drawn.append(words.format("is-jaar", middle, TALL + 30, one.name))
    wide = COLUMN * max(len(years), COLUMNS)
    box = f"0 0 {wide} {TALL + 36}"
    svg = Markup(
        '<figure class="wp-jaarstaaf"><svg viewBox="{}" role="img" aria-label="{}">{}</svg></figure>'
    )
    return svg.format(box, label, Markup("").join(drawn))


def round_top(most: int) -> int:
    """The top of a scale: three equal round steps that hold `most` (3, 6, 15, 30, 60 …)."""
    step, place = 1, 0
    while 3 * step < most:
        step, place = step * (2, 5, 10)[place % 3] // (1, 2, 5)[place % 3], place + 1
    return 3 * step


def piled(days: Sequence[date], layers: Sequence[Layer], title: str, words: str) -> Markup:
    """Layers on top of one another per day (wp-stroom); the first is the lowest and darkest."""
    if len(days) < 2:
        return Markup("")
    top = round_top(max(map(sum, zip(*(layer.numbers for layer in layers), strict=True)), default=0))
    left = _left_of(top)
    step = (RIGHT - left) / (len(days) - 1)
    xs = [left + step * place for place in range(len(days))]
    drawn, labels, below = [_axis(top, days, xs)], [], [0] * len(days)
    lowest = BOTTOM + float(LINE)
    for place, layer in enumerate(layers, start=1):
        above = [base + more for base, more in zip(below, layer.numbers, strict=True)]
        drawn.append(_area(place, xs, below, above, top))
        middle = _y((below[-1] + above[-1]) / 2, top)
        lowest = min(middle, lowest - LINE)
        labels.append(_label(layer, middle, lowest))
        below = above
    inside = Markup("").join([*drawn, *labels])
    return Markup(
        '<svg class="wp-stroom" viewBox="0 0 {} {}" role="group" aria-labelledby="cf-t cf-d">'
        '<title id="cf-t">{}</title><desc id="cf-d">{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, title, words, inside)


def _left_of(top: int) -> int:
    """Where the first day stands: a long number of the scale needs more room left of it."""
    return LEFT + 11 * max(0, len(number(top)) - 3)


def _y(height: float, top: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * height / top


def _axis(top: int, days: Sequence[date], xs: Sequence[float]) -> Markup:
    left = _left_of(top)
    lines = [
        Markup('<path d="M{} {:.1f}H{}"/><text x="{}" y="{:.1f}" text-anchor="end">{}</text>').format(
            left, _y(step, top), RIGHT, left - 6, _y(step, top) + 4, number(step)
        )
        for step in range(0, top + 1, top // 3)
    ]
    names = [
        Markup('<text x="{:.1f}" y="252" text-anchor="middle">{}</text>').format(x, month_short(day))
        for x, day in zip(xs, days, strict=True)
    ]
    return Markup('<g class="as">{}{}</g>').format(Markup("").join(lines), Markup("").join(names))


def _area(place: int, xs: Sequence[float], below: Sequence[int], above: Sequence[int], top: int) -> Markup:
    points = [*zip(xs, above, strict=True), *reversed(list(zip(xs, below, strict=True)))]
    path = "L".join(f"{x:.1f} {_y(height, top):.1f}" for x, height in points)
    return Markup('<path class="laag laag{}" d="M{}Z"/>').format(place, path)


def _label(layer: Layer, middle: float, y: float) -> Markup:
    """Its last number and word at the end of the layer, with a small line to it."""
    last = number(layer.numbers[-1])
    line = Markup('<path class="lijntje" d="M483 {:.1f}L494 {:.1f}"/>').format(middle, y)
    words = Markup('<text class="naam" x="499" y="{:.1f}"><tspan class="getal">{}</tspan> {}</text>')
    text = words.format(y + 4.5, last, layer.word)
    if not layer.href:
        return line + text
    return line + Markup('<a href="{}" aria-label="{} {}">{}</a>').format(layer.href, last, layer.word, text)
