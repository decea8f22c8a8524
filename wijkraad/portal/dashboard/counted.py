"""The list behind each number of the panels: the rows of its figure, for the same question."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkraad.portal.dashboard import panels
from wijkraad.portal.dashboard.rownotes import NOTERS, no_notes, scored
from wijkraad.portal.figures import flow, money, scores, speed
from wijkraad.portal.figures.listing import Notes
from wijkraad.portal.figures.shape import Figure, Scope
from wijkraad.portal.figures.shares import LOOSE, OWN, slotted
from wijkraad.ui.filters import day, euro, number, percent

Count = Callable[..., Figure]


class Counted(NamedTuple):
    """Rows with their kind, name and formula."""

    name: "str | LazyText"
    kind: str
    rows: QuerySet
    formula: "str | LazyText"
    code: str
    notes: Notes = no_notes
    """What each of these rows (keys) adds to the number, for who counts it over by hand."""
    one: "str | LazyText" = ""
    """Its name when there is one row, where that differs."""
    together: str = ""
    """What the rows make together: the number itself, exactly."""


Name = tuple[LazyText, LazyText]
NAMES: dict[str, Name] = {
    "K1": (_("kwestie met haar eerste besluit"), _("kwesties met hun eerste besluit")),
    "K2": (_("besluit met een uitkomst"), _("besluiten met een uitkomst")),
    "K3": (_("kwestie die eindigde"), _("kwesties die eindigden")),
    "K5a": (_("gehouden bestuursvergadering"), _("gehouden bestuursvergaderingen")),
    "K6": (_("opgeloste kwestie om op terug te kijken"), _("opgeloste kwesties om op terug te kijken")),
    "K10": (_("stap met een norm"), _("stappen met een norm")),
    "K14": (_("besluit met een datum in deze periode"), _("besluiten met een datum in deze periode")),
    "K17": (_("afgeronde maatregel"), _("afgeronde maatregelen")),
}
"""The name of the rows of a figure: of one, and of more."""
PARTS: dict[str, Name] = {
    "K5a": (_("vergadering zonder besluit"), _("vergaderingen zonder besluit")),
    "K6": (_("kwestie die terugkwam"), _("kwesties die terugkwamen")),
    "K10": (_("gemiste stap"), _("gemiste stappen")),
    "K17": (_("maatregel zonder bewijs"), _("maatregelen zonder bewijs")),
}
"""Where the rows of the figure are a part of what it stands on: the name of that part."""
CAME = _("kwestie begon deze maand"), _("kwesties begonnen deze maand")
ENDED = _("kwestie eindigde deze maand"), _("kwesties eindigden deze maand")


def counted(code: str, asked: Scope, today: date, wish: str = "") -> Counted | None:
    """The rows of a figure; `wish` chooses among them: "deel" the part, a theme's key, states of the flow."""
    if code in panels.COUNTERS:
        return _counted(code, asked, today, wish)
    find = _OTHERS.get(code)
    return find(asked, today, wish) if find else None


def _counted(code: str, asked: Scope, today: date, wish: str) -> Counted:
    found = panels.COUNTERS[code](asked, today=today)
    rows = found.all_rows
    notes, part = NOTERS[code](asked, found, today), wish == "deel" and code in PARTS
    one, many = PARTS[code] if part else NAMES[code]
    told = "" if part else whole(found)
    return Counted(many, found.kind, found.rows if part else rows, found.formula, code, notes, one, told)


def whole(found: Figure) -> str:
    """What the rows of a figure make together: a median of days, or a share of rows or of euros."""
    if found.value is None:
        return ""
    if found.code in panels.SPEEDS:
        exact = number(float(found.value), 0 if found.value.denominator == 1 else 1)
        return gettext("De middelste: %(days)s dagen.") % {"days": exact}
    euros = found.whole is not None
    part, of = (euro(found.part), euro(found.whole)) if euros else (number(found.part), number(found.n))
    facts = {"part": part, "of": of, "share": percent(float(found.value), 1)}
    return gettext("%(part)s van %(of)s is %(share)s.") % facts


def _layer(asked: Scope, today: date, wish: str) -> Counted | None:
    """One layer of the flow on the last day."""
    states = dict(panels.GROUPS).get(wish)
    if states is None:
        return None
    rows = flow.figure_k11(asked, today=today).rows.filter(state_then__in=states)
    return Counted(
        _("kwesties in deze stand"), "issue", rows, flow.K11, "K11", one=_("kwestie in deze stand")
    )


def _score(asked: Scope, today: date, wish: str) -> Counted:
    found = scores.figure_k13(asked, today=today, most=0)
    rows = found.rows.filter(ranked__isnull=True) if wish == "wegen" else found.rows
    one, many = _("kwestie naar gewicht"), _("kwesties naar gewicht")
    if wish == "wegen":
        one, many = _("kwestie nog te wegen"), _("kwesties nog te wegen")
    of = found.beside["weights"]
    told = gettext("Gewichten: beginwaarde.")
    if of.decision and of.since:
        facts = {"number": of.decision, "day": day(of.since)}
        told = gettext("Gewichten uit %(number)s, sinds %(day)s.") % facts
    return Counted(many, "issue", rows, found.formula, "K13", partial(scored, found.rows), one, told)


def _paid(asked: Scope, today: date, wish: str) -> Counted:
    """All bookings of the year, or those of one part of it (a theme, "los", "org")."""
    scope = panels.year_of(asked, today)
    found = money.figure_k7(scope, today=today)
    parts = slotted(scope.start, scope.until(today), scope.only("request__shares__issue__"))
    if wish:
        parts = parts.filter(slot=wish)
    rows = found.rows.filter(pk__in=parts.values("pk")) if wish else found.rows
    notes, told = partial(_where_to, parts), "" if wish else whole(found)
    return Counted(_("boekingen"), "booking", rows, found.formula, "K7", notes, _("boeking"), told)


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
        _("onderdeel van de begroting"), whole(found),
    )  # fmt: skip


def _spent(line: Any) -> str:
    facts = {"spent": euro(line.paid + line.reserved), "original": euro(line.original)}
    return gettext("Betaald en toegezegd: %(spent)s. Eerst begroot: %(original)s.") % facts


def _came(asked: Scope, today: date, wish: str) -> Counted:
    rows = panels.came(panels.this_month(asked, today), today)
    return Counted(CAME[1], "issue", rows, flow.K11, "K11", one=CAME[0])


def _ended(asked: Scope, today: date, wish: str) -> Counted:
    month = panels.this_month(asked, today)
    rows = speed.ended(month, month.until(today))
    return Counted(ENDED[1], "issue", rows, flow.K11, "K11", one=ENDED[0])


_OTHERS: dict[str, Callable[[Scope, date, str], Counted | None]] = {
    "K7": _paid,
    "K8": _over,
    "K11": _layer,
    "K13": _score,
    "erbij": _came,
    "klaar": _ended,
}
