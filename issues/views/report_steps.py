"""The five steps of /melden/: their forms, their order, and what each page needs."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from issues.forms.choices import plain_words
from issues.forms.places import without_number
from issues.forms.reporting import ContactStep, JoinStep, SignalForm, ThemeStep, WhatStep
from issues.lists.rows import badge
from issues.models import Issue, Street, Theme, Visibility
from issues.reporting.drafts import Ride, remember
from issues.reporting.look_alikes import LookAlike, look_alikes
from issues.reporting.private_data import private_data
from issues.reporting.suggesting import Suggestion, theme_of
from issues.views.own_photos import own_photo_path
from issues.views.place import part_of, place_parts, place_words, point_in, point_of
from issues.views.viewer import viewer
from wijkraad.people.roles import is_board

STEPS = ("onderwerp", "plek", "lijkt", "contact", "controle")
FIELDS = {
    "onderwerp": ("thema", "tekst"),
    "plek": ("tekst", "straat", "deel", "halte", "lon", "lat", "nummer", "postcode", "gezien", "gevaar"),
    "lijkt": ("hoort",),
    "contact": ("contact", "email", "namens"),
    "controle": (),
}
ASKED = ("onderwerp", "plek", "contact")
"""The steps whose answers every report needs."""


def step_names() -> list[str]:
    return [_("Onderwerp"), _("Wat en waar"), _("Lijkt het hierop?"), _("Foto en bericht"), _("Nakijken")]


def posted(request: HttpRequest, step: str) -> dict[str, Any]:
    """The words of a step as they came in; an unticked box counts as no."""
    found = {name: plain_words(request.POST.get(name, "")) for name in FIELDS[step]}
    if step == "onderwerp" and not found["tekst"]:
        del found["tekst"]  # what was written in the next step stays
    if step != "plek":
        return found
    if chosen := request.POST.get("straatis"):  # one of the streets that we offered
        found["nummer"] = found["nummer"] or without_number(found["straat"])[1]
        found["straat"] = plain_words(chosen)
    return found | point_in(found)


def form_for(step: str, data: dict[str, Any], request: HttpRequest) -> Form | None:
    if step == "contact":
        return ContactStep(data, **_who(request))
    kinds = {"onderwerp": ThemeStep, "plek": WhatStep, "lijkt": JoinStep}
    return kinds[step](data) if step in kinds else None


def _who(request: HttpRequest) -> dict[str, bool]:
    user = viewer(request)
    return {"signed_in": user.is_authenticated, "on_behalf": is_board(user)}


def find_alike(ride: Ride) -> None:
    """Ask once what looks like it; the answer stays with the draft until the place changes."""
    theme = Theme.objects.filter(key=ride.data.get("thema", "")).first()
    street = Street.objects.filter(slug=ride.data.get("straat", "")).first()
    lon, lat = point_of(ride.data)
    part = part_of(ride.data)
    found = look_alikes(theme=theme, street=street, segment=part, lon=lon, lat=lat) if theme else []
    ride.draft.data = {**ride.data, "gelijk": [[one.issue.number, one.metres] for one in found]}


def alike_numbers(data: dict[str, Any]) -> list[str]:
    return [number for number, _metres in data.get("gelijk", [])]


def _candidates(ride: Ride) -> list[LookAlike]:
    """The issues found before, as they are now; one that was hidden meanwhile is not shown."""
    metres = dict(ride.data.get("gelijk", []))
    rows = Issue.objects.public().filter(number__in=metres, visibility=Visibility.PUBLIC)
    found = {row.number: row for row in rows.select_related("theme", "street", "partner")}
    return [LookAlike(found[number], metres[number]) for number in metres if number in found]


def after(ride: Ride, step: str) -> str:
    """The next step; "lijkt" is left out when nothing looks like it."""
    following = STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]
    return "contact" if following == "lijkt" and not ride.data.get("gelijk") else following


def before(ride: Ride, step: str) -> str:
    previous = STEPS[max(0, STEPS.index(step) - 1)]
    return "plek" if previous == "lijkt" and not ride.data.get("gelijk") else previous


def unfinished(data: dict[str, Any]) -> str:
    """The first step that still needs an answer; "" when the report can go."""
    for step in ASKED:
        if step not in data.get("goed", []):
            return step
    numbers = alike_numbers(data)
    return "lijkt" if numbers and data.get("hoort") not in [*numbers, "nieuw"] else ""


def show(
    request: HttpRequest,
    step: str,
    ride: Ride | None,
    *,
    form: Form | None = None,
    complaints: Any = (),
    judged: bool = False,
    note: str = "",
    **more: Any,
) -> HttpResponse:
    """One step on the page, with every word that was filled in before; the draft knows where it is."""
    if ride is not None:
        ride.keep({"stap": step})
    data = {**(ride.data if ride else {}), **more.pop("data", {})}
    context: dict[str, Any] = {
        "step": step, "at": STEPS.index(step) + 1, "names": step_names(), "key": ride.key if ride else "",
        "data": data, "form": form or _unjudged(step, data, request), "judged": judged,
        "complaints": complaints, "note": note, "danger_theme": _in_danger(step, data),
        "danger_first": request.POST.get("stap") == "plek",
    }  # fmt: skip
    if ride is not None or step in PARTS:
        context |= PARTS.get(step, lambda _ride, _data: {})(ride, data)
    response = render(request, f"issues/report/{step}.html", {**context, **more})
    if ride is not None:
        remember(response, ride)
    response.headers["Cache-Control"] = "no-store"
    return response


def _unjudged(step: str, data: dict[str, Any], request: HttpRequest) -> Form | None:
    """A form that shows the words kept without judging them."""
    initial = {name: value for name, value in data.items() if value}
    if step == "contact":
        who = _who(request)
        return ContactStep(initial={"contact": "account" if who["signed_in"] else ""} | initial, **who)
    kinds: dict[str, type[Form]] = {"onderwerp": ThemeStep, "plek": WhatStep, "lijkt": JoinStep}
    return kinds[step](initial=initial) if step in kinds else None


def _in_danger(step: str, data: dict[str, Any]) -> Theme | None:
    """The theme whose numbers come first, once somebody said that there is danger."""
    if step in ("onderwerp", "plek") or not data.get("gevaar"):
        return None
    return Theme.objects.filter(key=data.get("thema", "")).first()


def themes_to_choose() -> QuerySet[Theme]:
    return Theme.objects.filter(active=True)


def _theme_parts(ride: Ride | None, data: dict[str, Any]) -> dict[str, Any]:
    return {"themes": list(themes_to_choose()), "signal_form": SignalForm(auto_id="sig_%s")}


def _place_parts(ride: Ride | None, data: dict[str, Any]) -> dict[str, Any]:
    return place_parts(data)


def _alike_parts(ride: Ride, data: dict[str, Any]) -> dict[str, Any]:
    return {"candidates": [(one, badge_of(one.issue)) for one in _candidates(ride)]}


def photo_parts(ride: Ride, data: dict[str, Any]) -> dict[str, Any]:
    return {"photos": [(photo, own_photo_path(photo)) for photo in ride.photos]}


def _check_parts(ride: Ride, data: dict[str, Any]) -> dict[str, Any]:
    """What will be sent, and what the sender may not have meant to send."""
    themes = list(themes_to_choose())
    chosen = next((theme for theme in themes if theme.key == data.get("thema")), None)
    return {
        "theme_of": chosen,
        "street": Street.objects.filter(slug=data.get("straat", "")).first(),
        "joined": Issue.objects.public().filter(number=data.get("hoort", "")).first(),
        "private": private_data(data.get("tekst", "")),
        "better": _better(chosen, theme_of(data.get("tekst", ""), themes)),
        **place_words(data),
        **photo_parts(ride, data),
    }


def _better(chosen: Theme | None, found: Suggestion | None) -> Suggestion | None:
    """Another theme that the words point at, if any."""
    return found if found and (chosen is None or found.theme.pk != chosen.pk) else None


PARTS: dict[str, Any] = {
    "onderwerp": _theme_parts, "plek": _place_parts, "lijkt": _alike_parts, "contact": photo_parts,
    "controle": _check_parts,
}  # fmt: skip


def badge_of(issue: Issue) -> Any:
    return badge(issue.status, issue.partner.short_name if issue.partner else None)
