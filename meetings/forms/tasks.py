"""What becomes of an action of an agenda item."""

from django import forms
from django.utils.translation import gettext_lazy

from meetings.forms.fields import PersonField


class FinishTaskForm(forms.Form):
    """Done, with evidence."""

    result = forms.CharField(label=gettext_lazy("Wat is het resultaat?"), max_length=600)
    evidence = forms.CharField(
        label=gettext_lazy("Waar is dat te zien?"), max_length=600,
        help_text=gettext_lazy("Een link, een foto, een brief, of wie het heeft gezien."),
    )  # fmt: skip


class HandTaskForm(forms.Form):
    """Somebody else does it."""

    to = PersonField(label=gettext_lazy("Wie zorgt er voortaan voor?"))
