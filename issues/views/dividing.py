"""/werk/meldingen/<id>/splitsen/: one report that tells two matters, divided piece by piece."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import divide_report, log_readings
from issues.forms.moving import DivideForm, text_digest
from issues.models import Issue, Report
from issues.reporting.pieces import pieces_of
from issues.workflow import OPEN
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused


@open_to("board", "secretary", "chair", "treasurer", "manager")
def divide(request: PersonRequest, pk: int) -> HttpResponse:
    """Each piece of the words gets a place; refused, the page comes back with every choice."""
    report = _report(request, pk)
    issue = report.issue
    log_readings([issue], by=request.user)
    pieces = pieces_of(report.text)
    form = DivideForm(
        *((request.POST,) if request.method == "POST" else ()),
        report=report, pieces=pieces, issue=issue, user=request.user,
    )  # fmt: skip
    refusal = None
    if request.method == "POST":
        if request.POST.get("base") != text_digest(report.text):
            refusal = Refused(
                _("De woorden van deze melding zijn intussen veranderd."), code="divide.changed",
                first=_("Lees ze opnieuw en kies dan."),
            )  # fmt: skip
            form = DivideForm(report=report, pieces=pieces, issue=issue, user=request.user)
        elif form.is_valid():
            try:
                second = divide_report(report, by=request.user, base_text=report.text, **form.facts)
            except Refused as refused:
                refusal = refused
            else:
                messages.success(request, _("Gesplitst in twee. De melder houdt één pagina met allebei."))
                return _next(second)
    page: dict[str, Any] = {"issue": issue, "report": report, "form": form, "refusal": refusal}
    return render(request, "issues/divide.html", page | {"few": len(pieces) < 2})


def _report(request: PersonRequest, pk: int) -> Report:
    """The report, when this person may see its issue and it can still be divided; else 404."""
    seen = Issue.objects.visible_to(request.user).filter(status__in=OPEN).values("pk")
    found = Report.objects.filter(pk=pk, issue__in=seen, withdrawn_at=None).select_related("issue__theme")
    report = found.first()
    if report is None:
        raise Http404
    return report


def _next(second: Issue) -> HttpResponse:
    """To the desk at the new report, or to the workspace of the new issue."""
    if second.status == "reported":
        return redirect(f"/werk/meldingen/?k={second.uuid}#werk")
    return redirect("issues:work", second.uuid)
