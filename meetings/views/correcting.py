"""After the minutes: correcting adopted ones by a decision, and how each person is named in them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import actions
from meetings.actions.votes import voters
from meetings.forms.correcting import ErratumForm, NamingForm
from meetings.models import Attendance, Meeting
from meetings.views import asking
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

SHOWN = 12


@open_to("secretary", "chair")
def erratum(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """At a point of a running evening: which minutes, which point, what should stand there, and the votes."""
    item = asking.find_item(request, slug, order)
    adopted = Meeting.objects.visible_to(request.user).filter(
        status="minutes_adopted", starts_at__lt=item.meeting.starts_at
    )
    chosen = adopted.filter(slug=request.GET.get("verslag", "")).first()
    context = {
        "item": item,
        "meeting": item.meeting,
        "choices": list(adopted.order_by("-starts_at")[:SHOWN]),
        "chosen": chosen,
    }
    if chosen is None:
        return render(request, "meetings/erratum.html", context)
    points = list(chosen.items.visible_to(request.user).order_by("order"))
    initial = {"votes_for": len(voters(item))}
    form = ErratumForm(request.POST or None, points=points, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            text, about = form.cleaned_data["text"], form.cleaned_data["about"]
            actions.adopt_erratum_at(
                item, chosen, by=request.user, text=text, about=about, count=form.count()
            )
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.first}".strip())
        else:
            return redirect(reverse("meetings:detail", args=[chosen.slug]) + "#verbeterd")
    return render(request, "meetings/erratum.html", context | {"form": form})


@open_to("signed_in")
def own_name(request: PersonRequest, slug: str) -> HttpResponse:
    """Somebody who was there chooses how the minutes name them, before and after adoption."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
    mine = get_object_or_404(Attendance, meeting=meeting, person=request.user)
    form = NamingForm(request.POST or None, initial={"shown": mine.shown})
    if request.method == "POST" and form.is_valid():
        shown = form.cleaned_data["shown"]
        asking.attempt(
            request, lambda: actions.name_attendance(mine, by=request.user, shown=shown), _("Vastgelegd.")
        )
        return redirect("meetings:detail", slug)
    return render(request, "meetings/own_name.html", {"meeting": meeting, "form": form})


@open_to(*asking.BOARD)
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody of the evening on one page: who was there, and how guests are named."""
    meeting = asking.find_run(request, slug)
    rows = list(meeting.attendance.select_related("person").order_by("person__name", "id"))
    chosen = forms.ChoiceField(choices=Attendance.Shown.choices)
    if request.method == "POST":
        row = get_object_or_404(Attendance, meeting=meeting, pk=_key(request), person=None)
        try:
            shown = chosen.clean(request.POST.get("getoond"))
        except forms.ValidationError:
            shown = ""
        asking.attempt(
            request, lambda: actions.name_attendance(row, by=request.user, shown=shown), _("Vastgelegd.")
        )
        return redirect("meetings:attendance", slug)
    context = {"meeting": meeting, "rows": rows, "shown": Attendance.Shown.choices}
    return render(request, "meetings/attendance.html", context)


def _key(request: HttpRequest) -> int:
    text = request.POST.get("rij", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0
