"""/werk/wissen/: destroy the details of somebody, or one name, everywhere; no address is ever in a link."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.actions import destroy_person, destroy_words, find_words, reports_of
from issues.forms.choices import PlainForm
from issues.models import Draft, Follow
from wijkraad.notices.models import Message
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.models import User
from wijkraad.terms.refusal import Refused


class AddressForm(PlainForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), max_length=254,
        error_messages={
            "required": gettext_lazy("Vul het e-mailadres in."),
            "invalid": gettext_lazy("Dit is geen e-mailadres."),
        },
    )  # fmt: skip


class WordsForm(PlainForm):
    woorden = forms.CharField(
        label=gettext_lazy("Naam, nummer of andere woorden"), max_length=80,
        error_messages={"required": gettext_lazy("Vul in wat weg moet.")},
    )  # fmt: skip


@open_to("board", "secretary", "chair", "treasurer")
def destroy(request: PersonRequest) -> HttpResponse:
    """First what there is, then a second button that destroys it."""
    doing = request.POST.get("doe", "")
    address = AddressForm(request.POST if doing in ("adres", "adres-weg") else None)
    words = WordsForm(request.POST if doing in ("woorden", "woorden-weg") else None, auto_id="w_%s")
    page: dict[str, Any] = {
        "address": address,
        "words": words,
        "counts": None,
        "places": None,
        "refusal": None,
    }
    try:
        if address.is_bound and address.is_valid():
            email = address.cleaned_data["email"].lower()
            if doing == "adres-weg" and _sure(request):
                messages.success(request, _told(destroy_person(by=request.user, email=email)))
                return redirect("issues:destroy")
            page |= {"counts": counts_of(email), "email": email}
        elif words.is_bound and words.is_valid():
            wanted = words.cleaned_data["woorden"]
            if doing == "woorden-weg" and _sure(request):
                n = destroy_words(wanted, request.POST.getlist("plek"), by=request.user)
                told = ngettext("Weg op %(n)s plek.", "Weg op %(n)s plekken.", n) % {"n": n}
                messages.success(request, told)
                return redirect("issues:destroy")
            page |= {"places": find_words(wanted, by=request.user), "wanted": wanted}
    except Refused as refused:
        page["refusal"] = refused
    return render(request, "issues/destroy.html", page)


def _sure(request: PersonRequest) -> bool:
    if "zeker" not in request.POST:
        raise Refused(_("Kruis aan dat u het zeker weet. Dit kan niet terug."), code="erase.sure")
    return True


def _told(told: dict[str, int]) -> str:
    return (
        _("Vernietigd: %(reports)s meldingen, %(follows)s keer volgen, %(messages)s mails in het logboek.")
        % told
    )


def counts_of(email: str) -> list[tuple[Any, int]]:
    """What we hold of an address, by kind; told before it is destroyed."""
    person = User.objects.filter(email=email).first()
    follows = Follow.objects.filter(email=email).count()
    return [
        (_("account"), 1 if person else 0),
        (_("meldingen, met tekst, huisnummer en contact"), len(reports_of(person, email))),
        (_("keer volgen"), follows + (Follow.objects.filter(user=person).count() if person else 0)),
        (_("half ingevulde meldingen"), Draft.objects.filter(data__email__iexact=email).count()),
        (_("mails in het logboek"), Message.objects.filter(address=email).count()
         + (Message.objects.filter(recipient=person).count() if person else 0)),
    ]  # fmt: skip
