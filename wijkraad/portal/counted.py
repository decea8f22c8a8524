"""The list behind each number of the panels: the rows of its figure, for the same question."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from issues.models import Report
from wijkraad.portal import panels
from wijkraad.portal.figures import flow, money, scores, speed
from wijkraad.portal.figures.shape import Figure, Scope

Count = Callable[..., Figure]


class Counted(NamedTuple):
    """Rows with their kind, name and formula."""

    name: "str | LazyText"
    kind: str
    rows: QuerySet
    formula: "str | LazyText"
    code: str


NAMES: dict[str, LazyText] = {
    "K1": _("kwesties met hun eerste besluit"),
    "K2": _("besluiten met een uitkomst"),
    "K3": _("kwesties die eindigden"),
    "K5a": _("gehouden bestuursvergaderingen"),
    "K6": _("opgeloste kwesties om op terug te kijken"),
    "K10": _("gemiste stappen"),
    "K14": _("besluiten met een datum in deze periode"),
    "K17": _("afgeronde maatregelen"),
}
PARTS: dict[str, LazyText] = {
    "K5a": _("vergaderingen zonder besluit"),
    "K6": _("kwesties die terugkwamen"),
    "K17": _("maatregelen zonder bewijs"),
}
"""Where the rows of the figure are a part of what it stands on: the name of that part."""
CAME, ENDED = _("kwesties begonnen deze maand"), _("kwesties eindigden deze maand")


def counted(code: str, asked: Scope, today: date, wish: str = "") -> Counted | None:
    """The rows of a figure; `wish` chooses among them: "deel" the part, a theme's key, states of the flow."""
    if code in panels.COUNTERS:
        return _counted(code, asked, today, wish)
    find = _OTHERS.get(code)
    return find(asked, today, wish) if find else None


def _counted(code: str, asked: Scope, today: date, wish: str) -> Counted:
    found = panels.COUNTERS[code](asked, today=today)
    rows = found.beside.get("all_rows", found.rows)
    if wish == "deel" and code in PARTS:
        return Counted(PARTS[code], found.kind, found.rows, found.formula, code)
    return Counted(NAMES[code], found.kind, rows, found.formula, code)


def _layer(asked: Scope, today: date, wish: str) -> Counted | None:
    """One layer of the flow on the last day."""
    states = dict(panels.GROUPS).get(wish)
    if states is None:
        return None
    rows = flow.figure_k11(asked, today=today).rows.filter(state_then__in=states)
    return Counted(_("kwesties in deze stand"), "issue", rows, flow.K11, "K11")


def _score(asked: Scope, today: date, wish: str) -> Counted:
    found = scores.figure_k13(asked, today=today, most=0)
    rows = found.rows.filter(ranked__isnull=True) if wish == "wegen" else found.rows
    name = _("kwesties nog te wegen") if wish == "wegen" else _("kwesties naar gewicht")
    return Counted(name, "issue", rows, found.formula, "K13")


def _paid(asked: Scope, today: date, wish: str) -> Counted:
    found = money.figure_k7(panels.year_of(asked, today), today=today)
    return Counted(_("boekingen"), "booking", found.rows, found.formula, "K7")


def _over(asked: Scope, today: date, wish: str) -> Counted:
    found = money.figure_k8(panels.year_of(asked, today), today=today)
    rows = found.rows.filter(original__lt=F("paid") + F("reserved"))
    return Counted(_("onderdelen boven wat eerst is begroot"), "line", rows, found.formula, "K8")


def _came(asked: Scope, today: date, wish: str) -> Counted:
    rows = panels.came(panels.this_month(asked, today), today)
    return Counted(CAME, "issue", rows, flow.K11, "K11")


def _ended(asked: Scope, today: date, wish: str) -> Counted:
    month = panels.this_month(asked, today)
    return Counted(ENDED, "issue", speed.ended(month, month.until(today)), flow.K11, "K11")


_OTHERS: dict[str, Callable[[Scope, date, str], Counted | None]] = {
    "K7": _paid,
    "K8": _over,
    "K11": _layer,
    "K13": _score,
    "erbij": _came,
    "klaar": _ended,
}


def reports_at(segment: int) -> Any:
    """Reports about public matters at a part of a street, the newest first: behind a hot spot."""
    found = Report.objects.filter(issue__visibility="public", issue__number__isnull=False, withdrawn_at=None)
    here = found.filter(segment=segment) | found.filter(segment=None, issue__segment=segment)
    return here.order_by("-created_at", "-pk")
