"""The register of decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.filters import RegisterFilter
from meetings.models import Decision
from meetings.querysets import PROMISES
from meetings.standing import REGISTER, of_year
from meetings.views import asking
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.environment import query
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.paginator import Slice, asked, leaf

PAGE = 25
MOST_PROPOSALS = 100
"""Proposals have no date to page by, and there are few."""


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def decision_list(request: HttpRequest) -> HttpResponse:
    """All decisions, newest first: what, who, when, and whether it worked."""
    user, today = asking.reader(request), clock.today()
    form = RegisterFilter(request.GET, user=user, today=today)
    proposals = form.chosen.get("stand") == "voorstel"
    part = Slice(None, None, MOST_PROPOSALS) if proposals else asked(request, PAGE)
    rows = form.qs.order_by("-id") if proposals else form.qs.newest_first()
    if part.after:
        rows = rows.filter(decided_on__lte=part.after[0]).exclude(
            decided_on=part.after[0], id__gte=part.after[1]
        )
    elif part.before:
        rows = rows.filter(decided_on__gte=part.before[0]).exclude(
            decided_on=part.before[0], id__lte=part.before[1]
        )
        rows = rows.order_by("decided_on", "id")
    # the page first, then what belongs to its rows: asked of all decisions that would read every link
    rows = rows.first_ones(part.limit).for_list(user)
    page = leaf(request, part, list(rows), lambda one: [one.decided_on, one.id])
    year = form.year or today.year
    standing = of_year(REGISTER.facts(today), year)
    board = user is not None and user.is_authenticated  # it may see more decisions than a visitor
    counts = Decision.objects.visible_to(user).of_year(year).promises(today) if board else standing
    context = {
        "leaf": page,
        "form": form.form,
        "asking": asking,
        "user": user,
        "year": year,
        "promises": promise_rows(request, counts, year),
        "k14": standing,
        "files": form.form.data.urlencode() if form.chosen else "",
        "today": today,
    }
    return render(request, "meetings/decision_list.html", context)


def promise_rows(request: HttpRequest, counts: dict[str, int], year: int) -> list[tuple[str, int, str, str]]:
    """(look, number, words, address) for the promise dots."""
    words = {
        "ok": _("op tijd klaar"),
        "late_ok": _("klaar, maar te laat"),
        "late": _("te laat en niet klaar"),
        "open": _("hebben nog tijd"),
        "failed": _("niet gelukt"),
        "replaced": _("vervangen of ingetrokken"),
    }
    fresh = {"na": None, "voor": None, "q": None, "wie": None, "thema": None, "geld": None}
    return [
        (look, counts[look], words[look], query(request, **fresh, jaar=str(year), stand=look))
        for look in PROMISES
    ]
