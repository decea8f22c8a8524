"""The flow of the public issues as the page draws it: what it shows in one sentence, a chart, and a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from wijkraad.ui.filters import month_year, number
from wijkraad.ui.timecharts import Layer, piled


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with the finding as its title; `table` has a row of numbers per layer, `last` its
    last number.
    """

    title: str
    chart: Markup
    days: tuple[date, ...]
    table: tuple[tuple[str, tuple[int, ...]], ...]


def _words() -> dict[str, tuple[str, str]]:
    """The layers from the top: word, and the states of the list behind it."""
    return {
        "new": (_("Nieuw"), "reported"),
        "assessing": (_("Wij zoeken het uit"), "assessing"),
        "decided": (_("Besluit genomen"), "decided"),
        "work": (_("Werk of wachten"), "in_progress"),
        "claimed": (_("Klaar gemeld"), "reported_done"),
        "closed": (_("Afgesloten"), "resolved"),
    }


def flow_drawn(facts: Mapping[str, Any]) -> Drawn | None:
    """The flow of `wide.flowed` (days, counts); None when there are not two months to compare."""
    if len(facts.get("days", ())) < 2:
        return None
    return _drawn(tuple(facts["days"]), tuple(map(tuple, facts["counts"])), get_language() or "nl")


@lru_cache(maxsize=8)
def _drawn(days_text: tuple[str, ...], counts: tuple[tuple[int, ...], ...], _language: str) -> Drawn:
    """Drawn once per language and day: the facts change at night."""
    days = tuple(map(date.fromisoformat, days_text))
    table = tuple(
        (word, tuple(one[place] for one in counts)) for place, (word, _state) in enumerate(_words().values())
    )
    states = [state for _word, state in _words().values()]
    layers = [
        Layer(word, numbers, f"/kwesties/?status={state}")
        for (word, numbers), state in zip(reversed(table), reversed(states), strict=True)
    ]
    title = _finding(counts)
    words = _("Aantal openbare kwesties per stand, %(start)s tot en met %(end)s. %(finding)s") % {
        "start": month_year(days[0]), "end": month_year(days[-1]), "finding": title,
    }  # fmt: skip
    return Drawn(title, piled(days, layers, title, words), days, table)


def _finding(counts: tuple[tuple[int, ...], ...]) -> str:
    """What the chart says: whether the open work grew, and by how much was closed."""
    first, last = sum(counts[0][:-1]), sum(counts[-1][:-1])
    closed = counts[-1][-1] - counts[0][-1]
    ended = ngettext("%(n)s kwestie kwam klaar", "%(n)s kwesties kwamen klaar", closed) % {
        "n": number(closed)
    }
    numbers = {"first": number(first), "last": number(last), "ended": ended}
    if last > first:
        return _("Het open werk groeide van %(first)s naar %(last)s kwesties; %(ended)s.") % numbers
    if last < first:
        return _("Het open werk kromp van %(first)s naar %(last)s kwesties; %(ended)s.") % numbers
    return _("Het open werk bleef gelijk: %(last)s kwesties; %(ended)s.") % numbers
