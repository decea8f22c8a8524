"""The small form pages behind the buttons of an issue: follow, also affected, help, solved, wrong.

They carry the form's token, so that the issue page itself needs no cookie.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from issues.actions import (
    answer_solved,
    confirm_affected,
    confirm_follow,
    end_follow,
    follow_issue,
    offer_help,
    report_wrong,
)
from issues.forms.joining import AffectedForm, FollowForm, HelpForm, SolvedForm, WrongForm
from issues.models import Follow, Issue
from issues.models.following import FOLLOW_TOKEN
from issues.views.viewer import viewer
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.terms.refusal import Refused

PER_HOUR = 20
PAGES: dict[str, tuple[str, str, type[Form]]] = {
    "volgen": ("Volg deze kwestie", "bell", FollowForm),
    "ook-last": ("Ik heb hier ook last van", "hand", AffectedForm),
    "helpen": ("Ik help mee", "users", HelpForm),
    "opgelost": ("Is het opgelost?", "check", SolvedForm),
    "klopt-niet": ("Klopt hier iets niet?", "circle-help", WrongForm),
}


@open_to("everyone")
def small_form(request: HttpRequest, number: str, page: str) -> HttpResponse:
    """/kwesties/<nr>/<page>/"""
    if page not in PAGES:
        raise Http404
    issue = get_object_or_404(Issue.objects.public().for_list(), number=number, visibility="public")
    user = viewer(request)
    title, drawing, kind = PAGES[page]
    more = {"signed_in": user.is_authenticated} if kind in (FollowForm, HelpForm) else {}
    initial = {"solved": request.GET["antwoord"]} if request.GET.get("antwoord") in ("ja", "nee") else {}
    form = kind(request.POST if request.method == "POST" else None, initial=initial, **more)
    refusal = None
    needs_login = page == "opgelost" and not user.is_authenticated
    if request.method == "POST" and (form.is_valid() or not form.fields) and not needs_login:
        try:
            messages.success(request, act(request, issue, page, form.cleaned_data))
            return redirect(issue.path)
        except Refused as refused:
            refusal = refused
    return render(
        request,
        "issues/small_form.html",
        {
            "issue": issue,
            "title": _(title),
            "drawing": drawing,
            "form": form,
            "refusal": refusal,
            "needs_login": needs_login,
        },
    )


def act(request: HttpRequest, issue: Issue, page: str, facts: dict[str, Any]) -> str:
    """Do what the form is for; gives the words of thanks."""
    if not allow("joining", request.META.get("REMOTE_ADDR", ""), PER_HOUR, timedelta(hours=1)):
        raise Refused(_("Er kwamen veel berichten van uw aansluiting. Probeer het later weer."), code="limit")
    user = viewer(request)
    by = user if user.is_authenticated else None
    if page == "volgen":
        follow_issue(issue, by=by, email=facts.get("email", ""), pace=facts["pace"])
        return _("U volgt deze kwestie.") if by else _("Kijk in uw mail en druk daar op de knop.")
    if page == "ook-last":
        confirm_affected(issue, by=by, reason=facts["reason"])
        return _("Bedankt. Wij tellen u mee.")
    if page == "helpen":
        offer_help(issue, by=by, email=facts.get("email", ""), kind=facts["kind"], text=facts["text"])
        return _("Bedankt. Wie ervoor zorgt, hoort van uw aanbod.")
    if page == "klopt-niet":
        report_wrong(issue, by=by, text=facts["text"])
        return _("Bedankt. Wij kijken ernaar.")
    answer_solved(issue, by=by, solved=facts["solved"], reason=facts["reason"])
    return _("Bedankt voor uw antwoord.")


@open_to("everyone")
def follow_page(request: HttpRequest, token: str) -> HttpResponse:
    """/volgen/<token>/: confirm, answer "is dit opgelost?", or stop; a mail link alone changes nothing."""
    try:
        uuid = UUID(Signer(salt=FOLLOW_TOKEN).unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    follow = get_object_or_404(Follow.objects.select_related("issue__theme"), uuid=uuid)
    if not follow.issue.is_public:
        raise Http404
    form, refusal = SolvedForm(request.POST if "solved" in request.POST else None), None
    if request.method == "POST":
        try:
            if follow_act(request, follow, form):
                return redirect("issues:follow_page", token)
        except Refused as refused:
            refusal = refused
    asks = (
        follow.issue.status in ("reported_done", "resolved") and follow.confirmed_at and not follow.ended_at
    )
    response = render(
        request, "issues/follow.html",
        {"follow": follow, "issue": follow.issue, "form": form, "refusal": refusal, "asks": asks},
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


def follow_act(request: HttpRequest, follow: Follow, form: SolvedForm) -> bool:
    """One button of the page; False when its form has complaints."""
    if "volg" in request.POST:
        confirm_follow(follow)
        messages.success(request, _("U volgt deze kwestie."))
    elif "stop" in request.POST:
        end_follow(follow)
        messages.success(request, _("U krijgt hierover geen mail meer."))
    elif form.is_valid():
        answer_solved(
            follow.issue,
            follow=follow,
            solved=form.cleaned_data["solved"],
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Bedankt voor uw antwoord."))
    else:
        return False
    return True
