"""/werk/straatcijfers/ and /werk/schouw/: official figures, counts in a street, and what people saw there."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues import actions
from issues.forms import facts as forms
from issues.models import Indicator, IndicatorFile, Issue, StreetCount, Theme, WalkNote
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused

FACT_WORKERS = ("board", "secretary", "chair", "treasurer", "manager")
SHOWN = 60


@open_to(*FACT_WORKERS)
def facts(request: PersonRequest) -> HttpResponse:
    """The series with their years, the files they came from, and the counts in streets."""
    values = {"n": Count("values"), "first": Min("values__year"), "last": Max("values__year")}
    series = Indicator.objects.select_related("theme", "priority").annotate(**values)
    page = {
        "series": list(series.order_by("theme__order", "name")),
        "files": list(IndicatorFile.objects.select_related("by").order_by("-pk")[:10]),
        "counts": list(
            StreetCount.objects.select_related("street", "theme", "by").order_by("-counted_on")[:SHOWN]
        ),
    }
    return render(request, "issues/facts.html", page)


@open_to(*FACT_WORKERS)
def new_fact(request: PersonRequest, what: str) -> HttpResponse:
    """A series, a count in a street, or what was seen in one."""
    if what not in FORMS:
        raise Http404
    kind, title, act, after, done = FORMS[what]
    form = kind(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.user, **form.cleaned_data)
        except Refused as refused:
            refusal = forms.put_beside(form, refused)
        else:
            messages.success(request, str(done))
            return redirect(after)
    page = {"form": form, "title": title, "refusal": refusal, "back": after}
    return render(request, "issues/fact_form.html", page)


FORMS: dict[str, Any] = {
    "reeks": (
        forms.SeriesForm,
        gettext_lazy("Maak een reeks"),
        actions.write_indicator,
        "issues:facts",
        gettext_lazy("De reeks staat klaar. Lees nu de cijfers in."),
    ),
    "telling": (
        forms.CountForm,
        gettext_lazy("Leg een telling vast"),
        actions.count_street,
        "issues:facts",
        gettext_lazy("De telling staat erbij."),
    ),
    "schouw": (
        forms.WalkForm,
        gettext_lazy("Schrijf op wat u zag"),
        actions.note_walk,
        "issues:walks",
        gettext_lazy("Het staat erbij. Alleen de wijkraad en de wijkmanager lezen het."),
    ),
}


@open_to(*FACT_WORKERS)
def walks(request: PersonRequest) -> HttpResponse:
    """What people of the council saw in the streets, the newest first; POST makes an issue of one."""
    if request.method == "POST":
        number = request.POST.get("schouw", "")
        note = get_object_or_404(WalkNote, pk=number if number.isdecimal() and len(number) < 18 else 0)
        try:
            issue = actions.walk_to_issue(note, by=request.user)
            messages.success(
                request, _("Er is een melding van gemaakt. Iemand bekijkt haar zoals elke andere.")
            )
            return redirect(f"/werk/meldingen/?k={issue.uuid}")
        except Refused as refused:
            messages.warning(request, f"{refused.reason} {_('Er is niets veranderd.')}")
        return redirect("issues:walks")
    rows = WalkNote.objects.select_related("street", "segment", "theme", "by", "issue", "photo")
    theme = request.GET.get("thema", "")
    if theme:
        rows = rows.filter(theme__key=theme)
    seen = set(
        Issue.objects.visible_to(request.user).filter(walks__isnull=False).values_list("pk", flat=True)
    )
    page = {
        "rows": list(rows.order_by("-walked_on", "-pk")[:SHOWN]),
        "seen": seen,
        "themes": Theme.objects.order_by("order"),
        "chosen": theme,
    }
    return render(request, "issues/walks.html", page)


@open_to(*FACT_WORKERS)
def walk_photo(request: PersonRequest, pk: int) -> HttpResponse:
    """The picture with a note, inside only."""
    note = get_object_or_404(WalkNote.objects.select_related("photo"), pk=pk, photo__isnull=False)
    assert note.photo is not None
    with note.photo.file.open() as picture:
        response = HttpResponse(picture.read(), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response
