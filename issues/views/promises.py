"""/werk/toezeggingen/: what partners promised, kept or broken, per partner."""

from collections import Counter
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from issues.models import Issue, Promise
from issues.views.work import WORKERS
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock

SHOWN = 300
STATES = (
    ("", _("alle")),
    ("open", _("open")),
    ("laat", _("te laat of na te vragen")),
    ("nagekomen", _("nagekomen")),
    ("gebroken", _("niet nagekomen")),
)


@open_to(*WORKERS)
def promises(request: PersonRequest) -> HttpResponse:
    """Promises about issues that this person may see; `stand` and `partner` filter."""
    today = clock.today()
    seen = Issue.objects.visible_to(request.user).values("pk")
    rows = list(
        Promise.objects.filter(issue__in=seen)
        .select_related("partner", "issue__theme")
        .order_by(F("kept").asc(nulls_first=True), "chase_on", "id")[:SHOWN]
    )
    wanted, name = request.GET.get("stand", ""), request.GET.get("partner", "")
    found = [
        (one, state_of(one, today)) for one in rows
        if (not name or str(one.partner_id) == name) and fits(one, wanted, today)
    ]  # fmt: skip
    context = {"rows": found, "totals": totals(rows, today), "states": STATES, "wanted": wanted,
               "partner": name, "today": today}  # fmt: skip
    return render(request, "issues/promises.html", context)


def state_of(one: Promise, today: Any) -> str:
    """kept, broken, late (past their date), chase (ours to ask), or open."""
    if one.kept is not None:
        return "kept" if one.kept else "broken"
    if one.due is not None and one.due < today:
        return "late"
    return "chase" if one.chase_on < today else "open"


def fits(one: Promise, wanted: str, today: Any) -> bool:
    state = state_of(one, today)
    return {
        "open": one.kept is None, "laat": state in ("late", "chase"), "nagekomen": state == "kept",
        "gebroken": state == "broken",
    }.get(wanted, True)  # fmt: skip


def totals(rows: list[Promise], today: Any) -> list[tuple[int, str, Counter[str]]]:
    """Per partner how many of each state; most promises first."""
    found: dict[tuple[int, str], Counter[str]] = {}
    for one in rows:
        found.setdefault((one.partner_id, one.partner.name), Counter())[state_of(one, today)] += 1
    ordered = sorted(found.items(), key=lambda pair: (-pair[1].total(), pair[0][1]))
    return [(pk, name, counts) for (pk, name), counts in ordered]
