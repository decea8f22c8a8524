"""/werk/meldingen/samen/: something with several new reports, each judged apart by the same action."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.actions import (
    add_note,
    assign_issue,
    change_theme,
    in_bulk,
    join_new,
    log_readings,
    reject_issue,
)
from issues.forms.triage import BulkForm
from issues.models import Issue
from issues.replies import filled, offered
from issues.views.queue import SHOWN
from wijkraad.notices.rehearsal import rehearse
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

TITLES = {
    "samen": gettext_lazy("Voeg bij een kwestie"),
    "wie": gettext_lazy("Geef aan iemand"),
    "thema": gettext_lazy("Geef een ander thema"),
    "niet": gettext_lazy("Niet oppakken"),
}


def chosen_of(request: PersonRequest) -> list[Issue]:
    """The ticked issues that this person may see, oldest first."""
    uuids = []
    for text in request.POST.getlist("melding")[:SHOWN]:
        try:
            uuids.append(UUID(text))
        except ValueError:
            continue
    rows = Issue.objects.visible_to(request.user).filter(uuid__in=uuids).for_list()
    return list(rows.order_by("created_at", "pk"))


@open_to("board", "secretary", "chair", "treasurer", "manager")
def desk_bulk(request: PersonRequest) -> HttpResponse:
    """First what is still to know (one reason for all, with the mail it makes), then the outcome per row."""
    doing, chosen = request.POST.get("doe", ""), chosen_of(request)
    if request.method != "POST" or doing not in BulkForm.ASKS or not chosen:
        messages.warning(request, _("Kies eerst een of meer meldingen."))
        return redirect("issues:triage")
    log_readings(chosen, by=request.user)
    form = BulkForm(doing, request.POST if "zeker" in request.POST else None, user=request.user)
    page = {"form": form, "doing": doing, "title": TITLES[doing], "chosen": chosen, "previews": []}
    page["replies"] = [(row, filled(row.text, chosen[0])) for row in offered(chosen[0], BulkForm.STEP[doing])]
    if not form.is_valid():
        return render(request, "issues/desk_bulk.html", page)
    act = bulk_act(request.user, doing, form.cleaned_data)
    if "bekijk" in request.POST:
        try:
            page["previews"] = rehearse(lambda: act(chosen[0]))
        except Refused as refusal:
            page["refusal"] = refusal
        return render(request, "issues/desk_bulk.html", page)
    done, refused = in_bulk(chosen, act)
    if not refused:
        words = ngettext("%(n)s melding is klaar.", "%(n)s meldingen zijn klaar.", len(done))
        messages.success(request, words % {"n": len(done)})
        return redirect("issues:triage")
    return render(
        request, "issues/desk_bulk_done.html", {"done": done, "refused": refused, "title": TITLES[doing]}
    )


def bulk_act(by: Any, doing: str, facts: dict[str, Any]) -> Callable[[Issue], Any]:
    """The action for each row; a reason for something inner is kept as an inner note."""
    reason = facts["reden"].strip()

    def act(issue: Issue) -> None:
        if doing == "wie":
            assign_issue(issue, facts["wie"], by=by, only_new=True)
        elif doing == "thema":
            change_theme(issue, facts["thema"], by=by, only_new=True)
        elif doing == "niet":
            reject_issue(issue, by=by, reason=reason)
        else:
            join_new(issue, Issue.objects.get(pk=facts["bij"].pk), by=by, words=reason)
        if reason and doing in ("wie", "thema"):
            add_note(issue, by=by, text=reason)

    return act
