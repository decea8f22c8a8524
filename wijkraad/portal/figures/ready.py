"""The ready parts of the page of the figures: what hangs on one stored figure, drawn once.

A part may be used again under the version of its stored figure, the language, the Amsterdam day and the
number from which cases are told; the page asks for the versions at each request. A figure that is not trusted
now has no version: then all is read and drawn anew.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template import engines

from wijkraad.portal.bundle import rows_on
from wijkraad.portal.figures import report
from wijkraad.portal.figures.asking import Asked, choices
from wijkraad.portal.figures.drawn import flow_drawn
from wijkraad.portal.figures.public import ORDER, Figures, Public, public_figures, versions
from wijkraad.portal.figures.stored import MONEY, SPEED
from wijkraad.portal.figures.wide import WIDE, kept
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.stored import trusted
from wijkraad.trail.version import version_rows
from wijkraad.ui.filters import language

OF = {"K1": SPEED.name, "K3": SPEED.name, "K5a": SPEED.name, "K14": SPEED.name, "K7": MONEY.name}
"""Which stored figure a section hangs on, when it is not the wide one."""
CHART = "K11"
WISHES = "portal/figures/_wishes.html"
NAMES = (SPEED.name, MONEY.name, WIDE.name)
Key = tuple[str | None, date, int]


@dataclass(frozen=True, slots=True)
class Ready:
    """The sections and the chart as safe HTML, with the data version that they were read with."""

    sections: str
    chart: str
    version: int


_drawn: dict[tuple[str, str], tuple[Key, dict[str, str]]] = {}
"""By stored figure and language: the key that its parts were drawn for, and the parts by code."""


def ready() -> Ready:
    """The figures over the last 365 days, for a visitor; one statement when nothing is new."""
    today, few, spoken = clock.today(), int(value("public_count_from")), language()
    rows = rows_on("figures ready", today, _versions)
    now = versions(rows, today)
    parts: dict[str, str] = {}
    for name in NAMES:
        key, known = _drawn.get((name, spoken), (None, {}))
        if name not in now or key != (now[name], today, few):
            return _anew(public_figures(), today, few, spoken)
        parts |= known
    return _together(parts, int(rows["version"][0]["total"]))


def _versions(_day: date) -> dict[str, Any]:
    return {
        "kept": trusted(SPEED, MONEY).values("name", "on", "version"),
        "wide": kept().values("version"),
        "version": version_rows(),
    }


def _anew(found: Figures, today: date, few: int, spoken: str) -> Ready:
    """Everything drawn from what was read in one statement; what is stored is kept under its version."""
    drawn: dict[str, dict[str, str]] = {name: {} for name in NAMES}
    for one in found.figures:
        drawn[OF.get(one.code, WIDE.name)][one.code] = section(one)
    drawn[WIDE.name][CHART] = chart(found)
    for name, parts in drawn.items():
        if name in found.stored:
            _drawn[name, spoken] = (found.stored[name], today, few), parts
    return _together({code: html for parts in drawn.values() for code, html in parts.items()}, found.version)


def _together(parts: dict[str, str], version: int) -> Ready:
    return Ready("".join([parts[code] for code in ORDER if code in parts]), parts[CHART], version)


def section(one: Public) -> str:
    """One figure with its formula, n and date."""
    return _written("portal/figures/_section.html", f=one)


def chart(found: Figures) -> str:
    """The flow, or nothing when there are not two months to compare."""
    flow = flow_drawn(found.flow)
    return _written("portal/figures/_flow.html", chart=flow) if flow else ""


def _written(name: str, **context: Any) -> str:
    template: Any = engines["jinja2"].env.get_template(name)  # type: ignore[attr-defined]
    return str(template.without_sprite(**context))


def wishes(question: Asked | None, refusal: str, today: date) -> str:
    """What may be chosen, and why a question is not answered; None is the page as it opens."""
    if question is None:
        return _plain_wishes(language())
    told = {"question": question, "choices": choices(today), "reports": report.known(), "refused": refusal}
    return _written(WISHES, **told)


@lru_cache(maxsize=4)
def _plain_wishes(_spoken: str) -> str:
    return _written(WISHES)


def rest(question: Asked | None) -> str:
    """Beside the answer to a narrower question: that there are more figures."""
    return "" if question is None or question.is_default else _written("portal/figures/_rest.html")
