"""What others spent in the wijk, for everybody: original, spent, source, goal and result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from budgets.models import OthersMoney
from budgets.money import ZERO
from budgets.yearly.overspend import over
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def others(request: HttpRequest) -> HttpResponse:
    """/budget/geld-van-anderen/: every row has its source, or it is not here."""
    rows = list(OthersMoney.objects.all())
    known = [one for one in rows if one.original is not None and one.spent is not None]
    sums = {
        "original": sum((one.original or ZERO for one in known), ZERO),
        "spent": sum((one.spent or ZERO for one in known), ZERO),
    }
    more = over(sums["spent"], sums["original"])
    context = {"rows": rows, "known": len(known), "sums": sums, "more": more}
    return render(request, "budgets/others.html", context)
