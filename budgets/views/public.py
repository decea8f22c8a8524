"""The pages about money for everybody: the year, and the small story of one spend."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from budgets.filters import SpendFilter
from budgets.models import Booking, Budget, BudgetLine, SpendRequest
from budgets.words import is_limited, public_day, report_of, row_of, tells_result
from budgets.yearly.corrections import corrections_of, moved
from budgets.yearly.overview import YearPage
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.filters import number
from wijkraad.ui.pages import visitors_page
from wijkraad.ui.paginator import Slice, asked, leaf

SIZE = 6


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def overview(request: HttpRequest) -> HttpResponse:
    """/budget/: the running year, else the newest one."""
    budgets = _budgets()
    if not budgets:
        return render(request, "budgets/none.html")
    begun = [year for year in budgets if year <= clock.today().year]
    return _year(request, budgets, max(begun) if begun else min(budgets))


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """/budget/<year>/: every euro of one year."""
    budgets = _budgets()
    if year not in budgets:
        raise Http404
    return _year(request, budgets, year)


def _budgets() -> dict[int, Any]:
    """The years that have a page, oldest first; `bears` says whether corrections are booked on it."""
    bears = Exists(moved().filter(cost_year=OuterRef("year")))
    return {one.year: one for one in Budget.objects.visible_to(None).annotate(bears=bears).order_by("year")}


def _year(request: HttpRequest, budgets: dict[int, Any], year: int) -> HttpResponse:
    part, budget, shown = asked(request, SIZE), budgets[year], YearPage(budgets[year], list(budgets))
    spends = SpendRequest.objects.public().listed()
    found = SpendFilter(request.GET, spends)
    filtered = any(request.GET.get(name) for name in ("onderdeel", "thema"))
    chosen = found.qs if found.is_valid() else spends
    page = leaf(request, part, _slice(budget, chosen, part), lambda one: (one.listed_on, one.pk))
    context = {
        "year": shown,
        "page_of_spends": page,
        "rows": [row_of(one) for one in page.rows],
        "filtered": filtered,
        "corrections": corrections_of(year) if budget.bears else [],
        "count": _number_of(chosen.filter(line__budget=budget)) if filtered else number(shown.spends),
        "today": clock.today(),
    }
    return render(request, "budgets/year.html", context)


MOST_COUNTED = 1000
"""Spends of a part of the budget are counted no further."""


def _number_of(spends: Any) -> str:
    found = spends.order_by()[: MOST_COUNTED + 1].count()
    return number(found) if found <= MOST_COUNTED else _("meer dan %(n)s") % {"n": number(MOST_COUNTED)}


def _slice(budget: Budget, spends: Any, part: Slice) -> list[SpendRequest]:
    """Newest first after the key, or the nearest ones before it.

    Each line gives the first of its own, by its index; only those are put in order and read.
    """
    order = ("listed_on", "id") if part.before is not None else ("-listed_on", "-id")
    if part.before is not None:
        on, key = part.before
        spends = spends.filter(Q(listed_on__gt=on) | Q(listed_on=on, pk__gt=key))
    if part.after is not None:
        on, key = part.after
        spends = spends.filter(Q(listed_on__lt=on) | Q(listed_on=on, pk__lt=key))
    first = spends.filter(line=OuterRef("pk"), listed_on__isnull=False).order_by(*order)
    lines = BudgetLine.objects.filter(budget=budget).order_by()
    keys = lines.values_list(ArraySubquery(first.values("pk")[: part.limit]), flat=True)
    found = SpendRequest.objects.filter(pk__in=[pk for pks in keys for pk in pks])
    return list(found.for_list().order_by(*order)[: part.limit])


def _seen(booking: Booking) -> bool:
    """Whether it was found in the entries of the bank, or seen on a paper statement."""
    return bool(booking.sum.settled == booking.sum.amount) or hasattr(booking, "bank")


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def spend(request: HttpRequest, number: str) -> HttpResponse:
    """/uitgaven/<nr>/: why, who decided, what it cost, what it brought."""
    found = SpendRequest.objects.public().for_list().filter(number=number).first()
    if found is None:
        raise Http404
    bookings = list(Booking.objects.filter(request=found).select_related("bank", "sum").order_by("id"))
    approvals = [one for one in found.approvals.all() if one.round == found.round]
    context = {
        "spend": found,
        "row": row_of(found),
        "bookings": [(one, public_day(found, one.paid_on, year=True)) for one in bookings],
        "approvers": [one.function for one in approvals],
        "approved_on": public_day(found, clock.date_of(found.approved_at), year=True)
        if found.approved_at
        else "",
        "month_only": is_limited(found),
        "due": public_day(found, found.report_due, year=True),
        "told": tells_result(report_of(found)),
        "seen": bool(bookings) and all(_seen(one) for one in bookings if one.kind == "payment"),
    }
    return render(request, "budgets/spend.html", context)
