"""The form of the vision text."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VisionForm(forms.Form):
    """Text, the day from which it holds, and the decision."""

    text = forms.CharField(
        label=_("Wat wil de wijk zijn?"), widget=forms.Textarea(attrs={"rows": 8}), max_length=4000
    )
    since = forms.DateField(
        label=_("Vanaf"), required=False, help_text=_("Leeg is vandaag."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    decision_number = forms.CharField(
        label=_("Besluit"), required=False, max_length=20, help_text=_("Bijvoorbeeld B2026-014.")
    )
