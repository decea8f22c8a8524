"""/werk/focus/: the few priorities, how they stand, and what runs beside them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.actions import measure_priority, write_priority
from issues.models import Priority
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.models import SettingProposal
from wijkraad.people.permissions import can_change_settings
from wijkraad.portal.focus import acts, forms
from wijkraad.portal.focus.board import focus_of, overlaps_with
from wijkraad.portal.views.stepping import STEPPERS
from wijkraad.terms.refusal import Refused

Do = Callable[[Priority, Any, dict[str, Any]], Any]
DOINGS: dict[str, tuple[Any, str, Any, Do]] = {
    "begin": (
        gettext_lazy("Maak deze prioriteit actief"), "flag", forms.BeginForm,
        lambda one, by, facts: acts.begin(one, by=by, **facts),
    ),
    "einde": (
        gettext_lazy("Beëindig deze prioriteit"), "octagon-x", forms.EndForm,
        lambda one, by, facts: acts.end(one, by=by, **facts),
    ),
    "meting": (
        gettext_lazy("Schrijf op hoe het nu staat"), "gauge", forms.MeasureForm,
        lambda one, by, facts: measure_priority(one, by=by, **facts),
    ),
}  # fmt: skip


@open_to(*STEPPERS)
def focus(request: PersonRequest) -> HttpResponse:
    """The page; POST gives the second signature under a new limit."""
    if request.method == "POST":
        number = request.POST.get("voorstel", "")
        waiting = SettingProposal.objects.filter(confirmed_at=None)
        proposal = get_object_or_404(waiting, pk=number if number.isdecimal() and len(number) < 18 else 0)
        try:
            acts.confirm_limit(proposal, by=request.user)
            messages.success(request, _("De nieuwe grens geldt."))
        except Refused as refused:
            messages.warning(request, f"{refused.reason} {_('Er is niets veranderd.')}")
        return redirect("portal:focus")
    page = {
        "focus": focus_of(request.user), "limits": can_change_settings(request.user), "me": request.user,
    }  # fmt: skip
    return render(request, "portal/work/focus.html", page)


@open_to(*STEPPERS)
def propose(request: PersonRequest) -> HttpResponse:
    """Describe a priority; a decision makes it active."""
    return _form(
        request, forms.ProposeForm, gettext_lazy("Stel een prioriteit voor"), "plus",
        lambda by, facts: write_priority(by=by, **facts),
        done=gettext_lazy("Uw voorstel staat bij de prioriteiten. Een besluit maakt het actief."),
    )  # fmt: skip


@open_to(*STEPPERS)
def limit(request: PersonRequest) -> HttpResponse:
    """Propose another limit, by decision; a second person confirms."""
    return _form(
        request, forms.LimitForm, gettext_lazy("Verander de grens"), "gavel",
        lambda by, facts: acts.propose_limit(by=by, **facts),
        done=gettext_lazy("Uw voorstel is bewaard. De grens verandert als een tweede persoon het bevestigt."),
    )  # fmt: skip


@open_to(*STEPPERS)
def change(request: PersonRequest, pk: int, doing: str) -> HttpResponse:
    """Begin, end or measure one priority."""
    one = get_object_or_404(Priority.objects.select_related("theme"), pk=pk)
    if doing not in DOINGS:
        raise Http404
    title, drawing, form, do = DOINGS[doing]
    same = overlaps_with(request.user, one) if doing == "begin" else []
    return _form(request, form, title, drawing, lambda by, facts: do(one, by, facts), one=one, same=same)


def _form(
    request: PersonRequest,
    kind: Any,
    title: Any,
    drawing: str,
    do: Callable[[Any, dict[str, Any]], Any],
    done: Any = None,
    **more: Any,
) -> HttpResponse:
    form = kind(request.POST or None, user=request.user)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            do(request.user, form.cleaned_data)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, str(done or _("Gedaan: %(what)s.") % {"what": title}))
            return redirect("portal:focus")
    page = {"form": form, "title": title, "icon_name": drawing, "refusal": refusal, **more}
    return render(request, "portal/work/focus_form.html", page)
