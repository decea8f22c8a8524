"""The desk for new reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PersonField, PlainForm, text_field
from issues.models import Issue, Segment, Street, Theme, Visibility

FIVE = [(str(n), str(n)) for n in range(1, 6)]


class TriageForm(PlainForm):
    titel = forms.CharField(
        label=_("Titel"), max_length=160,
        error_messages={"required": _("Schrijf een titel die iedereen mag lezen.")},
    )  # fmt: skip
    samenvatting = text_field(_("Samenvatting"), rows=4, needed=_("Schrijf in eigen woorden wat er speelt."))
    woorden = forms.CharField(
        label=_("Woorden voor “beperkt zichtbaar”"), max_length=160, required=False,
        help_text=_("Zonder plek, nummer of naam. Leeg: thema en buurt."),
    )  # fmt: skip
    thema = forms.ModelChoiceField(Theme.objects.filter(active=True), label=_("Thema"))
    straat = forms.ModelChoiceField(
        Street.objects.all(), label=_("Straat"), required=False, empty_label=_("Geen")
    )
    deel = forms.ModelChoiceField(
        Segment.objects.select_related("street"),
        label=_("Deel van de straat"),
        required=False,
        empty_label=_("Geen"),
    )
    zicht = forms.ChoiceField(label=_("Wie mag het zien?"), choices=Visibility.choices)
    ernst = forms.ChoiceField(label=_("Hoe erg is het voor wie het raakt?"), choices=FIVE, required=False)
    veilig = forms.ChoiceField(label=_("Kan er iemand gewond raken?"), choices=FIVE, required=False)
    maat = forms.ChoiceField(label=_("Hoe groot maken wij het?"), choices=Issue.Size.choices)
    wie = PersonField()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        part = found.get("deel")
        if part and found.get("straat") and part.street_id != found["straat"].pk:
            self.add_error("deel", _("Dit deel hoort bij een andere straat."))
        if part and not found.get("straat"):
            found["straat"] = part.street
        return found


class BulkForm(PlainForm):
    """What a bulk action still has to know; only the field of the chosen action is asked."""

    wie = PersonField()
    thema = forms.ModelChoiceField(Theme.objects.filter(active=True), label=_("Thema"))
    reden = text_field(_("Reden die iedereen mag lezen"), needed=_("Schrijf een reden op."))
    bij = forms.CharField(
        label=_("Nummer van de kwestie"), max_length=12, error_messages={"required": _("Vul het nummer in.")}
    )

    ASKS = {"wie": "wie", "thema": "thema", "niet": "reden", "samen": "bij"}

    def __init__(self, doing: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.ASKS[doing]
        for name in set(self.fields) - {asked}:
            del self.fields[name]
