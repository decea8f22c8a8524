"""The pieces of line beside the steps, each drawn once per process and reused as finished text."""

from functools import cache

from markupsafe import Markup

X = (14, 42, 70)
_LANES = '<path class="wp-spoor__baan" d="M14 0V{y}M42 0V{y}M70 0V{y}"/>'


@cache
def rail(lane: int, line: str) -> Markup:
    """The three lanes with the line in one of them, stretched over the height of its step."""
    return Markup(  # noqa: S704 - numbers and our own class names
        '<svg class="wp-spoor__rail" viewBox="0 0 84 100" preserveAspectRatio="none" aria-hidden="true">'
        + _LANES.format(y=100)
        + f'<path class="wp-spoor__lijn wp-spoor__lijn--{line}" d="M{X[lane]} 0V100"/></svg>'
    )


@cache
def switch(lane: int, to_lane: int) -> Markup:
    """The S-curve of a change of lane, 56 px high."""
    a, b = X[lane], X[to_lane]
    return Markup(  # noqa: S704 - numbers
        '<svg class="wp-spoor__wissel" viewBox="0 0 84 56" preserveAspectRatio="none" aria-hidden="true">'
        + _LANES.format(y=56)
        + f'<path class="wp-spoor__lijn" d="M{a} 0C{a} 34 {b} 22 {b} 56"/></svg>'
    )
