"""The small forms behind the buttons of an issue page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PlainForm, text_field
from issues.models import Follow, HelpOffer


class SmallForm(PlainForm):
    """Asks an address only of somebody who is not signed in."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"), error_messages={"required": _("Vul uw e-mailadres in.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(self, *args: Any, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]


class FollowForm(SmallForm):
    pace = forms.ChoiceField(
        label=_("Hoe vaak wilt u bericht?"),
        choices=Follow.Pace.choices,
        initial="once",
        widget=forms.RadioSelect,
    )


class AffectedForm(PlainForm):
    reason = text_field(_("Wilt u er iets bij zeggen?"), required=False, max_length=2000)


class HelpForm(SmallForm):
    kind = forms.ChoiceField(
        label=_("Waarmee helpt u?"), choices=HelpOffer.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Wat biedt u aan?"), max_length=300, required=False)


class SolvedForm(PlainForm):
    solved = forms.TypedChoiceField(
        label=_("Is het opgelost?"), choices=[("ja", _("Ja")), ("nee", _("Nog niet"))],
        widget=forms.RadioSelect,
        coerce=lambda text: text == "ja", error_messages={"required": _("Kies ja of nog niet.")},
    )  # fmt: skip
    reason = text_field(_("Bij “nog niet”: waarom?"), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("solved") is False and not (found.get("reason") or "").strip():
            self.add_error("reason", _("Vertel waarom het niet is opgelost."))
        return found


class WrongForm(PlainForm):
    text = text_field(_("Wat klopt er niet?"), needed=_("Schrijf op wat er niet klopt."), max_length=2000)
