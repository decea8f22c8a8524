"""/melden/: five steps, one address, no script needed.

Each step posts to the same address with the signed key of its draft. Whatever is posted is kept
before it is judged, so that no word is lost by an error or by going back.
"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions.reporting import PHOTO_LIMIT
from issues.forms.reporting import WhatStep
from issues.models import Draft, Photo, Theme
from issues.photos import redrawn
from issues.reporting.drafts import Ride, begin, forget, found, left_behind, remember, sent_before, throw_away
from issues.reporting.suggesting import theme_of
from issues.views.place import settle
from issues.views.report_send import send
from issues.views.report_steps import (
    STEPS,
    after,
    before,
    find_alike,
    form_for,
    photo_parts,
    posted,
    show,
    themes_to_choose,
)
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.cookieless import without_cookies

DRAFTS_PER_HOUR = 60
PHOTOS_PER_HOUR = 60
"""Both from one address of the internet: a school or a library shares one."""
BUTTONS = frozenset({"terug", "naar", "beter", "aankruisen", "weg", "weggooien", "los"})
"""Buttons of the last step that do something else than send."""


@open_to("everyone")
@without_cookies
def report(request: HttpRequest) -> HttpResponse:
    """The form: shows the step asked for, or goes on."""
    if request.method != "POST":
        return _opening(request)
    step = request.POST.get("stap", "onderwerp")
    if step == "controle" and BUTTONS.isdisjoint(request.POST):
        return send(request)
    if "verder" in request.POST or "weggooien" in request.POST:
        return _go_on(request)
    ride = found(request)
    if step not in STEPS or (ride is None and step != "onderwerp"):
        return _too_old(request)
    if step == "onderwerp" and (answer := _before_theme(request, ride)):
        return answer
    values = posted(request, step)
    if ride is None:
        if not allow("draft", request.META.get("REMOTE_ADDR", ""), DRAFTS_PER_HOUR, timedelta(hours=1)):
            return show(request, "onderwerp", None, data=values, note=_busy())
        ride = begin(values)
    else:
        ride.take(step, values)
    if step == "controle":
        return _from_check(request, ride)
    return _step(request, ride, step)


def _busy() -> str:
    return _(
        "Er komt nu veel van uw aansluiting. Probeer het over een uur weer."
        " Kan het niet wachten? Bel de gemeente: 14070. Is er gevaar? Bel 112."
    )


def _opening(request: HttpRequest) -> HttpResponse:
    """An empty first step; who left a report half-way may go on with it."""
    start = {name: request.GET.get(name, "") for name in ("thema", "straat")}
    return show(request, "onderwerp", None, data=start, left=left_behind(request))


def _go_on(request: HttpRequest) -> HttpResponse:
    """Take up the report that was left half-way, or throw it away."""
    ride = found(request)
    if ride is None:
        return _too_old(request)
    if "weggooien" in request.POST:
        throw_away(ride)
        messages.success(request, _("Uw woorden en foto’s zijn weggegooid."))
        response = redirect("issues:report")
        forget(response)
        return response
    step = ride.data.get("stap", "onderwerp")
    return show(request, step if step in STEPS else "onderwerp", ride)


def _too_old(request: HttpRequest) -> HttpResponse:
    """A form whose draft is gone: it was sent already, or a day went by."""
    sent = sent_before(request)
    if sent is not None:
        messages.info(request, _("Deze melding hebben wij al. U hoeft niets meer te doen."))
        return redirect("issues:report_status", sent.status_token)
    messages.warning(request, _("Uw formulier was te oud. Begin opnieuw."))
    return redirect("issues:report")


def _before_theme(request: HttpRequest, ride: Ride | None) -> HttpResponse | None:
    """What the first step may do without keeping anything: propose a theme, or lead to the signal."""
    values = posted(request, "onderwerp")
    if "stel" in request.POST:
        return _propose(request, ride, values)
    if Theme.objects.filter(key=values["thema"], intake_mode=Theme.Intake.SIGNAL).exists():
        return _to_signal(ride)
    return None


def _propose(request: HttpRequest, ride: Ride | None, values: dict[str, Any]) -> HttpResponse:
    """The first step with a proposal ticked; the words stay in the page only."""
    found = theme_of(values.get("tekst", ""), themes_to_choose())
    if found:
        values["thema"] = found.theme.key
    return show(request, "onderwerp", ride, data=values, proposed=found, asked=True)


def _to_signal(ride: Ride | None) -> HttpResponse:
    """Nothing is kept: not even that this was chosen, nor what was written before."""
    if ride is not None:
        throw_away(ride)
    response = redirect("issues:signal")
    forget(response)
    return response


def _from_check(request: HttpRequest, ride: Ride) -> HttpResponse:
    """The buttons of the last step: back, change one answer, another theme, rather a signal."""
    if "aankruisen" in request.POST:
        return _to_signal(ride)
    wanted = request.POST.get("naar", "")
    if wanted in STEPS:
        return show(request, wanted, ride)
    better = themes_to_choose().filter(key=request.POST.get("beter", ""), intake_mode=Theme.Intake.REPORT)
    if key := better.values_list("key", flat=True).first():
        ride.draft.data = {**ride.data, "thema": key}
        find_alike(ride)
        if ride.data["gelijk"]:
            return show(request, "lijkt", ride)
        return show(request, "controle", ride)
    return show(request, before(ride, "controle"), ride)


def _step(request: HttpRequest, ride: Ride, step: str) -> HttpResponse:
    """Judge one step and go on, or show it again with what is wrong."""
    complaints = _take_photos(request, ride) if step == "contact" else []
    if "los" in request.POST:
        return _photos_alone(request, ride, complaints)
    if "terug" in request.POST:
        return show(request, before(ride, step), ride)
    if "plekweg" in request.POST:
        ride.keep({"lon": "", "lat": ""})
    if "weg" in request.POST or "plekweg" in request.POST:
        return show(request, step, ride)
    form = form_for(step, ride.data, request)
    good = form is None or form.is_valid()
    if isinstance(form, WhatStep):
        settle(ride, form)
    if good:
        ride.passed(step)
    if complaints or not good:
        return show(request, step, ride, form=form, complaints=complaints, judged=True)
    if step in ("onderwerp", "plek"):
        find_alike(ride)
    return show(request, after(ride, step), ride)


def _photos_alone(request: HttpRequest, ride: Ride, complaints: list[str]) -> HttpResponse:
    """The list of kept pictures, for a script that sends one while the page stays."""
    context = {"complaints": complaints, **photo_parts(ride, ride.data)}
    response = render(request, "issues/report/_photos.html", context)
    remember(response, ride)
    return response


def _take_photos(request: HttpRequest, ride: Ride) -> list[str]:
    """Store each picture anew; what cannot be used is said beside the field, the others stay."""
    complaints: list[str] = []
    gone = request.POST.getlist("weg")
    for photo in ride.photos if gone else ():
        if photo.uuid.hex in gone:
            photo.file.delete(save=False)
            photo.delete()
    uploads = request.FILES.getlist("foto")
    room = PHOTO_LIMIT - ride.draft.photos.count() if uploads else 0
    for upload in uploads:
        complaint = _take(request, ride, upload) if room > 0 else _one_too_many(upload)
        complaints += [complaint] if complaint else []
        room -= 0 if complaint else 1
    return complaints


def _one_too_many(upload: UploadedFile) -> str:
    return _("Hoogstens 3 foto's. “%(name)s” hebben wij niet bewaard.") % {"name": upload.name}


def _take(request: HttpRequest, ride: Ride, upload: UploadedFile) -> str:
    """Keep one picture; what is wrong with it, or "" when all is well."""
    if not allow("photo", request.META.get("REMOTE_ADDR", ""), PHOTOS_PER_HOUR, timedelta(hours=1)):
        return _busy()
    try:
        clean = redrawn(upload)
    except Refused as refusal:
        return str(refusal)
    with transaction.atomic():
        Draft.objects.select_for_update().filter(pk=ride.draft.pk).first()
        if not any(_same(photo, clean) for photo in ride.photos):
            photo = Photo(draft=ride.draft, created_at=clock.now())
            photo.file.save("photo.jpg", clean, save=False)
            photo.save()
    return ""


def _same(photo: Photo, clean: ContentFile) -> bool:
    """Whether a kept picture is this one: a script sent it and the form, pressed too soon, sent it again."""
    if photo.file.size != clean.size:
        return False
    with photo.file.open() as kept:
        return bool(kept.read() == clean.read())
