"""The drawn map of the neighbourhood: its streets with their plates, and its stops.

A map has a hundred parts of the same shape. Written by a template, each asks a dozen values one by one, and
the map took half the time of the home page. Streets are drawn once for as long as they are the same.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup, escape

LARGEST = 8
"""From this number of matters on a stop is drawn no larger."""


class _Street(NamedTuple):
    name: str
    path: str
    label: tuple[Any, Any] | None
    rotation: Any
    now: bool
    stub: bool


def draw_streets(streets: Iterable[Mapping[str, Any]]) -> tuple[Markup, Markup]:
    """The lines of the streets, and the plates with their names that go over them.

    A street has `name`, `d` (SVG path), `label_x`, `label_y` (None: no plate), `rotation` in degrees, and
    perhaps `now` (yellow) and `stub` (a way out of the area).
    """
    return _streets(tuple([_street(one) for one in streets]))


def _street(one: Mapping[str, Any]) -> _Street:
    label = None if one["label_x"] is None else (one["label_x"], one["label_y"])
    return _Street(one["name"], one["d"], label, one["rotation"], bool(one.get("now")), bool(one.get("stub")))


@lru_cache(maxsize=16)
def _streets(streets: tuple[_Street, ...]) -> tuple[Markup, Markup]:
    stubs = "".join([f'<path d="{escape(one.path)}"/>' for one in streets if one.stub])
    own = [(' class="is-nu"' if one.now else "", escape(one.path)) for one in streets if not one.stub]
    edges = "".join([f'<path d="{path}"/>' for _now, path in own])
    lines = "".join([f'<path{now} d="{path}"/>' for now, path in own])
    plates = "".join([_plate(one) for one in streets if one.label is not None and one.name])
    return Markup(  # noqa: S704 - our own shapes around escaped paths
        f'<g class="wp-kaart__stub">{stubs}</g>\n<g class="wp-kaart__rand">{edges}</g>\n'
        f'<g class="wp-kaart__straat">{lines}</g>\n'
    ), Markup(f'<g class="wp-kaart__namen" aria-hidden="true">{plates}</g>\n')  # noqa: S704 - the names are escaped


def _plate(street: _Street) -> str:
    half = 3.9 * len(street.name) + 8
    x, y = street.label or (0, 0)
    turned = f" rotate({street.rotation})" if street.rotation else ""
    return (
        f'<g class="wp-kaart__naam" transform="translate({x} {y}){turned}"><g class="wp-kaart__schaal">'
        f'<rect x="-{half}" y="-10" width="{2 * half}" height="20" rx="2.5"/>'
        f'<rect class="wp-kaart__emaille" x="-{half - 1.4}" y="-8.6" width="{2 * half - 2.8}"'
        ' height="17.2" rx="1.6"/>'
        f'<text y="4.6" text-anchor="middle">{escape(street.name)}</text></g></g>\n'
    )


def draw_stops(stops: Iterable[Any], linked: bool) -> Markup:
    """The stops, each with its number of matters; with `linked` a link where a stop has one.

    A stop (a mapping or an object) has `x`, `y`, `count`, `label`, `href` ("": no link) and perhaps `now`
    (yellow). An invisible circle of 22 makes the target large.
    """
    return Markup("".join([_stop(one, linked) for one in map(_values, stops)]))  # noqa: S704 - links and words are escaped


def _values(stop: Any) -> Mapping[str, Any]:
    if isinstance(stop, Mapping):
        return stop
    return {name: getattr(stop, name, "") for name in ("x", "y", "count", "label", "href", "now")}


def _stop(stop: Mapping[str, Any], linked: bool) -> str:
    x, y, count = stop["x"], stop["y"], stop["count"]
    sort = "wp-kaart__stop is-nu" if stop.get("now") else "wp-kaart__stop"
    opened, closed = f'<g class="{sort}">', "</g>"
    if linked and stop["href"]:
        href, label = escape(stop["href"]), escape(stop["label"])
        opened, closed = f'<a href="{href}" class="{sort}" aria-label="{label}">', "</a>"
    return (
        f'{opened}<circle class="wp-kaart__raak" cx="{x}" cy="{y}" r="22"/>'
        f'<circle class="wp-kaart__ring" cx="{x}" cy="{y}" r="{10 + min(count, LARGEST)}"/>'
        f'<text x="{x}" y="{float(y) + 4.4}" text-anchor="middle">{count}</text>{closed}'
    )
