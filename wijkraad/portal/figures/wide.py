"""The public figures that cost most to count, stored once a day: up to and with yesterday, so that they hold
still.

They are read as stored, also when something changed since: what happens today is not in them. What is taken
back from the public is, so a mark of those changes makes the next job (within ten minutes) count them anew.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from wijkraad.portal.figures import deciding, flow, money, relapse, speed, watching
from wijkraad.portal.figures.asking import sensitive
from wijkraad.portal.figures.reported import heard, reported
from wijkraad.portal.figures.shape import DAY, Figure, Period, Scope
from wijkraad.portal.figures.signals import newest
from wijkraad.terms.values import value
from wijkraad.trail import stored
from wijkraad.trail.models import StoredFigure

CODES: dict[str, Any] = {
    "K2": speed.figure_k2,
    "K6": relapse.figure_k6,
    "K8": money.figure_k8,
    "K9": money.figure_k9,
    "K10": watching.figure_k10,
    "K15": deciding.figure_k15,
    "K17": deciding.figure_k17,
}
LAYERS: dict[str, tuple[str, ...]] = {
    "new": ("reported",),
    "assessing": ("assessing",),
    "decided": ("decided",),
    "work": ("in_progress", "waiting"),
    "claimed": ("reported_done",),
    "closed": ("resolved", "not_resolved", "rejected", "withdrawn"),
}
"""The layers of the flow chart, from the top."""


NOT_TOLD: dict[str, Any] = {"n": 0, "value": None, "part": None}


def plain(one: Figure) -> dict[str, Any]:
    """A figure as JSON: its value as text ("1/3", "60.00"), with n and part; too few cases without both."""
    if one.n < int(value("public_count_from", one.per)) and one.code not in COUNCIL:
        return NOT_TOLD
    return {
        "n": one.n,
        "value": None if one.value is None else str(one.value),
        "part": None if one.part is None else str(one.part),
    }


COUNCIL = ("K7", "K8", "K15")
"""Figures of the council's own money and choices: nobody else is in them, small numbers are shown."""


def months(first: date, last: date) -> list[date]:
    """The last day of each month that begins after `first`, and `last` itself."""
    found, day = [], first.replace(day=1)
    while day <= last:
        following = (day + timedelta(days=32)).replace(day=1)
        found.append(min(following - DAY, last))
        day = following
    return found


def flowed(asked: Scope, today: date) -> dict[str, Any]:
    """K11 at the end of each month: days, and per day the number in each layer."""
    days = months(asked.start, asked.per(today))
    found = flow.at_ends(asked, days, today)
    counts = [[sum(one.public[state] for state in states) for states in LAYERS.values()] for one in found]
    return {"days": [day.isoformat() for day in days], "counts": counts}


def _count(day: date) -> dict[str, Any]:
    yesterday = day - DAY
    asked = Scope(Period.year_up_to(yesterday))
    figures = {code: plain(count(asked, today=yesterday)) for code, count in CODES.items()}
    return {
        "per": yesterday.isoformat(),
        "figures": figures,
        "flow": flowed(asked, yesterday),
        "reported": reported(yesterday),
        "heard": heard(yesterday),
        "closed": sorted(map(str, sensitive())),
        "signals": newest(),
    }


WIDE = stored.Figure("wide", _count)
PARTS = frozenset({"per", "figures", "flow", "reported", "heard", "closed", "signals"})
"""What a stored row has; one of before a part came is counted anew. `closed`: the themes, by key as text, of
which only years that are over are told.
"""


def kept() -> QuerySet:
    """The stored row as `facts`, of whatever day; for a statement that fetches more."""
    return StoredFigure.objects.filter(name=WIDE.name).exclude(on=None).values("facts", "version")


def facts_of(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The facts of the row of `kept`. When nothing is stored yet, or a part is lacking, it is stored here, so
    that only one visitor waits for it.
    """
    if rows and rows[0]["facts"].keys() >= PARTS:
        return dict(rows[0]["facts"])
    StoredFigure.objects.filter(name=WIDE.name).update(on=None)
    stored.renew(WIDE)
    return dict(StoredFigure.objects.get(name=WIDE.name).facts)


def exact(text: str | None) -> Fraction | None:
    """A stored value."""
    return None if text is None else Fraction(text)
