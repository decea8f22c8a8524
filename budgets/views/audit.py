"""/werk/geld/kas/<jaar>/: the folder of the kascommissie, its sample, its findings and its statement."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from budgets.actions import answer_finding, draw_sample, end_audit, record_finding
from budgets.auditing.facts import Row, check_of, coming_reports, folder, late_reports, spent_in
from budgets.auditing.folder import zipped
from budgets.forms import audit as ours
from budgets.models import AuditFinding, Budget, Receipt, SpendRequest
from budgets.permissions import can_audit, can_keep_books
from budgets.views.desk import DESK
from budgets.views.reading import log_spend_readings
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

BOOKS = ("treasurer", "auditor")


@open_to(*BOOKS)
@never_cache
def audit(request: PersonRequest, year: int) -> HttpResponse:
    """The folder of a year; POST draws, finds, answers or ends (`doe`)."""
    budgets = {one.year: one for one in Budget.objects.select_related("audit__by").order_by("year")}
    budget = budgets.get(year)
    if budget is None or budget.status == Budget.Status.CONCEPT:
        raise Http404
    doing = request.POST.get("doe", "") if request.method == "POST" else ""
    refusal, status, sent = None, 200, None
    if doing:
        if doing not in DOINGS:
            raise Http404
        sent = _sent(request, budget, doing)
        if sent.is_valid():
            try:
                flash.success(request, DOINGS[doing](request, budget, sent.cleaned_data))
                return redirect("budgets:audit", year)
            except Refused as refused:
                refusal, status = refused, 409
        else:
            status = 422
    rows = _rows(request, budget)
    check = check_of(budget, rows)
    context = {
        "budget": budget,
        "years": sorted(budgets),
        "rows": rows,
        "check": check,
        "sample": [(row, ours.FindingForm(receipts=row.receipts)) for row in rows if row.drawn],
        "draw_form": sent if doing == "trek" else ours.DrawForm(again=bool(check.draws)),
        "statement_form": sent if doing == "sluit" else ours.StatementForm(),
        "sent": sent,
        "sent_for": request.POST.get("aanvraag", "") if sent else "",
        "answer_form": ours.AnswerForm(),
        "refusal": refusal,
        "audits": can_audit(request.user) and not check.statement,
        "answers": can_keep_books(request.user) and not check.statement,
    }
    return render(request, "budgets/audit.html", context, status=status)


def _rows(request: PersonRequest, budget: Budget) -> list[Row]:
    rows = folder(budget)
    log_spend_readings([row.request for row in rows], request.user)
    return rows


def _sent(request: PersonRequest, budget: Budget, doing: str) -> forms.Form:
    """The form that was sent; PermissionDenied for who may not send it."""
    right = can_keep_books if doing == "antwoord" else can_audit
    if not right(request.user):
        raise PermissionDenied
    if doing == "trek":
        return ours.DrawForm(request.POST, again=budget.draws.exists())
    if doing == "oordeel":
        return ours.FindingForm(request.POST, receipts=_asked(request, budget).receipts.all())
    return {"antwoord": ours.AnswerForm, "sluit": ours.StatementForm}[doing](request.POST)


def _asked(request: PersonRequest, budget: Budget) -> SpendRequest:
    key = request.POST.get("aanvraag", "")
    return get_object_or_404(spent_in(budget), pk=int(key) if key.isdigit() else 0)


def _draw(request: PersonRequest, budget: Budget, data: dict[str, Any]) -> str:
    drawn = draw_sample(budget, by=request.user, size=data["size"], reason=data.get("reason", ""))
    return _("Trekking %(number)s staat hieronder. Het lotnummer is %(seed)s.") % {
        "number": drawn.number,
        "seed": drawn.seed,
    }


def _find(request: PersonRequest, budget: Budget, data: dict[str, Any]) -> str:
    asked = _asked(request, budget)
    key = data.pop("receipt")
    receipt = Receipt.objects.filter(request=asked, pk=int(key)).first() if key else None
    record_finding(budget, asked, by=request.user, receipt=receipt, **data)
    return _("Uw bevinding is opgeschreven.")


def _answer(request: PersonRequest, budget: Budget, data: dict[str, Any]) -> str:
    key = request.POST.get("bevinding", "")
    finding = get_object_or_404(AuditFinding, budget=budget, pk=int(key) if key.isdigit() else 0)
    answer_finding(finding, by=request.user, **data)
    return _("Uw antwoord staat erbij.")


def _end(request: PersonRequest, budget: Budget, data: dict[str, Any]) -> str:
    end_audit(budget, by=request.user, **data)
    return _("De controle van dit jaar is afgesloten.")


DOINGS: dict[str, Callable[[PersonRequest, Budget, dict[str, Any]], str]] = {
    "trek": _draw,
    "oordeel": _find,
    "antwoord": _answer,
    "sluit": _end,
}


@open_to(*BOOKS)
@never_cache
def audit_file(request: PersonRequest, year: int) -> Any:
    """/werk/geld/kas/<jaar>/map.zip: the same folder with the receipts, to take to the table."""
    budget = get_object_or_404(Budget.objects.exclude(status=Budget.Status.CONCEPT), year=year)
    rows = _rows(request, budget)
    content = zipped(budget, rows, check_of(budget, rows))
    response = StreamingHttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="kascommissie-{year}.zip"'
    return response


@open_to(*DESK)
@never_cache
def reports(request: PersonRequest) -> HttpResponse:
    """/werk/geld/verslagen/: reports that are late, and those that come."""
    today = clock.today()
    late, coming = list(late_reports(request.user, today)), list(coming_reports(request.user, today))
    log_spend_readings([*late, *coming], request.user)
    context = {"late_rows": late, "coming": coming, "today": today}
    return render(request, "budgets/reports.html", context)
