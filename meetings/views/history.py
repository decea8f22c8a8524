"""/werk/invoer/vroeger/: decisions and minutes of before this portal, from the file to the register."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings import actions
from meetings.forms.history import PapersForm
from meetings.models import HistoryBatch
from meetings.old_papers import DECISION_COLUMNS, MINUTES_COLUMNS
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

LEADS = ("secretary", "chair")
SHOWN = 20
SAMPLE = 8


@open_to(*LEADS)
def papers(request: PersonRequest) -> HttpResponse:
    """Send papers in, and what was sent before."""
    posted = request.method == "POST"
    form = PapersForm(request.POST, request.FILES) if posted else PapersForm(initial={"kind": "decisions"})
    refusal = None
    if posted and form.is_valid():
        files = [(one.name, one.read()) for one in form.cleaned_data["bestanden"]]
        try:
            batch = actions.keep_papers(by=request.user, kind=form.cleaned_data["kind"], files=files)
        except Refused as refused:
            refusal = refused
        else:
            return redirect("meetings:paper_batch", batch.uuid)
    earlier = HistoryBatch.objects.select_related("by").defer("rows", "faults")[:SHOWN]
    columns = {"decisions": list(DECISION_COLUMNS), "minutes": list(MINUTES_COLUMNS)}
    context = {"form": form, "refusal": refusal, "earlier": earlier, "columns": columns}
    return render(request, "meetings/papers.html", context)


@open_to(*LEADS)
def paper_batch(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """One sending: what is wrong, or what it would add; the buttons."""
    batch = get_object_or_404(HistoryBatch.objects.select_related("by"), uuid=uuid)
    refusal = None
    if request.method == "POST":
        try:
            if request.POST.get("doe") == "weg":
                actions.drop_papers(batch, by=request.user)
                messages.success(request, _("De papieren zijn weg. Er is niets ingelezen."))
            else:
                public = bool(request.POST.get("openbaar"))
                actions.take_in_papers(batch, by=request.user, public=public)
                messages.success(request, _("Ingelezen."))
        except Refused as refused:
            refusal = refused
            batch.refresh_from_db()
        else:
            return redirect("meetings:paper_batch", batch.uuid)
    context = {"batch": batch, "refusal": refusal, "sample": batch.rows[:SAMPLE]}
    return render(request, "meetings/paper_batch.html", context)
