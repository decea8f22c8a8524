"""The figures that everybody may see, with formula, n and date; too few cases are not shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from wijkraad.portal.bundle import Rows, rows_on
from wijkraad.portal.figures import deciding, money, relapse, signals, speed, watching
from wijkraad.portal.figures.asking import Asked, Told, told
from wijkraad.portal.figures.shares import Shares
from wijkraad.portal.figures.signals import SIGNALS, counted
from wijkraad.portal.figures.stored import MONEY, SPEED, Median, Share, shares_of, speed_of
from wijkraad.portal.figures.wide import WIDE, exact, facts_of, kept
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.stored import trusted
from wijkraad.trail.version import version_rows
from wijkraad.ui.charts import progress
from wijkraad.ui.filters import days, euro, number, percent

NAMES: dict[str, LazyText] = {
    "K1": _("Van melding tot besluit"),
    "K2": _("Van besluit tot uitkomst"),
    "K3": _("Van melding tot het einde"),
    "K5a": _("Vergaderingen zonder besluit"),
    "K6": _("Komt terug"),
    "K7": _("Geld naar prioriteiten"),
    "K8": _("Boven de begroting"),
    "K9": _("Kosten per opgeloste kwestie"),
    "K10": _("Stappen binnen de norm"),
    "K14": _("Besluiten op tijd klaar"),
    "K15": _("Prioriteiten tegelijk"),
    "K17": _("Maatregelen met bewijs"),
    SIGNALS: _("Signalen over ondermijning"),
}
FORMULAS: dict[str, LazyText] = {
    "K1": speed.K1, "K2": speed.K2, "K3": speed.K3, "K5a": deciding.K5A, "K6": relapse.K6, "K7": money.K7,
    "K8": money.K8, "K9": money.K9, "K10": watching.K10, "K14": deciding.K14, "K15": deciding.K15,
    "K17": deciding.K17, SIGNALS: signals.FORMULA,
}  # fmt: skip
ROWS = {
    "K1": "/besluiten/", "K2": "/besluiten/", "K3": "/bereikt/", "K5a": "/vergaderingen/", "K6": "/bereikt/",
    "K7": "/budget/", "K8": "/budget/", "K9": "/bereikt/", "K10": "/kwesties/", "K14": "/besluiten/",
    "K15": "/buurtagenda/", "K17": "/besluiten/", SIGNALS: "/signaal/",
}  # fmt: skip
UNITS = {
    "K1": _("kwesties"), "K2": _("besluiten"), "K3": _("kwesties"), "K6": _("kwesties"), "K9": _("kwesties"),
    "K10": _("stappen"), "K17": _("maatregelen"), "K5a": _("vergaderingen"), "K7": _("boekingen"),
    "K8": _("onderdelen"), "K14": _("besluiten"),
}  # fmt: skip
MEDIANS = ("K1", "K2", "K3")
ORDER = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Public:
    """One figure as shown: None as `shown` means too few cases (n is not told either)."""

    code: str
    shown: str | None
    n: int
    per: date
    share: Fraction | None = None
    whole: Decimal | None = None
    """The euros that a share is of."""

    @property
    def anchor(self) -> str:
        return self.code.lower()

    @property
    def mark(self) -> str:
        """Its code where the list of figures has one."""
        return self.code if self.code.startswith("K") else ""

    @property
    def name(self) -> LazyText:
        return NAMES[self.code]

    @property
    def title(self) -> str:
        """Its name with its code, for paper."""
        return f"{self.name} ({self.mark})" if self.mark else str(self.name)

    @property
    def formula(self) -> LazyText:
        return FORMULAS[self.code]

    @property
    def bar(self) -> Markup:
        """A share as a bar; nothing for days and euros."""
        if self.share is None:
            return Markup("")
        return progress(min(1.0, max(0.0, float(self.share))) * 300, 300, "")

    @property
    def href(self) -> str:
        return ROWS[self.code]

    @property
    def unit(self) -> str | LazyText:
        return UNITS.get(self.code, "")

    @property
    def over(self) -> str:
        """How much it stands on: so many cases, or so many euros."""
        if self.whole is not None:
            return gettext("van %(amount)s") % {"amount": euro(self.whole)}
        if not self.unit or " / " in (self.shown or ""):
            return str(self.unit)  # the n stands in the share already
        return gettext("over %(n)s %(unit)s") % {"n": number(self.n), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page of the figures shows; `flow` as `wide.flowed` gives it.

    `stored`: the version of each stored figure that was read, by its name; without those counted anew.
    """

    figures: list[Public]
    flow: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0
    stored: Mapping[str, str] = field(default_factory=dict)


