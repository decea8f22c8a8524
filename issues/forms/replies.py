"""The ready answers of the council."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.actions.replies import LONGEST
from issues.forms.choices import PlainForm, text_field
from issues.models import ReplyTemplate, Theme


class ReplyForm(PlainForm):
    step = forms.ChoiceField(label=_("Bij welke stap"), choices=ReplyTemplate.Step.choices)
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Thema"), required=False, empty_label=_("Alle thema’s")
    )
    name = forms.CharField(
        label=_("Naam"), max_length=80, error_messages={"required": _("Geef het sjabloon een naam.")}
    )
    text = text_field(_("Tekst"), rows=7, needed=_("Schrijf de tekst."), max_length=LONGEST)
    active = forms.BooleanField(label=_("Te kiezen"), required=False, initial=True)
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def facts(self) -> dict[str, Any]:
        """What the action asks."""
        return {**self.cleaned_data, "base_version": self.cleaned_data["base_version"] or 0}
