"""Forms of the kascommissie."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import AuditFinding, AuditStatement


class DrawForm(forms.Form):
    """How many to draw, and why again when it is not the first time."""

    size = forms.IntegerField(label=_("Hoeveel uitgaven trekt u?"), min_value=1, max_value=200, initial=5)
    reason = forms.CharField(
        label=_("Waarom trekt u opnieuw?"),
        max_length=300,
        required=False,
        help_text=_("Elke trekking blijft staan, ook de vorige."),
    )

    def __init__(self, *args: Any, again: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not again:
            del self.fields["reason"]


class FindingForm(forms.Form):
    """What was found at one request."""

    verdict = forms.ChoiceField(
        label=_("Uw oordeel"), choices=AuditFinding.Verdict.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Wat zag u?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nodig bij een vraag en bij een bon die niet klopt."),
    )
    receipt = forms.ChoiceField(label=_("Welke bon klopt niet?"), required=False)

    def __init__(self, *args: Any, receipts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "–")] + [(str(one.pk), f"{one.get_kind_display()} {one.pk}") for one in receipts]
        self.fields["receipt"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    words = forms.CharField(label=_("Uw antwoord"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class StatementForm(forms.Form):
    """How the check ends."""

    verdict = forms.ChoiceField(
        label=_("Uw oordeel over het jaar"), choices=AuditStatement.Verdict.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Verklaring aan de vergadering"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
