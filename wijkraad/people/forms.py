"""Forms about people."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wijkraad.people.models import Organisation, Role, User


class ProfileForm(forms.ModelForm):
    """What everybody sets about themselves; how somebody is shown matters to officials only."""

    language = forms.ChoiceField(label=_("Taal van uw mails"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "shown_as", "function", "language")
        help_texts = {  # noqa: RUF012
            "name": _("Bewoners staan nooit met hun naam op de site."),
            "function": _("Bijvoorbeeld: penningmeester."),
        }

    def __init__(self, *args, official: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not official:
            del self.fields["shown_as"], self.fields["function"]


class PersonForm(forms.Form):
    """A new account, made for somebody."""

    email = forms.EmailField(label=_("E-mailadres"))
    name = forms.CharField(label=_("Naam"), max_length=120)
    organisation = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=Organisation.objects.order_by("name"), required=False
    )


class RoleForm(forms.Form):
    """A role for somebody, from a day to a day; the end day is the first day without it."""

    kind = forms.ChoiceField(label=_("Rol"), choices=Role.Kind.choices)
    start = forms.DateField(label=_("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("Tot"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    decision_number = forms.CharField(label=_("Besluit"), max_length=20, required=False)
