"""Letters and post: writing one, and each thing that happens to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PartnerField, PersonField, PlainForm, day_field, offer, text_field
from issues.forms.papers import PaperField, paper_kind_field
from issues.models import Issue, Letter
from issues.permissions import visible_letters

CHANNELS = [
    ("digitaal loket", _("digitaal loket, met bevestiging")),
    ("aangetekende post", _("aangetekende post")),
    ("post", _("gewone post")),
    ("afgegeven", _("afgegeven aan de balie, met stempel")),
    ("e-mail", _("e-mail")),
]
CAME = [("post", _("post")), ("e-mail", _("e-mail")), ("digitaal loket", _("digitaal loket")),
        ("afgegeven", _("in de brievenbus of hand"))]  # fmt: skip
YES_NO = [("", _("nog niet bekend")), ("ja", _("ja")), ("nee", _("nee"))]
ANSWERS = {"ja": True, "nee": False}


class LetterForm(PlainForm):
    """One draft. `interested` and `advisory` are asked where the law looks at them."""

    kind = forms.ChoiceField(label=_("Soort"), choices=Letter.Kind.choices)
    subject = forms.CharField(label=_("Waarover"), max_length=200)
    partner = PartnerField(_("Aan"))
    their_reference = forms.CharField(
        label=_("Hun kenmerk"), max_length=60, required=False, help_text=_("Staat op hun brief of besluit.")
    )
    responsible = PersonField()
    published_on = day_field(
        _("Besluit bekendgemaakt op"), required=False,
        help_text=_("Alleen bij bezwaar. Bij een zienswijze: de eerste dag dat het plan ter inzage ligt."),
    )  # fmt: skip
    interested = forms.TypedChoiceField(
        label=_("Is de wijkraad belanghebbende?"), choices=YES_NO, required=False, empty_value=None,
        coerce=lambda word: ANSWERS.get(word),
        help_text=_("Zo niet: vul een machtiging in, en schrijf namens wie u schrijft."),
    )  # fmt: skip
    mandate = forms.CharField(
        label=_("Machtiging"), max_length=200, required=False, help_text=_("Zoals: van 2 buren. Geen namen.")
    )
    advisory = forms.BooleanField(
        label=_("Een commissie of klachtadviseur adviseert: hun termijn is dan langer"), required=False
    )
    own_date = day_field(
        _("Onze eigen datum om na te vragen"), required=False,
        help_text=_("Nodig als de wet geen termijn geeft: bij een brief of een melding."),
    )  # fmt: skip
    text = text_field(_("Tekst"), rows=16, required=False, max_length=20000)
    is_public = forms.BooleanField(label=_("Iedereen mag zien dat wij deze brief stuurden"), required=False)


class EditForm(LetterForm):
    """A draft again, with the version it was read at."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)


class SendForm(PlainForm):
    on = day_field(_("Verstuurd op"))
    channel = forms.ChoiceField(label=_("Hoe verstuurd"), choices=CHANNELS)
    received_on = day_field(
        _("Ontvangen op"), required=False, help_text=_("Weet u dit nog niet? Dan vult u het later aan.")
    )
    receipt = forms.CharField(
        label=_("Bewijs van ontvangst"), max_length=200, required=False,
        help_text=_("Zoals: bevestiging per mail, nummer van de aangetekende brief, stempel."),
    )  # fmt: skip
    own_date = day_field(
        _("Onze eigen datum om na te vragen"), required=False,
        help_text=_("Nodig als de wet geen termijn geeft."),
    )  # fmt: skip
    paper = PaperField(label=_("Het bewijs als PDF of foto"))


class ReceiptForm(PlainForm):
    on = day_field(_("Ontvangen op"))
    receipt = forms.CharField(label=_("Bewijs van ontvangst"), max_length=200)
    paper = PaperField(label=_("Het bewijs als PDF of foto"))


class AnswerForm(PlainForm):
    on = day_field(_("Antwoord van"))
    answer = text_field(
        _("Wat is het antwoord"), help_text=_("Dit komt ook in het postregister bij ingekomen post.")
    )
    paper = PaperField(label=_("Scan van het antwoord"))


class ExtendForm(PlainForm):
    on = day_field(_("Bericht van"))
    until = day_field(
        _("Nieuwe datum"), required=False,
        help_text=_("Leeg laten bij het gewone uitstel van de wet. Bij een handhavingsverzoek, en bij een"
                    " tweede uitstel met uw instemming: de datum die zij noemen."),
    )  # fmt: skip


class PauseForm(PlainForm):
    on = day_field(_("Staat stil vanaf"))
    text = forms.CharField(label=_("Waarom staat de termijn stil"), max_length=300)


class ResumeForm(PlainForm):
    on = day_field(_("Loopt weer vanaf"))
    text = forms.CharField(label=_("Wat gebeurde er"), max_length=300, required=False)


class DayForm(PlainForm):
    on = day_field(_("Op"))


class RemindForm(DayForm):
    text = forms.CharField(label=_("Hoe en aan wie vroeg u het"), max_length=300, required=False)
    again_on = day_field(_("Daarna vragen wij na op"), required=False)


class HeardForm(DayForm):
    text = forms.CharField(label=_("Wie sprak er en wat is gezegd"), max_length=300)


class LetterReasonForm(PlainForm):
    reason = text_field(_("Reden"))


class NothingForm(PlainForm):
    """Only a button."""


class PostForm(PlainForm):
    """Post that came in."""

    received_on = day_field(_("Ontvangen op"))
    sender = forms.CharField(label=_("Van wie"), max_length=120)
    partner = PartnerField(_("Is dat een partner?"), required=False)
    subject = forms.CharField(label=_("Waarover"), max_length=200)
    summary = text_field(
        _("Wat staat erin"), rows=4, required=False, help_text=_("De kern in uw eigen woorden.")
    )
    channel = forms.ChoiceField(label=_("Hoe gekomen"), choices=CAME)
    their_reference = forms.CharField(label=_("Hun kenmerk"), max_length=60, required=False)
    letter = forms.ModelChoiceField(
        Letter.objects.none(), label=_("Hoort bij onze brief"), required=False, empty_label=_("geen")
    )
    number = forms.CharField(label=_("Nummer van de kwestie"), max_length=16, required=False)
    responsible = PersonField()
    reply_before = day_field(_("Wij antwoorden uiterlijk"), required=False)
    paper = PaperField(label=_("Scan van de post"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        offer(self, "letter", visible_letters(user).exclude(number=None).order_by("-sent_on", "-pk"))

    def clean(self) -> dict[str, Any]:
        """The issue by its number; only one that this person may see."""
        found = super().clean() or {}
        number = (found.pop("number", "") or "").strip()
        found["issue"] = Issue.objects.visible_to(self.user).filter(number=number).first() if number else None
        if number and found["issue"] is None:
            self.add_error("number", _("Deze kwestie kennen wij niet."))
        return found


class PaperForm(PlainForm):
    """A file with a letter."""

    kind = paper_kind_field("receipt", "sent", "other")
    paper = PaperField(label=_("Bestand"), required=True)


class PostPaperForm(PlainForm):
    """A file with a piece of post."""

    kind = paper_kind_field("scan", "other")
    paper = PaperField(label=_("Bestand"), required=True)


class HandleForm(PlainForm):
    on = day_field(_("Afgehandeld op"))
    result = text_field(_("Wat deed u ermee"), rows=3)
