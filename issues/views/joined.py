"""Reports that joined an issue that is there already: read them, or see that the matter came back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from issues.actions import join_report, mark_seen
from issues.models import Issue, Report
from issues.permissions import can_see_contact
from issues.reporting.private_data import without_contact
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

SHOWN = 30
"""How many the desk shows; the oldest first."""


@dataclass(frozen=True)
class Joined:
    """An unread report of an issue that was looked at before; `is_relapse`: it was solved and is watched."""

    report: Report
    text: str
    is_relapse: bool


def is_watched(issue: Issue) -> bool:
    """Whether a result is still in its aftercare, so that a new report may be a relapse."""
    return (
        issue.status == "resolved"
        and issue.aftercare_until is not None
        and issue.aftercare_until >= clock.today()
    )


def unread(user: Any) -> QuerySet[Report]:
    """Unread reports of known issues that this person may see."""
    return Report.objects.filter(
        moderated_at=None, withdrawn_at=None, issue__in=Issue.objects.visible_to(user).values("pk")
    ).exclude(issue__status__in=("reported", "withdrawn", "merged"))


def joined_of(user: Any, rows: list[Report]) -> list[Joined]:
    """Unread reports as the desk shows them: relapses first, then oldest first."""
    rows = sorted(rows, key=lambda one: (one.created_at, one.pk))[:SHOWN]
    sees = can_see_contact(user)
    found = [
        Joined(one, one.text if sees else without_contact(one.text), is_watched(one.issue)) for one in rows
    ]
    return sorted(found, key=lambda one: not one.is_relapse)


def grouped(rows: list[Joined]) -> tuple[list[Joined], list[list[Joined]]]:
    """What may have come back, and the others per issue, in the order in which they came in."""
    groups: dict[int, list[Joined]] = {}
    for one in rows:
        if not one.is_relapse:
            groups.setdefault(one.report.issue_id, []).append(one)
    return [one for one in rows if one.is_relapse], list(groups.values())


@open_to("board", "secretary", "chair", "treasurer", "manager")
def joined(request: PersonRequest) -> HttpResponse:
    """POST: `doe` = "terug" reopens the solved issue of the report, "gezien" marks it (or several) read."""
    numbers = request.POST.getlist("melding")[:SHOWN]
    if request.method != "POST" or not all(number.isdecimal() and len(number) <= 18 for number in numbers):
        raise Http404
    seen = Issue.objects.visible_to(request.user).values("pk")
    reports = Report.objects.filter(pk__in=[int(number) for number in numbers], issue__in=seen)
    found = list(reports.select_related("issue").order_by("pk"))
    if not found:
        raise Http404
    report, issue = found[0], found[0].issue
    try:
        if request.POST.get("doe") == "terug":
            join_report(report, issue, by=request.user, relapse=True)
            messages.success(
                request, _("Weer open. Wie ervoor zorgt, de melders en de volgers krijgen bericht.")
            )
        else:
            for one in found:
                mark_seen(one, by=request.user)
            messages.success(request, _("Gezien."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    if request.POST.get("naar") == "werk":
        return redirect("issues:work", issue.uuid)
    return redirect("issues:triage")
