"""/werk/kwesties/<uuid>/gezien/: who opened a confidential issue, and who was refused."""

from uuid import UUID

from django.db.models import Count, Max, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render

from issues.models import Visibility
from issues.views.work import WORKERS, issue_of
from wijkraad.people.access import PersonRequest, open_to

SHOWN = 200


@open_to(*WORKERS)
def readings(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Only for who may read the issue; looking here is a reading too."""
    issue = issue_of(request, uuid)
    if issue.visibility != Visibility.CONFIDENTIAL and not issue.readings.exists():
        raise Http404
    people = issue.readings.values("user__name").annotate(
        seen=Count("pk", filter=Q(refused=False)),
        kept_out=Count("pk", filter=Q(refused=True)),
        last=Max("at"),
    )
    rows = list(issue.readings.select_related("user").order_by("-id")[:SHOWN])
    found = list(people.order_by("-last"))
    total = sum(one["seen"] + one["kept_out"] for one in found)
    context = {"issue": issue, "people": found, "rows": rows, "total": total}
    return render(request, "issues/readings.html", context)
