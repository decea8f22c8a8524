"""The list behind each number of the panels: the rows of its figure, for the same question."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.models import Report, Weighing
from wijkraad.portal import panels
from wijkraad.portal.figures import flow, money, scores, speed
from wijkraad.portal.figures.listing import Notes
from wijkraad.portal.figures.shape import Figure, Scope
from wijkraad.portal.figures.shares import LOOSE, OWN, slotted
from wijkraad.ui.filters import euro

Count = Callable[..., Figure]


def no_notes(keys: Sequence[int]) -> Mapping[int, str]:
    """The title of a row says it all."""
    return {}


class Counted(NamedTuple):
    """Rows with their kind, name and formula."""

    name: "str | LazyText"
    kind: str
    rows: QuerySet
    formula: "str | LazyText"
    code: str
    notes: Notes = no_notes
    """What each of these rows (keys) adds to the number, for who counts it over by hand."""


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
    notes = partial(_came_back, found.rows) if code == "K6" else no_notes
    return Counted(NAMES[code], found.kind, rows, found.formula, code, notes)


def _came_back(back: QuerySet, keys: Sequence[int]) -> Mapping[int, str]:
    came = set(back.filter(pk__in=keys).values_list("pk", flat=True))
    return {pk: gettext("Kwam terug.") if pk in came else gettext("Bleef opgelost.") for pk in keys}


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
    """All bookings of the year, or those of one part of it (a theme, "los", "org")."""
    scope = panels.year_of(asked, today)
    found = money.figure_k7(scope, today=today)
    parts = slotted(scope.start, scope.until(today), scope.only("request__shares__issue__"))
    if wish:
        parts = parts.filter(slot=wish)
    rows = found.rows.filter(pk__in=parts.values("pk")) if wish else found.rows
    return Counted(_("boekingen"), "booking", rows, found.formula, "K7", partial(_where_to, parts))


def _where_to(parts: QuerySet, keys: Sequence[int]) -> Mapping[int, str]:
    """Of each booking the themes it was for, with their amounts, and whether they were a priority then."""
    notes: dict[int, list[str]] = {}
    rows = parts.filter(pk__in=keys).order_by("pk", "slot")
    for pk, slot, word, prio, own in rows.values_list("pk", "slot", "word", "prio", "own"):
        where = {LOOSE: gettext("Zonder kwestie"), OWN: gettext("Organisatie")}.get(slot) or gettext(word)
        flag = gettext(", prioriteit") if prio else ""
        notes.setdefault(pk, []).append(f"{where}{flag}: {euro(own)}.")
    return {pk: " ".join(told) for pk, told in notes.items()}


def _over(asked: Scope, today: date, wish: str) -> Counted:
    found = money.figure_k8(panels.year_of(asked, today), today=today)
    rows = found.rows.order_by((F("original") - F("paid") - F("reserved")), "-budget__year", "order", "pk")
    lines = {one.line.pk: one.line for one in found.beside["lines"]}
    return Counted(
        _("onderdelen van de begroting"), "line", rows, found.formula, "K8",
        lambda keys: {pk: _spent(lines[pk]) for pk in keys if pk in lines},
    )  # fmt: skip


def _spent(line: Any) -> str:
    facts = {"spent": euro(line.paid + line.reserved), "original": euro(line.original)}
    return gettext("Betaald en toegezegd: %(spent)s. Eerst begroot: %(original)s.") % facts


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


def weighed_reports(keys: Sequence[int]) -> Mapping[int, str]:
    """Of each report behind a hot spot what its weight is made of: severity in three steps, and whether
    somebody confirmed it.
    """
    last = Weighing.objects.filter(issue=OuterRef("issue")).order_by("-id").values("severity")[:1]
    rows = Report.objects.filter(pk__in=keys).annotate(severity=Subquery(last))
    notes = {}
    for pk, severity, confirmed, by in rows.values_list("pk", "severity", "confirmed_at", "intake_by"):
        step = -(-severity * 3 // 5) if severity else 1
        sure = gettext("bevestigd (1)") if confirmed or by else gettext("niet bevestigd (0,5)")
        notes[pk] = gettext("Ernst %(step)s van 3, %(sure)s.") % {"step": step, "sure": sure}
    return notes
