"""Forms about messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkraad.notices.models import Message, Pace


class PaceForm(forms.Form):
    """How often somebody wants to hear of one thread."""

    pace = forms.ChoiceField(
        label=_("Hoe vaak wilt u bericht?"), choices=Pace.choices, widget=forms.RadioSelect
    )


class LogFilter(forms.Form):
    """The filter of the mail log, in the query string."""

    stand = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("alle")), *Message.State.choices]
    )
