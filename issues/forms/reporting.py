"""The questions of the report form, one form per step; the same fields for the form in pieces and whole."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.actions.reporting import TEXT_LIMIT
from issues.forms.choices import PlainForm, day_field, list_choices
from issues.forms.places import SegmentField, StreetField
from issues.models import Segment, Signal, Street, Theme
from issues.places.geography import area_at, has_areas, street_near
from wijkraad.terms import clock
from wijkraad.ui.filters import month_year

OUTSIDE = _(
    "Uw plek ligt buiten het gebied van de wijkraad. Wij bewaren hem niet."
    " Kies de straat en ga verder, of bel de gemeente: 14070."
)


class ThemeStep(PlainForm):
    """The theme; who does not know writes down what it is and asks for a proposal."""

    thema = forms.ModelChoiceField(
        Theme.objects.filter(active=True), to_field_name="key", label=_("Onderwerp"),
        error_messages={
            "required": _("Kies waar het over gaat."), "invalid_choice": _("Kies een onderwerp uit de lijst.")
        },
    )  # fmt: skip


class WhatStep(PlainForm):
    tekst = forms.CharField(
        label=_("Wat is er aan de hand?"), max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Schrijf het in uw eigen woorden. Fouten geven niet. Hoogstens 5.000 tekens."),
        error_messages={
            "required": _("Schrijf op wat er aan de hand is."),
            "max_length": _("De tekst is te lang: %(show_value)d tekens. Er mogen er 5.000."),
        },
    )  # fmt: skip
    straat = StreetField(
        label=_("In welke straat?"), required=False,
        help_text=_("Typ de naam. Bijna goed is ook goed."),
        error_messages={
            "required": _("Kies de straat. Staat hij er niet bij? Dan is het buiten ons gebied: bel 14070."),
        },
    )  # fmt: skip
    deel = SegmentField(label=_("Welk deel van de straat?"))
    halte = SegmentField(label=_("Halte op de kaart"), widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, label=_("Uw plek"), widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    nummer = forms.CharField(
        label=_("Bij welk huisnummer ongeveer?"), max_length=12, required=False,
        help_text=_("Dit komt nooit op de site."),
        error_messages={"max_length": _("Dit is te lang voor een huisnummer.")},
    )  # fmt: skip
    postcode = forms.RegexField(
        r"^[1-9][0-9]{3} ?[A-Za-z]{2}$", label=_("Uw postcode"), required=False, max_length=7,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        help_text=_(
            "Met uw huisnummer tellen wij zo huishoudens, zonder uw adres te bewaren. Vul hem alleen in als"
            " het bij uw eigen huis is."
        ),
        error_messages={"invalid": _("Een postcode heeft 4 cijfers en 2 letters, zoals 2564 AB.")},
    )  # fmt: skip
    gezien = day_field(_("Wanneer zag u het?"), required=False)
    gevaar = forms.BooleanField(label=_("Er kan iemand gewond raken, of er is brandgevaar"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["straat"].required = not self.is_bound

    def clean_gezien(self) -> date | None:
        seen = self.cleaned_data["gezien"]
        if seen and seen > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return seen

    def clean(self) -> dict[str, Any]:
        """The street follows from what was given: its name, a part of it, a stop, or the point of a phone.

        A part that lies in another street than the one named is told beside it.
        """
        found = super().clean() or {}
        found["nummer"] = found.get("nummer") or self.street_field.number[:12]
        street, part = found.get("straat"), found.get("halte") or found.get("deel")
        near = self._near(found.get("lon"), found.get("lat"))
        if "straat" in self.errors:
            return found
        if street is not None and part is not None and part.street_id != street.pk:
            name = "halte" if found.get("halte") else "deel"
            words = {"part": part.name, "of": part.street.name, "street": street.name}
            self.add_error(name, _("“%(part)s” is een deel van de %(of)s, en u koos de %(street)s.") % words)
        street = street or (part.street if part else near)
        if street is None and self.street_field.known:
            self.add_error("straat", self.street_field.error_messages["required"])
        return {**found, "straat": street, "deel": part}

    def _post_clean(self) -> None:
        """From here on only for the eye: a street is not called optional, though a point may stand for it."""
        self.fields["straat"].required = True

    def _near(self, lon: float | None, lat: float | None) -> Street | None:
        """The street of a point; a point outside our area is an error."""
        if lon is None or lat is None:
            return None
        if has_areas() and area_at(lon, lat) is None:
            self.add_error("lon", OUTSIDE)
            return None
        return street_near(lon, lat, self.street_field.known)

    @property
    def street_field(self) -> StreetField:
        field = self.fields["straat"]
        assert isinstance(field, StreetField)
        return field


class JoinStep(PlainForm):
    hoort = forms.CharField(
        label=_("Lijkt het hierop?"),
        error_messages={"required": _("Kies een kwestie, of kies “Nee, mijn melding is anders”.")},
    )


class ContactStep(PlainForm):
    contact = forms.ChoiceField(
        label=_("Hoe hoort u wat er gebeurt?"), choices=[], widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe wij u bereiken, of kies “Ik wil geen bericht”.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Wij sturen een code om zeker te weten dat het klopt."),
        error_messages={"invalid": _("Dit e-mailadres klopt niet. Kijk of er een @ in staat.")},
    )  # fmt: skip
    namens = forms.BooleanField(
        label=_("Ik vul dit in voor iemand anders"), required=False,
        help_text=_(
            "Voor wie geen computer heeft. De melding komt niet op uw naam."
            " U kunt daarna een bewijs afdrukken."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, signed_in: bool = False, on_behalf: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("email", _("Met een e-mail")), ("none", _("Ik wil geen bericht"))]
        if signed_in:
            choices.insert(0, ("account", _("Via mijn account")))
        list_choices(self, "contact", choices)
        if not on_behalf:
            del self.fields["namens"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("contact") == "email" and not found.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul een e-mailadres in, of kies “Ik wil geen bericht”."))
        if found.get("contact") == "account" and found.get("namens"):
            self.add_error(
                "contact", _("Dit is een melding van een ander. Kies diens e-mail, of “Ik wil geen bericht”.")
            )
        return found


class SignalForm(PlainForm):
    """The fixed list; nothing can be written."""

    signaal = forms.MultipleChoiceField(
        label=_("Wat valt u op aan een plek?"), choices=list(Signal.KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kruis aan wat u opvalt.")},
    )  # fmt: skip
    deel = forms.ModelChoiceField(
        Segment.objects.select_related("street").filter(street__in_area=True), label=_("Deel van de straat"),
        empty_label=_("Kies"), error_messages={"required": _("Kies een deel van de straat.")},
    )  # fmt: skip
    maand = forms.TypedChoiceField(
        label=_("Maand"), coerce=date.fromisoformat, error_messages={"required": _("Kies de maand.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        list_choices(self, "maand", [("", _("Kies")), *months()])


def months(count: int = 6) -> list[tuple[str, str]]:
    """The last months as (first day, "november 2026"), newest first."""
    first, found = clock.today().replace(day=1), []
    for _n in range(count):
        found.append((first.isoformat(), month_year(first)))
        first = (first - timedelta(days=1)).replace(day=1)
    return found
