"""/werk/vertrouwelijk/: who may read confidential matters, given by two people."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.actions import confirm_reading, end_reading, read_confidential
from issues.forms.choices import PersonField, PlainForm, day_field
from issues.models import ConfidentialReader
from issues.querysets import reads_confidential
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


class ReaderForm(PlainForm):
    user = PersonField(gettext_lazy("Wie mag vertrouwelijke kwesties lezen"))
    since = day_field(gettext_lazy("Vanaf"))
    until = day_field(gettext_lazy("Tot"), required=False)
    decision_number = forms.CharField(label=gettext_lazy("Besluit"), max_length=20, required=False)


@open_to("board", "secretary", "chair", "treasurer")
def readers(request: PersonRequest) -> HttpResponse:
    """The list, a proposal, and the second signature; the list says nothing about the matters themselves."""
    doing = request.POST.get("doe", "")
    form = ReaderForm(request.POST if doing == "geef" else None, initial={"since": clock.today()})
    refusal = None
    if request.method == "POST":
        try:
            if done := act(request, doing, form):
                messages.success(request, done)
                return redirect("issues:readers")
        except Refused as refused:
            refusal = refused
    return render(request, "issues/readers.html", page_of(request, form, refusal))


def act(request: PersonRequest, doing: str, form: ReaderForm) -> str:
    """One button; the words to show when it is done, empty when the form has complaints."""
    if doing == "geef":
        if not form.is_valid():
            return ""
        facts = dict(form.cleaned_data)
        read_confidential(facts.pop("user"), by=request.user, **facts)
        return _("Voorgesteld. Een ander bestuurslid moet dit bevestigen.")
    key = request.POST.get("recht", "")
    if doing not in ("bevestig", "einde") or not key.isdecimal() or len(key) > 18:
        raise Http404
    found = get_object_or_404(ConfidentialReader, pk=int(key))
    if doing == "bevestig":
        confirm_reading(found, by=request.user)
        return _("Bevestigd. Het recht geldt.")
    end_reading(found, by=request.user)
    return _("Beëindigd.")


def page_of(request: PersonRequest, form: ReaderForm, refusal: Refused | None) -> dict[str, Any]:
    today, me = clock.today(), request.user.pk
    rows = list(ConfidentialReader.objects.select_related("user", "given_by", "confirmed_by").order_by("-pk"))
    over = [row for row in rows if row.until and row.until <= today]
    return {
        "form": form, "refusal": refusal, "today": today, "reads": reads_confidential(request.user),
        "rows": [
            (row, row.confirmed_by_id is None and me not in (row.given_by_id, row.user_id))
            for row in rows if row not in over
        ],
        "over": over[:50],
    }  # fmt: skip
