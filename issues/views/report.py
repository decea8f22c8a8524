"""/melden/: five steps, one address, no script and no cookie but that of the form's token.

Each step posts to the same address with the signed key of its draft. Whatever is posted is kept
before it is judged, so that no word is lost by an error or by going back.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import ReportData, submit_report
from issues.actions.reporting import PHOTO_LIMIT
from issues.drafts import Ride, begin, found
from issues.forms.choices import plain_words
from issues.forms.reporting import ContactStep, JoinStep, SignalForm, ThemeStep, WhatStep
from issues.look_alikes import LookAlike, look_alikes
from issues.models import Issue, Photo, Street, Theme
from issues.photos import redrawn
from issues.private_data import private_data
from issues.rows import badge
from issues.views.place import place_parts, place_words, point_in, point_of, settle
from issues.views.viewer import viewer
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

STEPS = ("onderwerp", "plek", "lijkt", "contact", "controle")
FIELDS = {
    "onderwerp": ("thema",),
    "plek": ("tekst", "straat", "deel", "halte", "lon", "lat", "nummer", "gezien", "gevaar"),
    "lijkt": ("hoort",),
    "contact": ("contact", "email"),
    "controle": (),
}
PER_HOUR = 10
"""Reports from one address of the internet; a household shares one."""


def step_names() -> list[str]:
    return [_("Onderwerp"), _("Wat en waar"), _("Lijkt het hierop?"), _("Foto en bericht"), _("Nakijken")]


@open_to("everyone")
def report(request: HttpRequest) -> HttpResponse:
    """The form: shows the step asked for, or goes on."""
    if request.method != "POST":
        return show(request, "onderwerp", None, start=request.GET)
    ride = found(request)
    step = request.POST.get("stap", "onderwerp")
    if step not in STEPS or (ride is None and step != "onderwerp"):
        messages.warning(request, _("Uw formulier was te oud. Begin opnieuw."))
        return redirect("issues:report")
    values = posted(request, step)
    if step == "onderwerp" and Theme.objects.filter(key=values["thema"], intake_mode="signal").exists():
        return redirect("issues:signal")  # nothing is kept: not even that this was chosen
    if ride is None:
        ride = begin(values)
    else:
        ride.keep(values)
    complaints = take_photos(request, ride) if step == "contact" else []
    if "terug" in request.POST:
        return show(request, before(ride, step), ride)
    if "plekweg" in request.POST:
        ride.keep({"lon": "", "lat": ""})
    if "weg" in request.POST or "plekweg" in request.POST:
        return show(request, step, ride)
    form = form_for(step, ride.data, request)
    if isinstance(form, WhatStep):
        settle(ride, form)
    if complaints or (form is not None and not form.is_valid()):
        return show(request, step, ride, form=form, complaints=complaints, judged=True)
    if step == "controle":
        return send(request, ride)
    return show(request, after(ride, step), ride)


def posted(request: HttpRequest, step: str) -> dict[str, Any]:
    """The words of a step as they came in; an unticked box counts as no."""
    found = {name: plain_words(request.POST.get(name, "")) for name in FIELDS[step]}
    return found | point_in(found) if step == "plek" else found


def form_for(step: str, data: dict[str, Any], request: HttpRequest) -> Form | None:
    user = viewer(request)
    if step == "contact":
        return ContactStep(data, signed_in=user.is_authenticated, on_behalf=is_board(user))
    kinds = {"onderwerp": ThemeStep, "plek": WhatStep, "lijkt": JoinStep}
    return kinds[step](data) if step in kinds else None


def candidates(ride: Ride) -> list[LookAlike]:
    """Issues that this report may be about; none while theme or street are unknown."""
    theme = Theme.objects.filter(key=ride.data.get("thema", "")).first()
    street = Street.objects.filter(slug=ride.data.get("straat", "")).first()
    lon, lat = point_of(ride.data)
    return look_alikes(theme=theme, street=street, lon=lon, lat=lat) if theme and street else []


def after(ride: Ride, step: str) -> str:
    """The next step; "lijkt" is left out when nothing looks like it."""
    following = STEPS[STEPS.index(step) + 1]
    return "contact" if following == "lijkt" and not candidates(ride) else following


def before(ride: Ride, step: str) -> str:
    previous = STEPS[max(0, STEPS.index(step) - 1)]
    return "plek" if previous == "lijkt" and not candidates(ride) else previous


def take_photos(request: HttpRequest, ride: Ride) -> list[str]:
    """Store each picture anew; what cannot be used is said beside the field, the others stay."""
    complaints = []
    gone = request.POST.getlist("weg")
    for photo in ride.photos:
        if photo.uuid.hex in gone:
            photo.file.delete(save=False)
            photo.delete()
    room = PHOTO_LIMIT - ride.draft.photos.count()
    for upload in request.FILES.getlist("foto"):
        if room <= 0:
            complaints.append(
                _("Hoogstens 3 foto's. “%(name)s” hebben wij niet bewaard.") % {"name": upload.name}
            )
            continue
        try:
            clean = redrawn(upload)
        except Refused as refusal:
            complaints.append(str(refusal))
            continue
        photo = Photo(draft=ride.draft, created_at=clock.now())
        photo.file.save("photo.jpg", clean, save=False)
        photo.save()
        room -= 1
    return complaints


def show(
    request: HttpRequest,
    step: str,
    ride: Ride | None,
    *,
    form: Form | None = None,
    complaints: Any = (),
    judged: bool = False,
    start: Any = None,
    note: str = "",
) -> HttpResponse:
    """One step on the page, with every word that was filled in before."""
    data = (
        dict(ride.data)
        if ride
        else {name: start.get(name, "") for name in ("thema", "straat")}
        if start
        else {}
    )
    blank = form or unjudged(step, data, request)
    context: dict[str, Any] = {
        "step": step, "at": STEPS.index(step) + 1, "names": step_names(), "key": ride.key if ride else "",
        "data": data, "form": blank, "judged": judged, "complaints": complaints, "note": note,
    }  # fmt: skip
    if step == "plek":
        context |= place_parts(data)
    if step == "onderwerp":
        context |= {"themes": Theme.objects.filter(active=True), "signal_form": SignalForm(auto_id="sig_%s")}
    if step == "lijkt" and ride:
        context["candidates"] = [(one, badge_of(one.issue)) for one in candidates(ride)]
    if step in ("contact", "controle") and ride:
        context["photos"] = ride.photos
    if step == "controle" and ride:
        context |= summary(ride)
    return render(request, f"issues/report/{step}.html", context)


def unjudged(step: str, data: dict[str, Any], request: HttpRequest) -> Form | None:
    """A form that shows the words kept without judging them."""
    form = form_for(step, data, request)
    if form is None:
        return None
    user = viewer(request)
    more = {"signed_in": user.is_authenticated, "on_behalf": is_board(user)} if step == "contact" else {}
    first = "account" if user.is_authenticated else ""
    initial = {**({"contact": first} if step == "contact" else {}), **{k: v for k, v in data.items() if v}}
    return type(form)(initial=initial, **more)


def badge_of(issue: Issue) -> Any:
    return badge(issue.status, issue.partner.short_name if issue.partner else None)


def summary(ride: Ride) -> dict[str, Any]:
    """What will be sent, and what the sender may not have meant to send."""
    data = ride.data
    joined = Issue.objects.public().filter(number=data.get("hoort", "")).first()
    return {
        "theme_of": Theme.objects.filter(key=data.get("thema", "")).first(),
        "street": Street.objects.filter(slug=data.get("straat", "")).first(),
        "joined": joined,
        **place_words(data),
        "private": private_data(data.get("tekst", "")),
    }


def send(request: HttpRequest, ride: Ride) -> HttpResponse:
    """The last press: judged whole once more, then one report; pressed twice it is still one."""
    for step in ("onderwerp", "plek", "contact"):
        form = form_for(step, ride.data, request)
        if form is not None and not form.is_valid():
            return show(request, step, ride, form=form, judged=True)
    if request.POST.get("website") or ride.too_fast:
        return show(
            request, "controle", ride, note=_("Dat ging wel heel snel. Kijk het nog even na en verstuur het.")
        )
    if not allow("report", request.META.get("REMOTE_ADDR", ""), PER_HOUR, timedelta(hours=1)):
        return show(
            request,
            "controle",
            ride,
            note=_(
                "Er kwamen veel meldingen van uw aansluiting. Uw woorden blijven hier een dag staan."
                " Probeer het over een uur weer."
            ),
        )
    try:
        sent = submit_report(
            data_of(request, ride), by=viewer(request) if viewer(request).is_authenticated else None
        )
    except Refused as refusal:
        return show(request, "controle", ride, note=str(refusal))
    return redirect("issues:report_status", sent.status_token)


def data_of(request: HttpRequest, ride: Ride) -> ReportData:
    """The kept words as the action wants them."""
    what = WhatStep(ride.data)
    what.is_valid()
    facts, chosen = what.cleaned_data, ride.data.get("contact", "none")
    joins = None
    if any(one.issue.number == ride.data.get("hoort") for one in candidates(ride)):
        joins = Issue.objects.public().get(number=ride.data["hoort"])
    seen: date | None = facts.get("gezien")
    return ReportData(
        theme=Theme.objects.get(key=ride.data["thema"]), text=facts["tekst"], street=facts.get("straat"),
        segment=facts.get("deel"), lon=facts.get("lon"), lat=facts.get("lat"),
        house_number=facts.get("nummer", ""), seen_on=seen, danger=bool(facts.get("gevaar")),
        contact="none" if chosen == "namens" else chosen, on_behalf=chosen == "namens",
        email=ride.data.get("email", "") if chosen == "email" else "", joins=joins, photos=ride.photos,
        draft=ride.draft, key=UUID(ride.draft.pk.hex),
    )  # fmt: skip
