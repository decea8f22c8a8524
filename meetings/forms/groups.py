"""Starting, prolonging and ending a working group, and who is in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.fields import DayField, PersonField
from meetings.models import Decision
from meetings.workflow import RUNNING
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL


class DecisionField(forms.CharField):
    """An adopted decision by its number, among those that `user` may see."""

    user: Any = None

    def clean(self, value: Any) -> Decision:
        number = super().clean(value).strip()
        seen = Decision.objects.visible_to(self.user).filter(status__in=(*RUNNING, "done"))
        found = (
            seen.filter(number__iexact=number).first() or seen.filter(internal_number__iexact=number).first()
        )
        if found is None:
            raise forms.ValidationError(_("Er is geen aangenomen besluit met dit nummer."))
        return found


class _ByDecision(forms.Form):
    def __init__(self, *args: Any, user: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["decision"]
        field.user = user


class GroupForm(_ByDecision):
    """A new group."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    task = forms.CharField(
        label=gettext_lazy("Wat is de opdracht?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Wat moet er liggen als de werkgroep stopt?"),
    )
    lead = PersonField(*COUNCIL, label=gettext_lazy("Wie trekt de werkgroep?"))
    member_limit = forms.IntegerField(
        label=gettext_lazy("Hooguit hoeveel leden"), min_value=1, max_value=30, initial=6
    )
    ends_on = DayField(label=gettext_lazy("Stopt na"), future=True)
    decision = DecisionField(label=gettext_lazy("Ingesteld bij besluit"), max_length=12)


class ProlongForm(_ByDecision):
    """Until which later day, by which decision."""

    ends_on = DayField(label=gettext_lazy("Gaat door tot en met"), future=True)
    decision = DecisionField(label=gettext_lazy("Bij besluit"), max_length=12)


class MemberForm(forms.Form):
    """Somebody of the council by name, or a resident by the e-mail of their account."""

    person = PersonField(label=gettext_lazy("Iemand van de wijkraad"), required=False)
    email = forms.EmailField(label=gettext_lazy("Of een bewoner met een account: e-mail"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        found = given.get("person")
        if found is None and given.get("email"):
            found = User.objects.filter(email__iexact=given["email"], is_active=True).first()
        if found is None and not self.errors:
            raise forms.ValidationError(_("Kies een naam, of het e-mailadres van iemand met een account."))
        return {"person": found}


class LeadForm(forms.Form):
    """Another member of the board."""

    to = PersonField(*COUNCIL, label=gettext_lazy("Wie trekt de werkgroep voortaan?"))


class EndGroupForm(forms.Form):
    """What it brought."""

    result = forms.CharField(
        label=gettext_lazy("Wat heeft de werkgroep opgeleverd? (openbaar)"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
