"""/werk/partner/<uuid>/: a partner sees what was handed to its organisation, and answers there.

It shows the matter itself, the council's letters and their own promises; no report, note or resident.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues import actions
from issues.forms import steering as forms
from issues.forms.working import IssueForm
from issues.lists.rows import badge
from issues.models import Issue, Note, Visibility
from issues.permissions import actors, moves_for
from issues.workflow import CLOSED
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


@dataclass(frozen=True)
class Doing:
    """One thing that a partner does; `key` is its address."""

    key: str
    title: "str | LazyText"
    icon: str
    form: type[IssueForm]
    do: Callable[[Issue, Any, dict[str, Any]], Any]


DOINGS = {one.key: one for one in (
    Doing("klaar", gettext_lazy("Meld klaar, met bewijs"), "check", forms.PartnerDoneForm,
          lambda issue, by, f: actions.claim_done(issue, by=by, **f)),
    Doing("toezegging", gettext_lazy("Zeg iets toe, met een datum"), "hand", forms.PartnerPromiseForm,
          lambda issue, by, f: actions.give_promise(issue, by=by, **f)),
    Doing("antwoord", gettext_lazy("Antwoord aan de wijkraad"), "message-square", forms.PartnerAnswerForm,
          lambda issue, by, f: actions.answer_as_partner(issue, by=by, **f)),
)}  # fmt: skip


def handed(request: PersonRequest, uuid: UUID) -> Issue:
    """The issue, when it lies with the organisation of this person now."""
    rows = Issue.objects.visible_to(request.user).for_list().select_related("responsible")
    found = get_object_or_404(rows.filter(partner=request.user.organisation_id), uuid=uuid)
    if "partner" not in actors(request.user, found) or found.visibility == Visibility.CONFIDENTIAL:
        raise Http404
    return found


def doings_for(user: Any, issue: Issue) -> list[Doing]:
    """What this partner may do now: report done only where the workflow lets it."""
    if issue.status in CLOSED:
        return []
    may_claim = "reported_done" in moves_for(user, issue)
    return [one for one in DOINGS.values() if one.key != "klaar" or may_claim]


@open_to("partner")
def partner(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """What was handed over, what we wrote, what they promised and said."""
    issue = handed(request, uuid)
    ours = issue.partner
    letters = issue.letters.filter(partner=ours, sent_on__isnull=False).exclude(status="scrapped")
    return render(
        request,
        "issues/partner.html",
        {
            "issue": issue,
            "today": clock.today(),
            "badge": badge(issue.status, ours.short_name if ours else None, short=False),
            "doings": doings_for(request.user, issue),
            "promises": issue.promises.filter(partner=ours),
            "letters": letters.order_by("sent_on"),
            "answers": issue.notes.filter(kind=Note.Kind.PARTNER).order_by("-id")[:50],
        },
    )


@open_to("partner")
def partner_form(request: PersonRequest, uuid: UUID, doing: str) -> HttpResponse:
    """The small form of one thing; refused, it comes back with every word."""
    issue, wanted = handed(request, uuid), DOINGS.get(doing)
    if wanted is None:
        raise Http404
    if wanted not in doings_for(request.user, issue):
        messages.warning(request, _("Dat kan nu niet bij deze kwestie. Er is niets veranderd."))
        return redirect("issues:partner", uuid)
    form = wanted.form(*((request.POST,) if request.method == "POST" else ()), issue=issue, user=request.user)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(issue, request.user, dict(form.cleaned_data))
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Bedankt. De wijkraad heeft bericht gekregen."))
            return redirect("issues:partner", uuid)
    context = {"issue": issue, "doing": wanted, "form": form, "refusal": refusal}
    return render(request, "issues/partner_form.html", context)
