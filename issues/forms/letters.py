"""Letters: writing one, and each thing that happens to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PartnerField, PersonField, PlainForm, day_field, text_field
from issues.models import Letter


class LetterForm(PlainForm):
    kind = forms.ChoiceField(label=_("Soort"), choices=Letter.Kind.choices)
    subject = forms.CharField(label=_("Waarover"), max_length=200)
    partner = PartnerField(_("Aan"))
    responsible = PersonField()
    text = text_field(_("Tekst"), rows=8, required=False)
    published_on = day_field(
        _("Besluit bekendgemaakt op"), required=False, help_text=_("Alleen bij bezwaar en zienswijze.")
    )
    own_date = day_field(
        _("Onze eigen datum om na te vragen"),
        required=False,
        help_text=_("Nodig als de wet geen termijn geeft."),
    )
    mandate = forms.CharField(label=_("Machtiging"), max_length=200, required=False)
    is_public = forms.BooleanField(label=_("Op de site"), required=False)


class SendForm(PlainForm):
    on = day_field(_("Verstuurd op"))
    channel = forms.CharField(label=_("Hoe verstuurd"), max_length=40)
    received_on = day_field(_("Ontvangen op"), required=False)
    receipt = forms.CharField(label=_("Bewijs van ontvangst"), max_length=200, required=False)


class AnswerForm(PlainForm):
    on = day_field(_("Antwoord van"))
    answer = text_field(_("Wat is het antwoord"))


class ExtendForm(PlainForm):
    on = day_field(_("Bericht van"))
    until = day_field(_("Nieuwe datum"), required=False)


class DayForm(PlainForm):
    on = day_field(_("Op"))


class LetterReasonForm(PlainForm):
    reason = text_field(_("Reden"))
