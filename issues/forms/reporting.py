"""The questions of the report form, one form per step; the same fields for the form in pieces and whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from issues.actions.reporting import TEXT_LIMIT
from issues.forms.choices import PlainForm, list_choices
from issues.geography import area_at, has_areas
from issues.models import Segment, Signal, Street, Theme
from wijkraad.terms import clock
from wijkraad.ui.filters import month_year

EMPTY = {"required": _("Vul dit in.")}
OUTSIDE = _(
    "Uw plek ligt buiten het gebied van de wijkraad. Wij bewaren hem niet."
    " Kies de straat en ga verder, of bel de gemeente: 14070."
)


class ByStreet(ModelChoiceIterator):
    """The parts of streets in groups, one per street."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for street, parts in groupby(self.queryset, lambda part: part.street.name):
            yield street, [self.choice(part) for part in parts]


class SegmentField(forms.ModelChoiceField):
    """A part of a street of our area."""

    iterator = ByStreet

    def __init__(self, **kwargs: Any) -> None:
        parts = Segment.objects.filter(street__in_area=True).select_related("street")
        super().__init__(
            parts.order_by("street__name", "order", "pk"), required=False, empty_label=_("Kies"),
            error_messages={"invalid_choice": _("Kies een deel van een straat uit de lijst.")}, **kwargs,
        )  # fmt: skip


class ThemeStep(PlainForm):
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
    straat = forms.ModelChoiceField(
        Street.objects.filter(in_area=True), to_field_name="slug", label=_("In welke straat?"),
        required=False,
        empty_label=_("Kies"), error_messages={
            "required": _("Kies de straat. Staat hij er niet bij? Dan is het buiten ons gebied."),
            "invalid_choice": _("Kies een straat uit de lijst."),
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
    gezien = forms.DateField(
        label=_("Wanneer zag u het?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Vul een datum in, bijvoorbeeld 20-11-2026.")},
    )
    gevaar = forms.BooleanField(label=_("Er kan iemand gewond raken, of er is brandgevaar"), required=False)

    def clean_gezien(self) -> date | None:
        seen = self.cleaned_data["gezien"]
        if seen and seen > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return seen

    def clean(self) -> dict[str, Any]:
        """A stop or part gives its street; one that lies in another street than chosen is told beside it."""
        found = super().clean() or {}
        lon, lat = found.get("lon"), found.get("lat")
        if lon is not None and lat is not None and has_areas() and area_at(lon, lat) is None:
            self.add_error("lon", OUTSIDE)
        street, part = found.get("straat"), found.get("halte") or found.get("deel")
        if part is None or "straat" in self.errors:
            return found
        if street is not None and part.street_id != street.pk:
            name = "halte" if found.get("halte") else "deel"
            words = {"part": part.name, "of": part.street.name, "street": street.name}
            self.add_error(name, _("“%(part)s” is een deel van de %(of)s, en u koos de %(street)s.") % words)
        return {**found, "straat": street or part.street, "deel": part}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = self.data.get("deel") or self.data.get("halte")
        self.fields["straat"].required = not placed and Street.objects.filter(in_area=True).exists()


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
        label=_("Uw e-mailadres"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Wij sturen u een code om zeker te weten dat het klopt."),
        error_messages={"invalid": _("Dit e-mailadres klopt niet. Kijk of er een @ in staat.")},
    )  # fmt: skip

    def __init__(self, *args: Any, signed_in: bool = False, on_behalf: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("email", _("Met een e-mail")), ("none", _("Ik wil geen bericht"))]
        if signed_in:
            choices.insert(0, ("account", _("Via mijn account")))
        if on_behalf:
            choices.append(("namens", _("Ik vul dit in voor iemand anders")))
        list_choices(self, "contact", choices)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("contact") == "email" and not found.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul uw e-mailadres in, of kies “Ik wil geen bericht”."))
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
