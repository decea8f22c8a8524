"""/werk/wissen/: destroy the details of somebody, or one name, everywhere; no address is ever in a link."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.actions import destroy_person, destroy_words, find_words, reports_of
from issues.forms.choices import PlainForm
from issues.models import Draft, Follow, HelpOffer, TopicFollow
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
        "ticked": request.POST.getlist("plek") if doing == "woorden-weg" else None,
    }
    try:
        if address.is_bound and address.is_valid():
            email = address.cleaned_data["email"].lower()
            page |= {"counts": counts_of(email), "email": email}
            if doing == "adres-weg" and _sure(request):
                messages.success(request, _told(destroy_person(by=request.user, email=email)))
                return redirect("issues:destroy")
        elif words.is_bound and words.is_valid():
            wanted = words.cleaned_data["woorden"]
            page |= {"places": find_words(wanted, by=request.user), "wanted": wanted}
            if doing == "woorden-weg" and _sure(request):
                n = destroy_words(wanted, request.POST.getlist("plek"), by=request.user)
                told = ngettext("Weg op %(n)s plek.", "Weg op %(n)s plekken.", n) % {"n": n}
                messages.success(request, told)
                return redirect("issues:destroy")
    except Refused as refused:
        page["refusal"] = refused
    return render(request, "issues/destroy.html", page)


def _sure(request: PersonRequest) -> bool:
    if "zeker" not in request.POST:
        raise Refused(_("Kruis aan dat u het zeker weet. Dit kan niet terug."), code="erase.sure")
    return True


def _told(told: dict[str, int]) -> str:
    """What is gone, in words."""
    gone = [
        ngettext("%(n)s melding", "%(n)s meldingen", told["reports"]) % {"n": told["reports"]},
        _("%(n)s keer volgen") % {"n": told["follows"]},
        ngettext("%(n)s mail in het logboek", "%(n)s mails in het logboek", told["messages"])
        % {"n": told["messages"]},
    ]
    return _("Vernietigd: %(what)s.") % {"what": ", ".join(gone)}


def counts_of(email: str) -> list[str]:
    """What we hold of an address, by kind, in words; told before it is destroyed. Empty without anything."""
    person = User.objects.filter(email=email).first()
    whose = Q(email=email) | (Q(user=person) if person else Q(pk__in=[]))
    to = Q(address=email) | (Q(recipient=person) if person else Q(pk__in=[]))
    reports, drafts = reports_of(person, email), Draft.objects.filter(data__email__iexact=email).count()
    follows = Follow.objects.filter(whose).count() + TopicFollow.objects.filter(whose).count()
    offers, mails = HelpOffer.objects.filter(whose).count(), Message.objects.filter(to).count()
    found = [
        (1 if person else 0, _("een account")),
        (len(reports), ngettext(
            "%(n)s melding, met tekst, huisnummer en contact",
            "%(n)s meldingen, met tekst, huisnummer en contact", len(reports))),
        (follows, _("%(n)s keer volgen")),
        (offers, ngettext("%(n)s aanbod om te helpen", "%(n)s keer een aanbod om te helpen", offers)),
        (drafts, ngettext("%(n)s half ingevulde melding", "%(n)s half ingevulde meldingen", drafts)),
        (mails, ngettext("%(n)s mail in het logboek", "%(n)s mails in het logboek", mails)),
    ]  # fmt: skip
    return [words % {"n": n} for n, words in found if n]
