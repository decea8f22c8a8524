"""Forms for official figures, street walks, and counts in a street."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import CHOOSE, PlainForm, day_field, text_field
from issues.forms.pictures import PictureField
from issues.models import Indicator, Priority, Street, Theme
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


class ThemeField(forms.ModelChoiceField):
    """A theme that takes text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Theme.objects.filter(active=True, intake_mode=Theme.Intake.REPORT), label=_("Thema"),
            empty_label=CHOOSE, error_messages={"required": _("Kies het thema.")}, **kwargs,
        )  # fmt: skip


class StreetField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Street.objects.order_by("name"), label=_("Straat"), empty_label=CHOOSE,
            error_messages={"required": _("Kies de straat.")}, **kwargs,
        )  # fmt: skip


class SeriesForm(PlainForm):
    name = forms.CharField(label=_("Naam van de reeks"), max_length=120)
    unit = forms.CharField(
        label=_("Eenheid"), max_length=60, required=False, help_text=_("Zoals: per 1.000 huizen, procent.")
    )
    theme = forms.ModelChoiceField(
        Theme.objects.filter(active=True), label=_("Thema"), empty_label=CHOOSE,
        error_messages={"required": _("Kies het thema.")},
    )  # fmt: skip
    priority = forms.ModelChoiceField(
        Priority.objects.filter(active=True),
        label=_("Hoort bij een prioriteit"),
        required=False,
        empty_label=_("nee"),
    )
    better = forms.ChoiceField(label=_("Wat is beter"), choices=Indicator.Better.choices, required=False)


class FiguresForm(PlainForm):
    """A file, and the source of what has none in its rows."""

    file = forms.FileField(
        label=_("Bestand (CSV of Excel)"),
        help_text=_(
            "Kolommen: reeks, gebied (code), jaar, waarde. En bron en datum, of vul die hieronder in."
        ),
        error_messages={"required": _("Kies een bestand.")},
    )
    source = forms.CharField(label=_("Bron van alle cijfers"), max_length=200, required=False)
    source_on = day_field(_("Datum van de bron"), required=False)


class WalkForm(PlainForm):
    street = StreetField()
    theme = ThemeField()
    walked_on = day_field(_("Wanneer"))
    text = text_field(
        _("Wat zag u"), rows=4, needed=_("Schrijf op wat u zag."),
        help_text=_("Geen namen, huisnummers of kentekens."),
    )  # fmt: skip
    picture = PictureField(label=_("Foto"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["walked_on"].initial = clock.today()


class CountForm(PlainForm):
    street = StreetField()
    theme = ThemeField()
    what = forms.CharField(
        label=_("Wat is geteld"), max_length=80, help_text=_("Zoals: winkels die leeg staan.")
    )
    part = forms.IntegerField(label=_("Hoeveel"), min_value=0, max_value=100_000)
    total = forms.IntegerField(label=_("Van de"), min_value=1, max_value=100_000)
    counted_on = day_field(_("Geteld op"))
    source = forms.CharField(label=_("Wie telde, of welke bron"), max_length=200)


BESIDE = {
    "indicator.name": "name",
    "indicator.known": "name",
    "indicator.theme": "priority",
    "walk.day": "walked_on",
    "walk.empty": "text",
    "walk.signal": "theme",
    "count.day": "counted_on",
    "issues_streetcount_part": "part",
    "issues_streetcount_source": "source",
}
"""The field that a refusal speaks of, by its code."""


def put_beside(form: forms.Form, refused: Refused) -> Refused | None:
    """Put a refusal beside the field it speaks of; one that speaks of none comes back, for the page's top."""
    of_file = "file" in form.fields and refused.code != "facts.who"
    name = "file" if of_file else BESIDE.get(refused.code)
    if name not in form.fields:
        return refused
    form.add_error(name, f"{refused.reason} {refused.first}".strip())
    return None
