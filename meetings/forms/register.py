"""What happens with a decision after it was taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.fields import DayField, PersonField
from meetings.models import Decision
from wijkraad.people.roles import COUNCIL


class ResultForm(forms.Form):
    """Done: what came of it and where it can be seen."""

    result = forms.CharField(
        label=gettext_lazy("Wat is het resultaat?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.CharField(
        label=gettext_lazy("Waar is dat te zien?"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Een foto, een brief, een telling, of wie het controleerde."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(label=gettext_lazy("Waarom? (openbaar)"), max_length=300)


class MoveDateForm(ReasonForm):
    """Another last date, with its reason."""

    to = DayField(label=gettext_lazy("Nieuwe dag"), future=True)


class ReplaceForm(forms.Form):
    """The decision that replaces or withdraws this one, by its number."""

    number = forms.CharField(
        label=gettext_lazy("Nummer van het nieuwe besluit"), max_length=12,
        widget=forms.TextInput(attrs={"placeholder": "B2026-014", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_number(self) -> Decision:
        """Only of what this person may see: another answer would tell that it exists."""
        number = self.cleaned_data["number"].strip()
        seen = Decision.objects.visible_to(self.user).running()
        found = (
            seen.filter(number__iexact=number).first() or seen.filter(internal_number__iexact=number).first()
        )
        if found is None:
            raise forms.ValidationError(_("Er is geen lopend besluit met dit nummer."))
        return found


class HandOverForm(forms.Form):
    """Somebody else takes care of it."""

    to = PersonField(*COUNCIL, "manager", label=gettext_lazy("Wie zorgt er voortaan voor?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["to"]
        field.choices = list(field.choices)  # asked once, however often the page reads them