def public_figures() -> Figures:
    """The figures over the last 365 days (money of this year) as a visitor may see them, with the data
    version that they were read with: one statement.
    """
    today = clock.today()
    rows = rows_on(
        "figures",
        today,
        lambda _day: {"kept": trusted(SPEED, MONEY), "wide": kept(), "version": version_rows()},
    )
    wide = facts_of(rows["wide"])
    found = [*_quick(rows["kept"], today), *_stored(wide)]
    found.sort(key=lambda one: ORDER.index(one.code))
    return Figures(found, wide["flow"], int(rows["version"][0]["total"]), versions(rows, today))


def versions(rows: Rows, today: date) -> dict[str, str]:
    """The version of each stored figure in `rows` (parts "kept" and "wide") that a page of today reads."""
    found = {row["name"]: row["version"] for row in rows["kept"] if row["on"] == today.isoformat()}
    if rows["wide"]:
        found[WIDE.name] = rows["wide"][0]["version"]
    return found


def _quick(kept: list[dict[str, Any]], today: date) -> list[Public]:
    found = speed_of(SPEED.of(kept, today))
    few = int(value("public_count_from"))
    return [
        _median("K1", found.to_decision, few, today),
        _median("K3", found.to_outcome, few, today),
        _share("K5a", found.no_decision, few, today),
        _share("K14", found.kept, few, today),
        _money(shares_of(MONEY.of(kept, today)), today),
    ]


def _stored(wide: Mapping[str, Any]) -> list[Public]:
    per = date.fromisoformat(wide["per"])
    found = [public_of(code, one, per) for code, one in wide["figures"].items()]
    if year := wide["signals"]:
        found.append(public_of(SIGNALS, year, date.fromisoformat(year["per"])))
    return found


def public_of(code: str, one: Mapping[str, Any], per: date) -> Public:
    """A figure kept as JSON (value, n, part) as a page shows it."""
    shown = _words(code, exact(one["value"]), one["n"], one["part"])
    return Public(code, shown, one["n"], per, _part(code, one))


def _part(code: str, one: Mapping[str, Any]) -> Fraction | None:
    return None if code in (*MEDIANS, "K9", SIGNALS) else exact(one["value"])


def _words(code: str, found: Fraction | None, n: int, part: Any) -> str | None:
    """A value as people read it; None without one."""
    if found is None:
        return None
    if code in MEDIANS:
        return days(int(found + Fraction(1, 2)))
    if code == SIGNALS:
        return counted(int(found))
    if code == "K9":
        return euro(Decimal(found.numerator) / Decimal(found.denominator))
    if code in ("K7", "K8"):
        return percent(float(found), 1 if code == "K8" else 0)
    if code == "K15":
        return f"{number(int(n))} / {number(int(Fraction(part)))}"
    return f"{number(int(Fraction(part)))} / {number(n)}"


def _median(code: str, found: Median, few: int, per: date) -> Public:
    shown = days(found.whole) if found.whole is not None and found.n >= few else None
    return Public(code, shown, found.n, per)


def _share(code: str, found: Share, few: int, per: date) -> Public:
    if found.n < few:
        return Public(code, None, 0, per)
    return Public(
        code, f"{number(found.part)} / {number(found.n)}", found.n, per, Fraction(found.part, found.n)
    )


def _money(found: Shares, per: date) -> Public:
    shown = percent(found.share) if found.share is not None else None
    part = None if found.share is None else Fraction(found.share)
    return Public("K7", shown, len(found.parts), per, part, found.total)


def narrowed(question: Asked) -> Figures:
    """The figures that answer for a theme, street, area or another period, with nobody in a small number."""
    today = clock.today()
    per = question.scope.per(today)
    return Figures([_answer(one, per) for one in told(question, today)])


def _answer(one: Told, per: date) -> Public:
    shown = _words(one.code, one.value, one.n, one.part)
    return Public(one.code, shown, one.n, per, None if one.code in MEDIANS else one.value)
