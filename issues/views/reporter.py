"""The reporter's own page, the signal path, and "Snel weg"."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import (
    add_to_report,
    answer_solved,
    confirm_contact,
    renew_code,
    submit_signal,
    withdraw_report,
)
from issues.forms.reporting import SignalForm
from issues.models import Report
from issues.models.report import STATUS_TOKEN
from issues.rows import badge
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.terms.refusal import Refused

SIGNALS_PER_HOUR = 20


def report_of(token: str) -> Report:
    """The report of a signed token; 404 for any other text."""
    try:
        uuid = UUID(Signer(salt=STATUS_TOKEN).unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    found = (
        Report.objects.filter(uuid=uuid)
        .select_related("issue__theme", "issue__street", "issue__partner")
        .first()
    )
    if found is None:
        raise Http404
    return found


@open_to("everyone")
def report_status(request: HttpRequest, token: str) -> HttpResponse:
    """/melden/status/<token>/: what happens with my report; only its buttons change things."""
    report = report_of(token)
    if request.method == "POST":
        try:
            messages.success(request, act(request, report))
            return redirect("issues:report_status", token)
        except Refused as refusal:
            return render(
                request,
                "issues/report/status.html",
                page_of(report, refusal=refusal, request=request),
                status=409,
            )
    response = render(request, "issues/report/status.html", page_of(report, request=request))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def act(request: HttpRequest, report: Report) -> str:
    """One button of the page; the words to show when it is done."""
    doing, text = request.POST.get("doe", ""), request.POST.get("tekst", "").replace("\x00", "")
    if doing == "code":
        confirm_contact(report, request.POST.get("code", ""))
        return _("Bedankt. Uw adres is bevestigd.")
    if doing == "nieuwe-code":
        renew_code(report)
        return _("Wij hebben u een nieuwe code gestuurd.")
    if doing == "toevoegen":
        add_to_report(report, text)
        return _("Wij hebben uw woorden toegevoegd.")
    if doing == "intrekken":
        withdraw_report(report)
        return _("Uw melding is ingetrokken.")
    if doing in ("ja", "nee"):
        answer_solved(report.issue, report=report, solved=doing == "ja", reason=text)
        return _("Bedankt voor uw antwoord.")
    raise Refused(_("Deze knop kennen wij niet."), code="report.button")


def page_of(report: Report, *, request: HttpRequest, refusal: Refused | None = None) -> dict[str, Any]:
    issue = report.issue
    return {
        "report": report, "issue": issue, "refusal": refusal, "text": request.POST.get("tekst", ""),
        "badge": badge(issue.status, issue.partner.short_name if issue.partner else None, short=False),
        "asks": issue.status in ("reported_done", "resolved"),
        "needs_code": report.contact == "email" and report.confirmed_at is None,
        "last": issue.status_changes.exclude(public_reason="").last(),
        "photos": report.photos.all(),
    }  # fmt: skip


@open_to("everyone")
def signal(request: HttpRequest) -> HttpResponse:
    """/signaal/: first the numbers to call, then, if wanted, the fixed list. Nothing else is kept."""
    form = SignalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not allow("signal", request.META.get("REMOTE_ADDR", ""), SIGNALS_PER_HOUR, timedelta(hours=1)):
            form.add_error(None, _("Er kwamen veel signalen van uw aansluiting. Probeer het later weer."))
        else:
            facts = form.cleaned_data
            submit_signal(kinds=facts["signaal"], segment=facts["deel"], month=facts["maand"])
            return redirect("issues:signal_sent")
    response = render(request, "issues/report/signaal.html", {"form": form})
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to("everyone")
def signal_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, without telling what was sent."""
    return render(request, "issues/report/ontvangen.html")
