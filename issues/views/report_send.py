"""The last press of /melden/: one report, however often it is pressed.

Every answer was judged on its own step; here only what may have changed since is asked again, so
that this press costs few statements.
"""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions import ReportData, submit_report
from issues.actions.filled_in import Often
from issues.actions.reporting import promised_day
from issues.models import Draft, Issue, Photo, Segment, Street
from issues.reporting.drafts import Ready, forget, found, ready, sent_before
from issues.views.place import point_of
from issues.views.report_steps import alike_numbers, form_for, show, unfinished
from issues.views.viewer import viewer
from wijkraad.people.roles import is_board
from wijkraad.terms.refusal import Refused

PER_HOUR = 10
"""Reports from one address of the internet; a household shares one."""
PER_HOUR_BOARD = 60
"""A board member takes in reports of others at a market stall."""
PER_DAY = 10
"""Reports to one e-mail address or account: nobody's post box is filled by somebody else."""

TOO_MANY_HERE = noop(
    "Er kwamen veel meldingen van uw aansluiting. Uw woorden blijven hier een dag staan."
    " Probeer het over een uur weer. Kan het niet wachten? Bel de gemeente: 14070."
    " Is er gevaar? Bel 112."
)
TOO_MANY_MAILS = noop(
    "Er kwamen vandaag veel meldingen met dit e-mailadres of account. Uw woorden blijven hier een dag staan."
    " Probeer het morgen weer, of kies “Ik wil geen bericht”. Kan het niet wachten? Bel de gemeente: 14070."
    " Is er gevaar? Bel 112."
)


def send(request: HttpRequest) -> HttpResponse:
    """Send what the draft holds, or show what is still missing."""
    facts = ready(request)
    if facts is None:
        return _gone(request)
    by = viewer(request) if viewer(request).is_authenticated else None
    if step := _missing(facts, by):
        return _again(request, step)
    if request.POST.get("website") or facts.too_fast:
        return _again(request, note=_("Dat ging wel heel snel. Kijk het nog even na en verstuur het."))
    try:
        sent = submit_report(data_of(facts, by, often_of(request, facts, by)), by=by)
    except Refused as refusal:
        return _again(request, note=str(refusal))
    response = redirect("issues:report_status", sent.status_token)
    forget(response)
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    sent = sent_before(request)
    if sent is not None:
        return redirect("issues:report_status", sent.status_token)
    messages.warning(request, _("Uw formulier was te oud. Begin opnieuw."))
    return redirect("issues:report")


def _missing(facts: Ready, by: Any) -> str:
    """The step that needs another answer: one was skipped, or theme, street or sign-in is gone."""
    if facts.theme is None:
        return "onderwerp"
    if facts.data.get("straat") and facts.street is None:
        return "plek"
    if facts.data.get("contact") == "account" and by is None:
        return "contact"
    return unfinished(facts.data)


def often_of(request: HttpRequest, facts: Ready, by: Any) -> list[Often]:
    """The limits of this sender: per address of the internet, and per address or account that gets mails."""
    others = bool(facts.data.get("namens")) and is_board(by)
    per_hour = PER_HOUR_BOARD if others else PER_HOUR
    found = [
        Often("report", request.META.get("REMOTE_ADDR", ""), per_hour, timedelta(hours=1), _(TOO_MANY_HERE))
    ]
    known = {"email": facts.data.get("email", "").strip().lower(), "account": str(by and by.pk)}
    reached = known.get(facts.data.get("contact", "none"))
    if reached:
        found.append(Often("report-contact", reached, PER_DAY, timedelta(days=1), _(TOO_MANY_MAILS)))
    return found


def _again(request: HttpRequest, step: str = "", note: str = "") -> HttpResponse:
    """The step with what is wrong, or the last step with a note; every word is there."""
    ride = found(request)
    if ride is None:
        return _gone(request)
    if not step:
        return show(request, "controle", ride, note=note)
    form = form_for(step, ride.data, request)
    if form is not None:
        form.is_valid()
    return show(request, step, ride, form=form, judged=True)


def data_of(facts: Ready, by: Any, often: list[Often]) -> ReportData:
    """The kept words as the action wants them; places and people by their key alone."""
    data, chosen = facts.data, facts.data.get("contact", "none")
    lon, lat = point_of(data)
    assert facts.theme is not None
    joins = None
    if data.get("hoort") in alike_numbers(data):
        joins = Issue.objects.public().filter(number=data["hoort"]).first()
        if joins is None:
            raise Refused(_("Bij deze kwestie kunt u zich niet meer aansluiten."), code="report.join")
    seen = data.get("gezien", "")
    return ReportData(
        theme=facts.theme, text=data["tekst"],
        street=street_of(facts), segment=segment_of(facts), lon=lon, lat=lat,
        house_number=data.get("nummer", ""), postcode=data.get("postcode", ""),
        seen_on=date.fromisoformat(seen) if seen else None, danger=bool(data.get("gevaar")),
        contact=chosen, on_behalf=bool(data.get("namens")) and is_board(by),
        email=data.get("email", "") if chosen == "email" else "", joins=joins,
        photos=[Photo(pk=pk) for pk in facts.photos], draft=Draft(pk=facts.pk), key=facts.pk,
        promised=promised_day(facts.theme), often=often,
    )  # fmt: skip


def street_of(facts: Ready) -> Street | None:
    """The street by its key, with what a new report needs of it."""
    if facts.street is None:
        return None
    pk, slug, area = facts.street
    return Street(pk=pk, slug=slug, area_id=area)


def segment_of(facts: Ready) -> Segment | None:
    """The part of the street by its key and area."""
    return Segment(pk=facts.segment[0], area_id=facts.segment[1]) if facts.segment else None
