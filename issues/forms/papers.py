"""Fields for a PDF or photo with a letter or post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import text_field
from issues.models import Paper
from issues.papers import NewPaper, Proof, read_paper
from wijkraad.terms.refusal import Refused

ACCEPT = "application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif"


class PaperField(forms.Field):
    """An uploaded PDF or photo, looked into; what we do not keep is refused beside the field."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            _("Een PDF of foto, hooguit 15 MB. Komt nooit op de site. Uit een foto halen wij de plaats en de"
              " tijd."),
        )  # fmt: skip
        kwargs.setdefault("error_messages", {"required": _("Kies een bestand.")})
        super().__init__(required=required, **kwargs)

    def clean(self, value: Any) -> NewPaper | None:
        self.validate(value)
        if value in self.empty_values:
            return None
        try:
            return read_paper(value)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal


class ProofForm(forms.Form):
    """Where one can see that an action was done: words, and perhaps a link and a PDF or photo."""

    evidence = text_field(_("Waar is dat te zien?"), rows=2, needed=_("Schrijf op waar dat te zien is."))
    link = forms.URLField(label=_("Link"), required=False, max_length=200, assume_scheme="https")
    paper = PaperField(label=_("PDF of foto"))

    def proof(self) -> Proof:
        """What a valid form says."""
        found = self.cleaned_data
        return Proof(found["evidence"], found["link"], found["paper"])


def paper_kind_field(*kinds: str) -> forms.ChoiceField:
    """What the file is, out of these kinds."""
    words = dict(Paper.Kind.choices)
    return forms.ChoiceField(
        label=_("Wat is het"), choices=[(key, words[key]) for key in kinds], widget=forms.RadioSelect,
        initial=kinds[0],
    )  # fmt: skip
