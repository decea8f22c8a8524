"""The small form pages behind the buttons of an issue: follow, also affected, help, solved, wrong.

They carry the form's token, so that the issue page itself needs no cookie.
"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions import (
    answer_solved,
    confirm_affected,
    follow_issue,
    is_asking,
    offer_help,
    report_wrong,
)
from issues.forms.joining import AffectedForm, FollowForm, HelpForm, SolvedForm, WrongForm
from issues.models import Issue, Report
from issues.views.viewer import viewer
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.terms.refusal import Refused
from wijkraad.ui.cookieless import without_cookies

PER_HOUR = 20
PER_ADDRESS = 5
"""Mails that somebody may ask for one address in an hour."""
PAGES: dict[str, tuple[str, str, type[Form]]] = {
    "volgen": (noop("Volg deze kwestie"), "bell", FollowForm),
    "ook-last": (noop("Ik heb hier ook last van"), "hand", AffectedForm),
    "helpen": (noop("Ik help mee"), "users", HelpForm),
    "opgelost": (noop("Is het opgelost?"), "check", SolvedForm),
    "klopt-niet": (noop("Klopt hier iets niet?"), "circle-help", WrongForm),
}


@open_to("everyone")
@without_cookies
def small_form(request: HttpRequest, number: str, page: str) -> HttpResponse:
    """/kwesties/<nr>/<page>/"""
    if page not in PAGES:
        raise Http404
    issue = get_object_or_404(Issue.objects.public().for_list(), number=number, visibility="public")
    user = viewer(request)
    title, drawing, kind = PAGES[page]
    more: dict[str, Any] = {}
    if kind in (FollowForm, HelpForm):
        more = {"signed_in": user.is_authenticated}
    elif kind is AffectedForm:
        more = {"knows_home": bool(user.is_authenticated and user.household)}
    initial = {"solved": request.GET["antwoord"]} if request.GET.get("antwoord") in ("ja", "nee") else {}
    form = kind(request.POST if request.method == "POST" else None, initial=initial, **more)
    refusal = None
    needs_login = page == "opgelost" and not user.is_authenticated
    own = page == "opgelost" and own_report(user, issue)
    if own and request.method == "GET" and is_asking(issue):
        return redirect(f"/melden/status/{own.own_token}/opgelost/?{request.GET.urlencode()}")
    if request.method == "POST" and (form.is_valid() or not form.fields) and not needs_login:
        try:
            messages.success(request, act(request, issue, page, form))
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


def own_report(user: Any, issue: Issue) -> Report | None:
    """The report of this person, whose own page can take a photo."""
    if not user.is_authenticated:
        return None
    return Report.objects.filter(issue=issue, reporter=user, withdrawn_at=None).order_by("pk").first()


def may_ask(request: HttpRequest, email: str = "") -> None:
    """Refused when too much came from one connection, or too many mails would go to one address."""
    if not allow("joining", request.META.get("REMOTE_ADDR", ""), PER_HOUR, timedelta(hours=1)):
        raise Refused(
            _("Er kwamen veel berichten van uw aansluiting."),
            code="limit",
            first=_("Probeer het later weer."),
        )
    if email and not allow("follow-mail", email.strip().lower(), PER_ADDRESS, timedelta(hours=1)):
        raise Refused(
            _("Wij stuurden net al een paar mails naar dit adres."),
            code="limit",
            first=_("Kijk in uw mail, ook bij de ongewenste post."),
        )


def act(request: HttpRequest, issue: Issue, page: str, form: Any) -> str:
    """Do what the form is for; gives the words of thanks."""
    facts = form.cleaned_data
    may_ask(request, facts.get("email", ""))
    user = viewer(request)
    by = user if user.is_authenticated else None
    if page == "volgen":
        follow_issue(issue, by=by, email=facts.get("email", ""), pace=facts["pace"])
        return _("U volgt deze kwestie.") if by else _("Kijk in uw mail en druk daar op de knop.")
    if page == "ook-last":
        confirm_affected(issue, by=by, household=form.household, reason=facts["reason"])
        return _("Bedankt. Wij tellen uw huis mee.")
    if page == "helpen":
        offer_help(issue, by=by, email=facts.get("email", ""), kind=facts["kind"], text=facts["text"])
        return _("Bedankt. Wie ervoor zorgt, hoort van uw aanbod.")
    if page == "klopt-niet":
        report_wrong(issue, by=by, text=facts["text"])
        return _("Bedankt. Wij kijken ernaar.")
    answer_solved(issue, by=by, solved=facts["solved"], reason=facts["reason"])
    return _("Bedankt voor uw antwoord.")
