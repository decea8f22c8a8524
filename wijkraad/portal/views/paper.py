"""/werk/papier/, /werk/belasting/, /werk/overdracht/: what is taken along on paper, and who has too much."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from issues.actions import hand_action
from issues.forms.choices import workers
from issues.models import Priority
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.models import Organisation
from wijkraad.portal.paper.dossier import parts_of, pdf_of
from wijkraad.portal.paper.handbook import handbook
from wijkraad.portal.paper.load import loads, open_actions, plate_of
from wijkraad.portal.paper.partners import partners, sheet_of
from wijkraad.portal.views.stepping import STEPPERS
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


@open_to(*STEPPERS)
def papers(request: PersonRequest) -> HttpResponse:
    """What can be printed for Monday."""
    active = Priority.objects.filter(active=True).select_related("theme").order_by("opened_at")
    page = {"partners": partners(request.user), "priorities": list(active)}
    return render(request, "portal/paper/papers.html", page)


@open_to(*STEPPERS)
def partner_sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """One page about one partner: asked, promised, days late; `?alles=1`: all rows, on more."""
    partner = get_object_or_404(Organisation, pk=pk)
    sheet, all_rows = sheet_of(request.user, partner), bool(request.GET.get("alles"))
    page = {"sheet": sheet, "today": clock.today(), "all_rows": all_rows}
    return render(request, "portal/paper/partner.html", page)


@open_to(*STEPPERS)
def dossier(request: PersonRequest, pk: int) -> HttpResponse:
    """One priority on four pages."""
    priority = get_object_or_404(
        Priority.objects.select_related("theme", "responsible"), pk=pk, opened_at__isnull=False
    )
    return render(request, "portal/paper/dossier.html", {"one": priority, "parts": parts_of(priority)})


@open_to(*STEPPERS)
def dossier_pdf(request: PersonRequest, pk: int) -> HttpResponse:
    """The same as a tagged PDF."""
    priority = get_object_or_404(
        Priority.objects.select_related("theme", "responsible"), pk=pk, opened_at__isnull=False
    )
    response = HttpResponse(pdf_of(priority), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="dossier-{priority.pk}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@open_to(*STEPPERS)
def hand_over(request: PersonRequest) -> HttpResponse:
    """For a new board member: readable in an hour, also on paper."""
    return render(
        request, "portal/paper/handbook.html", {"book": handbook(request.user), "today": clock.today()}
    )


@open_to(*STEPPERS)
def load(request: PersonRequest) -> HttpResponse:
    """Who has how much open."""
    return render(request, "portal/paper/load.html", {"loads": loads(request.user)})


@open_to(*STEPPERS)
def plate(request: PersonRequest, pk: int) -> HttpResponse:
    """What one person has open; POST takes an action over, and both persons hear of it."""
    person = get_object_or_404(workers(), pk=pk)
    if request.method == "POST":
        number = request.POST.get("actie", "")
        known = open_actions(request.user).filter(responsible=person)
        act = get_object_or_404(known, pk=number if number.isdecimal() and len(number) < 18 else 0)
        try:
            hand_action(act, request.user, by=request.user)
            messages.success(request, _("U neemt deze actie over. Wij laten het weten."))
        except Refused as refused:
            messages.warning(request, f"{refused.reason} {_('Er is niets veranderd.')}")
        return redirect("portal:plate", pk)
    return render(
        request,
        "portal/paper/plate.html",
        {"plate": plate_of(request.user, person), "today": clock.today(), "me": request.user},
    )
