""" "Is dit opgelost?" for who reported it: a small page of its own, answered by a button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import answer_of, answer_solved, is_asking
from issues.forms.joining import SolvedForm
from issues.views.reporter import report_of
from wijkraad.people.access import open_to
from wijkraad.terms.refusal import Refused
from wijkraad.ui.cookieless import without_cookies


@open_to("everyone")
@without_cookies
def report_solved(request: HttpRequest, token: str) -> HttpResponse:
    """/melden/status/<token>/opgelost/: yes (with a photo it counts as a check) or not yet, with a reason.

    A photo is read only while the question is open.
    """
    report = report_of(token)
    issue = report.issue
    asks = is_asking(issue) and report.withdrawn_at is None
    sent = (request.POST, request.FILES) if request.method == "POST" and asks else ()
    form = SolvedForm(*sent, photo=True, initial={"solved": request.GET.get("antwoord", "")})
    refusal = None
    if sent and form.is_valid():
        facts = form.cleaned_data
        try:
            answer_solved(
                issue, report=report, solved=facts["solved"], reason=facts["reason"], picture=facts["foto"]
            )
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Bedankt voor uw antwoord."))
            return redirect("issues:report_status", report.status_token)
    facts = {
        "report": report, "issue": issue, "form": form, "refusal": refusal, "asks": asks,
        "answer": answer_of(issue, report=report) if asks else None,
    }  # fmt: skip
    response = render(request, "issues/solved.html", facts, status=409 if refusal else 200)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
