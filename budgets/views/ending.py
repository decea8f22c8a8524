"""Replacing or withdrawing a decision under which money is promised: first what happens to that money."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.actions.replacing import end_decision, promised_under
from budgets.models import SpendRequest
from budgets.permissions import actors
from budgets.workflow import SPEND
from meetings.forms import ReplaceForm
from meetings.models import Decision
from meetings.permissions import can_move_decision
from wijkraad.people.access import open_to
from wijkraad.terms.refusal import Refused

STATES = {"vervang": "superseded", "trek-in": "withdrawn"}


class EndingForm(ReplaceForm):
    """The new decision, why, and for each promised request whether it goes along."""

    reason = forms.CharField(label=gettext_lazy("Waarom? (openbaar)"), max_length=300, required=False)

    def __init__(self, *args: Any, requests: list[SpendRequest], **options: Any) -> None:
        super().__init__(*args, **options)
        self.requests = requests
        for one in requests:
            self.fields[f"geld_{one.pk}"] = forms.ChoiceField(
                label=one.title,
                choices=[
                    ("over", _("Gaat over naar het nieuwe besluit")),
                    ("vrij", _("Gaat niet door: het geld komt vrij")),
                ],
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict[str, Any]:
        """Who may not free the money hears so beside the question, not after the last press."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.requests:
            frees = given.get(f"geld_{one.pk}") == "vrij" and SPEND.who(one.status, "cancelled")
            if frees and not SPEND.allows(one.status, "cancelled", actors(self.user, one)):
                reason = _("U mag dit geld niet vrijgeven. Vraag het wie dit aanvroeg of de penningmeester.")
                self.add_error(f"geld_{one.pk}", reason)
        return given

    def kept(self) -> set[int]:
        return {one.pk for one in self.requests if self.cleaned_data[f"geld_{one.pk}"] == "over"}


@open_to("secretary", "chair")
def ending(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask per promised spend what happens to it, then replace or withdraw the decision with it."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), uuid=uuid)
    how = STATES.get(request.GET.get("hoe", ""), "superseded")
    rows = list(promised_under(decision))
    form = EndingForm(request.POST or None, user=request.user, requests=rows)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            end_decision(
                decision, given["number"], by=request.user, how=how, keep=form.kept(), reason=given["reason"]
            )
        except Refused as refused:
            refusal = refused
        else:
            flash.success(request, _("Vastgelegd."))
            return redirect("meetings:decision_inside", decision.uuid)
    context = {
        "decision": decision,
        "form": form,
        "rows": rows,
        "how": how,
        "refusal": refusal,
        "possible": can_move_decision(request.user, decision, how),
    }
    return render(request, "budgets/ending.html", context)
