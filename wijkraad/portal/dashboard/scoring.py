"""The form for a score of the board's own."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PlainForm, day_field, text_field


class OverrideForm(PlainForm):
    """A score from 0 to 100, till when and why; it ends by itself."""

    score = forms.DecimalField(
        label=_("Uw score (0 tot en met 100)"),
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=1,
        localize=True,
        required=False,
        error_messages={
            "invalid": _("Vul een getal in."),
            "min_value": _("Kies een score van 0 tot en met 100."),
            "max_value": _("Kies een score van 0 tot en met 100."),
        },
    )
    until = day_field(
        label=_("Tot welke dag geldt uw score"),
        required=False,
        help_text=_("Hoogstens 90 dagen. Vult u niets in, dan geldt uw score 90 dagen."),
    )
    reason = text_field(_("Waarom wijkt u af?"), rows=2, needed=_("Schrijf een reden op."), max_length=300)

    def clean(self) -> dict[str, object]:
        found = super().clean() or {}
        if self.data.get("doe") == "einde":
            for name in ("score", "until"):
                found.pop(name, None)
        elif found.get("score") is None and "score" not in self.errors:
            self.add_error("score", _("Vul een getal in."))
        return found
