"""The page on which the board writes the vision of the buurtagenda."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import write_vision
from issues.forms.vision import VisionForm
from issues.models import Vision
from wijkraad.people.access import open_to
from wijkraad.people.roles import COUNCIL
from wijkraad.terms.refusal import Refused


@open_to(*COUNCIL)
def vision_page(request: HttpRequest) -> HttpResponse:
    """/werk/buurtagenda/: a new text from a day on; earlier ones stay below it."""
    user: Any = request.user
    refusal = None
    form = VisionForm(request.POST or None)
    if form.is_valid():
        try:
            write_vision(by=user, **form.cleaned_data)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("De tekst staat klaar voor de buurtagenda."))
            return redirect("portal:vision")
    texts = Vision.objects.select_related("by").order_by("-since", "-id")
    return render(request, "portal/work/vision.html", {"form": form, "refusal": refusal, "texts": texts})
