"""Two people decided about the same report: the second one is told who was first, and keeps every word."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.actions import log_readings
from issues.lists.rows import badge
from issues.models import Issue
from wijkraad.people.access import PersonRequest

WORDS = (
    ("titel", gettext_lazy("Titel")),
    ("samenvatting", gettext_lazy("Samenvatting")),
    ("reden", gettext_lazy("Bericht aan de melder")),
)


def decided_meanwhile(request: PersonRequest, uuid: UUID | None) -> HttpResponse:
    """After a POST the words that were typed, with what may be done with them; after a GET the issue itself.

    404 for what this person may not know.
    """
    if uuid is None:
        messages.warning(request, _("Kies eerst een melding."))
        return redirect("issues:triage")
    found = Issue.objects.visible_to(request.user).for_list().filter(uuid=uuid).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        messages.warning(request, _("Een ander was u voor: deze melding is al bekeken."))
        return redirect("issues:work", found.uuid)
    log_readings([found], by=request.user)
    return render(request, "issues/desk_late.html", page_of(request, found), status=409)


def page_of(request: PersonRequest, issue: Issue) -> dict[str, Any]:
    typed = [(label, request.POST.get(name, "").strip()) for name, label in WORDS]
    change = issue.status_changes.select_related("by").last()
    note = "\n\n".join(f"{label}: {text}" for label, text in typed if text)
    return {
        "issue": issue, "change": change, "who": change.by.name if change and change.by else _("De melder"),
        "badge": badge(issue.status, None, short=False), "typed": [pair for pair in typed if pair[1]],
        "note": note, "title": request.POST.get("titel", ""), "summary": request.POST.get("samenvatting", ""),
    }  # fmt: skip
