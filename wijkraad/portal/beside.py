"""What residents report beside official figures: each a small chart per year with its finding as title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from issues.side_by_side import Line
from wijkraad.ui.filters import day, number
from wijkraad.ui.timecharts import Year, year_bars


@dataclass(frozen=True, slots=True)
class Beside:
    """One series as a page shows it: what it shows, what it is of, the chart, and its years as a table."""

    title: str
    about: str
    source: str
    years: list[Year] = field(default_factory=list)
    hidden: bool = False

    @property
    def chart(self) -> Markup:
        return year_bars(self.years, self.title)


def residents(wide: Mapping[str, Any], kind: str, key: int) -> Beside | None:
    """The reports per year of a theme or street (`kind`), from the facts of `figures.wide`; None without.

    Years before the first report are left out: nobody counted then. So is the running year of a theme of
    which only years that are over are told.
    """
    facts = wide["reported"]
    told = facts[kind].get(str(key))
    if told is None:
        return None
    per = date.fromisoformat(wide["per"])
    closed = kind == "theme" and str(key) in wide["closed"]
    years = [one for one in _years(facts["years"], told, per) if not (closed and one.runs)]
    years = list(dropwhile(lambda one: one.number == 0, years))
    if not years:
        return None
    source = _("Meldingen bij openbare kwesties, tot en met %(on)s.") % {"on": day(per)}
    if closed:
        source = _("Meldingen bij openbare kwesties. Van dit thema tellen wij alleen jaren die voorbij zijn.")
    hidden = any(one.number is None for one in years)
    return Beside(_reported(years), _("Meldingen van bewoners per jaar"), source, years, hidden)


def _years(years: Sequence[int], told: Sequence[int | None], per: date) -> list[Year]:
    """The numbers of a series, up to and with `per`."""
    few = _("te weinig")
    return [
        Year(
            str(year), n, few if n is None else number(n), runs=year == per.year and per != date(year, 12, 31)
        )
        for year, n in zip(years, told, strict=True)
    ]


def _reported(years: Sequence[Year]) -> str:
    """The finding: the last two whole years beside each other, else the newest number that is told."""
    whole = [one for one in years if not one.runs]
    if len(whole) > 1 and whole[-1].number is not None and whole[-2].number is not None:
        old, new = whole[-2:]
        facts = {"old": old.words, "new": new.words, "before": old.name, "after": new.name}
        if whole[-1].number == whole[-2].number:
            return _("Evenveel meldingen in %(after)s als in %(before)s: %(new)s") % facts
        if whole[-1].number > whole[-2].number:
            return _("Meer meldingen: van %(old)s in %(before)s naar %(new)s in %(after)s") % facts
        return _("Minder meldingen: van %(old)s in %(before)s naar %(new)s in %(after)s") % facts
    known = [one for one in years if one.number]
    if not known:
        return _("Te weinig meldingen om te tellen")
    last = known[-1]
    facts = {"n": last.words, "year": last.name}
    if last.runs:
        told = ngettext("%(n)s melding in %(year)s tot nu toe", "%(n)s meldingen in %(year)s tot nu toe",
                        int(last.number or 0))  # fmt: skip
    else:
        told = ngettext("%(n)s melding in %(year)s", "%(n)s meldingen in %(year)s", int(last.number or 0))
    return told % facts


def official(lines: Sequence[Line]) -> list[Beside]:
    """The official series with their source and its date."""
    return [_official(line) for line in lines]


def _official(line: Line) -> Beside:
    words = [(str(year), one, number(one, 1 if one % 1 else 0)) for year, one in line.points]
    years = [Year(name, float(one), text) for name, one, text in words]
    where = line.place or _("de hele wijk")
    about = f"{line.unit}, {where}" if line.unit else where
    source = _("Bron: %(source)s, %(on)s.") % {"source": line.source, "on": day(line.source_on)}
    return Beside(_moved(line, years), about, source, years)


def _moved(line: Line, years: Sequence[Year]) -> str:
    """The finding of a series: from its first year shown to its last."""
    first, last = years[0], years[-1]
    facts = {
        "name": line.name, "old": first.words, "new": last.words, "before": first.name, "after": last.name,
    }  # fmt: skip
    if len(years) == 1:
        return _("%(name)s: %(new)s in %(after)s") % facts
    if line.points[-1][1] == line.points[0][1]:
        return _("%(name)s: evenveel in %(after)s als in %(before)s, %(new)s") % facts
    if line.points[-1][1] > line.points[0][1]:
        return _("%(name)s: gestegen van %(old)s in %(before)s naar %(new)s in %(after)s") % facts
    return _("%(name)s: gedaald van %(old)s in %(before)s naar %(new)s in %(after)s") % facts
