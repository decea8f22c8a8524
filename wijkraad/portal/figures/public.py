"""The figures that everybody may see, with formula, n and date; too few cases are not shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from wijkraad.portal.bundle import rows_on
from wijkraad.portal.figures.shares import Shares
from wijkraad.portal.figures.stored import MONEY, SPEED, Median, Share, shares_of, speed_of
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.stored import trusted
from wijkraad.trail.version import version_rows
from wijkraad.ui.filters import days, number, percent

_K1 = _(
    "De middelste van het aantal dagen tussen de eerste melding en het eerste besluit, van kwesties "
    "met een besluit in de laatste 365 dagen."
)
_K3 = _(
    "De middelste van het aantal dagen tussen de eerste melding en opgelost of gestopt, in de "
    "laatste 365 dagen."
)
_K5A = _(
    "Bestuursvergaderingen zonder één besluit, gedeeld door alle gehouden bestuursvergaderingen van "
    "de laatste 365 dagen. Een verslag vaststellen telt niet als besluit."
)
_K14 = _(
    "Besluiten die klaar waren op de eerst beloofde datum, gedeeld door alle besluiten met een datum"
    " in de laatste 365 dagen."
)
_K7 = _(
    "Betaald aan thema's die prioriteit waren op de dag van het besluit, gedeeld door alles wat dit "
    "jaar is betaald."
)


@dataclass(frozen=True, slots=True)
class Public:
    """One figure as shown: None as `shown` means too few cases (n is not told either)."""

    code: str
    name: str | LazyText
    shown: str | None
    n: int
    unit: str | LazyText
    formula: str | LazyText
    href: str


def public_figures() -> tuple[list[Public], int]:
    """K1, K3, K5a, K14 over the last 365 days and K7 of this year, as a visitor may see them, and the data
    version that they were read with.
    """
    today = clock.today()
    rows = rows_on("figures", today, lambda _day: {"kept": trusted(SPEED, MONEY), "version": version_rows()})
    return _shown(rows["kept"], today), int(rows["version"][0]["total"])


def _shown(kept: list[dict[str, Any]], today: date) -> list[Public]:
    found = speed_of(SPEED.of(kept, today))
    few = value("public_count_from")
    return [
        _median(
            "k1",
            _("Van melding tot besluit"),
            found.to_decision,
            few,
            _K1,
            "/besluiten/",
        ),
        _median(
            "k3",
            _("Van melding tot het einde"),
            found.to_outcome,
            few,
            _K3,
            "/bereikt/",
        ),
        _share(
            "k5a",
            _("Vergaderingen zonder besluit"),
            found.no_decision,
            _K5A,
            "/vergaderingen/",
        ),
        _share("k14", _("Besluiten op tijd klaar"), found.kept, _K14, "/besluiten/"),
        _money(shares_of(MONEY.of(kept, today))),
    ]


def _median(code: str, name: LazyText, found: Median, few: int, formula: LazyText, href: str) -> Public:
    shown = days(found.whole) if found.whole is not None and found.n >= few else None
    return Public(code, name, shown, found.n, _("kwesties"), formula, href)


def _share(code: str, name: LazyText, found: Share, formula: LazyText, href: str) -> Public:
    """A share of the council's own work: no residents are in it, so small numbers are shown."""
    shown = f"{number(found.part)} / {number(found.n)}" if found.n else None
    return Public(code, name, shown, found.n, "", formula, href)


def _money(found: Shares) -> Public:
    shown = percent(found.share) if found.share is not None else None
    return Public("k7", _("Geld naar prioriteiten"), shown, len(found.parts), "", _K7, "/budget/")
