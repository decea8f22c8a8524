"""Charts as inline SVG from plain numbers; each says its facts in its label, a table stands beside it.

Widths and heights are SVG attributes, never `style=`; colours come from CSS classes. Everything returns
finished Markup; text is escaped.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup, escape

Number = int | float | Decimal


def _n(value: Number) -> str:
    """A coordinate: one decimal at most, without a trailing .0."""
    return f"{float(value):.1f}".removesuffix(".0")


def _svg(classes: str, box: str, label: str, inside: str, stretch: bool = False) -> Markup:
    ratio = ' preserveAspectRatio="none"' if stretch else ""
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="{classes}" viewBox="{box}"{ratio} {spoken}>{inside}</svg>')  # noqa: S704


def month_bars(values: Sequence[tuple[str, int]], label: str) -> Markup:
    """(month, count) per month → the little bar chart of the report card (wp-maandstaaf)."""
    top = max((count for _name, count in values), default=0) or 1
    drawn = []
    for place, (name, count) in enumerate(values):
        x = 2 + 30 * place
        height = 36 * count / top if count else 1.5
        drawn.append(f'<rect x="{x}" y="{_n(48 - height)}" width="24" height="{_n(height)}" rx="1"/>')
        if count:
            drawn.append(_count(x + 12, 44 - height, count))
        drawn.append(f'<text x="{x + 12}" y="61" text-anchor="middle">{escape(name)}</text>')
    width = max(30 * len(values), 30)
    inside = _svg("", f"0 0 {width} 64", label, "".join(drawn)).replace('class="" ', "")
    return Markup('<figure class="wp-maandstaaf">{}</figure>').format(inside)


def _count(x: int, y: float, count: int) -> str:
    return f'<text class="is-getal" x="{x}" y="{_n(y)}" text-anchor="middle">{count}</text>'


def spark(values: Sequence[Number]) -> Markup:
    """A line without axis; decoration beside a figure, hidden from screen readers (wp-vonk)."""
    if len(values) < 2:
        return Markup("")
    low, high = float(min(values)), float(max(values))
    span = (high - low) or 1
    step = 110 / (len(values) - 1)
    points = [(step * i, 24 - 22 * (float(value) - low) / span) for i, value in enumerate(values)]
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    end = f'<circle cx="{_n(points[-1][0])}" cy="{_n(points[-1][1])}" r="3.5"/>'
    return _svg("wp-vonk", "-3 -4 118 32", "", f'<polyline points="{line}"/>{end}')


def progress(part: Number, whole: Number, label: str, second: Number = 0, money: bool = False) -> Markup:
    """A bar with one or two parts of a whole (wp-voortgang); parts beyond the whole are cut off."""
    whole_ = float(whole) or 1.0
    first = min(float(part), whole_)
    rest = min(float(second), whole_ - first)
    inside = (
        f'<rect class="wp-voortgang__rest" width="{_n(whole_)}" height="10" rx="5"/>'
        f'<rect class="wp-voortgang__deel" width="{_n(first)}" height="10" rx="5"/>'
    )
    if rest:
        inside += f'<rect class="wp-voortgang__deel2" x="{_n(first)}" width="{_n(rest)}" height="10"/>'
    classes = "wp-voortgang wp-voortgang--geld" if money else "wp-voortgang"
    return _svg(classes, f"0 0 {_n(whole_)} 10", label, inside, stretch=True)


def share_bar(part: Number, whole: Number) -> Markup:
    """The small bar under a number of days (wp-staafje); the number itself is the text."""
    inside = f'<rect width="{_n(whole)}" height="8"/><rect class="is-deel" width="{_n(part)}" height="8"/>'
    return _svg("wp-staafje", f"0 0 {_n(whole)} 8", "", inside, stretch=True)


def goal_meter(start: Number, now: Number, goal: Number, label: str) -> Markup:
    """From start to goal on one line with where it stands now (wp-doelmeter); works downwards too."""
    span = float(goal) - float(start)
    share = 0.0 if not span else (float(now) - float(start)) / span
    x = _n(8 + 284 * min(max(share, 0.0), 1.0))
    inside = (
        f'<path class="is-baan" d="M8 15H292"/><path class="is-weg" d="M8 15H{x}"/>'
        f'<circle class="is-start" cx="8" cy="15" r="5"/><circle class="is-nu" cx="{x}" cy="15" r="9"/>'
        '<circle class="is-doel" cx="292" cy="15" r="7"/>'
    )
    return _svg("", "0 0 300 30", label, inside).replace('class="" ', "")


def budget_bar(
    theme: str, scale: Number, original: Number, amended: Number, paid: Number, reserved: Number, label: str
) -> Markup:
    """One budget line on the common `scale` (euros): paid solid, reserved lighter; tick = original."""
    over = float(paid) + float(reserved) - float(original)
    inside = (
        f'<rect class="b-ruimte" y="5" width="{_n(amended)}" height="20"/>'
        f'<rect class="b-betaald e-{escape(theme)}" y="5" width="{_n(paid)}" height="20"/>'
    )
    if reserved:
        inside += (
            f'<rect class="b-res e-{escape(theme)}" x="{_n(paid)}" y="5" width="{_n(reserved)}" height="20"/>'
        )
    if over > 0:
        inside += f'<rect class="b-over" x="{_n(original)}" y="5" width="{_n(over)}" height="20"/>'
    inside += f'<path class="b-orig" d="M{_n(original)} 0V30"/>'
    return _svg("", f"0 0 {_n(float(scale) or 1)} 30", label, inside, stretch=True).replace('class="" ', "")


class Slot(NamedTuple):
    """A part of the hundred coins: class (theme key, `los` no issue, `org` organisation), word, amount."""

    key: str
    word: str
    amount: Decimal


def cents(slots: Sequence[Slot]) -> list[int]:
    """How many of a hundred coins each slot gets; largest remainder, so always 100 together (or all 0)."""
    total = sum((slot.amount for slot in slots), Decimal(0))
    if total <= 0:
        return [0] * len(slots)
    exact = [slot.amount * 100 / total for slot in slots]
    whole = [int(value) for value in exact]
    by_rest = sorted(range(len(slots)), key=lambda i: whole[i] - exact[i])
    for i in by_rest[: 100 - sum(whole)]:
        whole[i] += 1
    return whole


def coins(slots: Sequence[Slot], label: str, target: int = 0) -> Markup:
    """One euro as a hundred coins, twenty per row; `target` draws the stepped line under that many coins."""
    drawn, place = [], 0
    for slot, count in zip(slots, cents(slots), strict=True):
        radius = "7.2" if slot.key == "los" else "8.2"
        for _coin in range(count):
            x, y = 10 + 20 * (place % 20), 10 + 24 * (place // 20)
            drawn.append(f'<circle class="e-{escape(slot.key)}" cx="{x}" cy="{y}" r="{radius}"/>')
            place += 1
    if target:
        row, column = divmod(target, 20)
        y = 24 * row + 22
        d = f"M0 {y}H{20 * column}V{y - 24}H400" if column else f"M0 {y - 24}H400"
        drawn.append(f'<path class="wp-munten__doel" d="{d}"/>')
    return _svg("wp-munten", "0 0 400 118", label, "".join(drawn))


def score_bar(parts: Sequence[tuple[str, str, Number]], label: str) -> Markup:
    """Parts (class, word, points of 100) in fixed order on a bar of 100 points (wp-rang__balk)."""
    drawn, x = ['<rect class="p-rest" width="1000" height="22"/>'], 0.0
    for classes, word, points in parts:
        width = float(points) * 10
        if width > 3:
            drawn.append(
                f'<rect class="p-{escape(classes)}" x="{_n(x)}" width="{_n(width - 3)}" height="22">'
                f"<title>{escape(word)}</title></rect>"
            )
        x += width
    return _svg("wp-rang__balk", "0 0 1000 22", label, "".join(drawn), stretch=True)


def norm_line(day: int, norm: int) -> Markup:
    """Working days of a waiting report: one stop per day, a bar at the norm, red beyond it (wp-normlijn)."""
    late = day > norm
    end = max(day, norm)
    gap = min(15.0, 90.0 / max(end, 1))

    def at(place: int) -> str:
        return _n(7 + gap * place)

    drawn = [f'<path class="is-rest" d="M7 7H{at(end)}"/><path class="is-weg" d="M7 7H{at(day)}"/>']
    drawn += [f'<circle class="is-af" cx="{at(i)}" cy="7" r="3"/>' for i in range(day)]
    drawn += [f'<circle class="is-straks" cx="{at(i)}" cy="7" r="2.2"/>' for i in range(day + 1, norm + 1)]
    drawn.append(f'<path class="is-norm" d="M{at(norm)} 0V14"/>')
    drawn.append(f'<circle class="is-nu" cx="{at(day)}" cy="7" r="4.6"/>')
    return _svg("wp-normlijn is-laat" if late else "wp-normlijn", "0 0 104 14", "", "".join(drawn))
