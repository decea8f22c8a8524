"""The drawing behind het spoor, stop by stop: rails with the line in one of three lanes, and lane changes.

Lanes are 0 residents, 1 council, 2 partner. Kinds of line: `vol` work, `stip` time in which nothing moved,
`bewaak` aftercare, `straks` still to come. All are hidden from screen readers; the words repeat them.
"""

from functools import cache

from markupsafe import Markup

_X = (14, 42, 70)
KINDS = ("vol", "stip", "bewaak", "straks")


def _base(height: int) -> str:
    lanes = "".join(f"M{x} 0V{height}" for x in _X)
    return f'<path class="wp-spoor__baan" d="{lanes}"/>'


@cache
def rail(lane: int, kind: str = "vol") -> Markup:
    """The stretched rail beside one list item, with the line in `lane`."""
    if kind not in KINDS:
        raise ValueError(f"one of {KINDS} expected, not {kind!r}")
    x = _X[lane]
    return Markup(  # noqa: S704 - numbers and our own words
        '<svg class="wp-spoor__rail" viewBox="0 0 84 100" preserveAspectRatio="none" aria-hidden="true">'
        f'{_base(100)}<path class="wp-spoor__lijn wp-spoor__lijn--{kind}" d="M{x} 0V100"/></svg>'
    )


@cache
def lane_change(lane: int, to: int, kind: str = "vol") -> Markup:
    """The curve at the end of a waiting item by which the line goes to the lane of who has to move next."""
    a, b = _X[lane], _X[to]
    line = "wp-spoor__lijn" if kind != "straks" else "wp-spoor__lijn wp-spoor__lijn--straks"
    return Markup(  # noqa: S704 - numbers and our own words
        '<svg class="wp-spoor__wissel" viewBox="0 0 84 56" preserveAspectRatio="none" aria-hidden="true">'
        f'{_base(56)}<path class="{line}" d="M{a} 0C{a} 34 {b} 22 {b} 56"/></svg>'
    )


def height_class(days: int) -> int:
    """How tall a waiting item is drawn: 1 under 30 days, 3 under 60, else 4."""
    return 1 if days < 30 else 3 if days < 60 else 4
