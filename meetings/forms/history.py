"""Sending in papers of before this portal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.importing.sheets import LARGEST
from meetings.models import HistoryBatch

MOST_FILES = 300
WHOLE = 40 * 1024 * 1024
"""Bytes of one sending."""


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; gives a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not isinstance(data, list | tuple):
            data = [data] if data else []
        if not data:
            raise forms.ValidationError(_("Kies eerst een bestand."))
        if len(data) > MOST_FILES or sum(one.size for one in data) > WHOLE:
            raise forms.ValidationError(_("Dit is te veel in één keer. Stuur het in delen."))
        if any(one.size > LARGEST for one in data):
            raise forms.ValidationError(_("Een bestand mag hooguit 10 MB zijn."))
        return list(data)


class PapersForm(forms.Form):
    """What it is, and the files."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat leest u in?"), choices=HistoryBatch.Kind.choices, widget=forms.RadioSelect
    )
    bestanden = FilesField(
        label=gettext_lazy("Bestanden"),
        help_text=gettext_lazy("Een map? Kies alle bestanden erin, of maak er een zip van."),
        widget=ManyFiles(attrs={"accept": ".csv,.txt,.xlsx,.docx,.md,.zip"}),
    )
