"""/werk/straatcijfers/bestand/: a file with official figures, looked at first, then read in or taken back."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues import actions
from issues.actions.reading_figures import changes_of
from issues.forms.facts import FiguresForm, put_beside
from issues.importing.indicators import COLUMNS
from issues.importing.sheets import LARGEST
from issues.models import Area, Indicator, IndicatorFile
from issues.views.facts import FACT_WORKERS
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import number

SHOWN = 40
WISHES: dict[str, Any] = {
    "inlezen": (actions.take_in_figures, gettext_lazy("De cijfers zijn ingelezen.")),
    "weg": (actions.drop_figures, gettext_lazy("Het bestand is weggegooid.")),
    "terug": (actions.take_back_figures, gettext_lazy("Het inlezen is teruggedraaid.")),
}


@open_to(*FACT_WORKERS)
def send_figures(request: PersonRequest) -> HttpResponse:
    """Send a file; what is in it comes on its own page, before anything is taken in."""
    form = FiguresForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        sent, told = form.cleaned_data["file"], form.cleaned_data
        try:
            made = actions.keep_figures(
                sent.read(LARGEST + 1), by=request.user, name=sent.name, source=told["source"],
                source_on=told["source_on"],
            )  # fmt: skip
        except Refused as refused:
            refusal = put_beside(form, refused)
        else:
            return redirect("issues:figure_file", made.pk)
    page = {"form": form, "refusal": refusal, "columns": COLUMNS}
    return render(request, "issues/facts_file.html", page, status=409 if refusal else 200)


@open_to(*FACT_WORKERS)
def figure_file(request: PersonRequest, pk: int) -> HttpResponse:
    """What is wrong with a file, or what it would change and the button; later the button to undo it."""
    file = get_object_or_404(IndicatorFile.objects.select_related("by", "undone_by"), pk=pk)
    wish, told = WISHES.get(request.POST.get("doe", ""), (None, ""))
    refusal = None
    if wish is not None:
        try:
            wish(file, by=request.user)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, str(told))
            return redirect("issues:figure_file", pk)
    page = {"file": file, "refusal": refusal, **_preview(file)}
    return render(request, "issues/figure_file.html", page, status=409 if refusal else 200)


def _preview(file: IndicatorFile) -> dict[str, Any]:
    """How many figures are new, replace one, or stand there already; the first that would change."""
    changes = changes_of(file) if file.found else []
    changed = [one for one in changes if not one.same]
    shown = sorted(changed, key=lambda one: one.now is None)[:SHOWN]
    names = Indicator.objects.in_bulk({one.fresh.indicator_id for one in shown})
    areas = Area.objects.in_bulk({one.fresh.area_id for one in shown})
    replaced = sum(one.now is not None for one in changed)
    return {
        "changes": len(changed),
        "fresh": len(changed) - replaced,
        "replaced": replaced,
        "same": len(changes) - len(changed),
        "shown": [
            {
                "name": names[one.fresh.indicator_id].name,
                "place": areas.get(one.fresh.area_id) or _("de hele wijk"),
                "one": one.fresh,
                "now": _words(one.now.value) if one.now else _("niets"),
                "next": _words(one.fresh.value),
            }
            for one in shown
        ],
    }


def _words(value: Decimal) -> str:
    """12.500 → 12,5."""
    exponent = value.normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
