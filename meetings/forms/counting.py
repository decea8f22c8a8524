"""A counted vote in one row: for, against, abstained, and where the statuten say so the chair's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meetings.actions import Count
from wijkraad.terms.values import value

TIE = [("", "–"), ("for", gettext_lazy("voor")), ("against", gettext_lazy("tegen"))]


class CountForm(forms.Form):
    """The votes on what is decided in one go: minutes, a correction, an urgent decision."""

    votes_for = forms.IntegerField(label=gettext_lazy("Voor"), min_value=0, max_value=99)
    votes_against = forms.IntegerField(
        label=gettext_lazy("Tegen"), min_value=0, max_value=99, required=False, initial=0
    )
    votes_abstain = forms.IntegerField(
        label=gettext_lazy("Onthouden"), min_value=0, max_value=99, required=False, initial=0
    )
    chair_vote = forms.ChoiceField(
        label=gettext_lazy("Staken de stemmen? Dan beslist de voorzitter"), required=False, choices=TIE
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("votes_against", "votes_abstain"):
            self.fields[name].asked_sometimes = True  # type: ignore[attr-defined] # empty is none
        if value("tie_rule") != "chair":
            del self.fields["chair_vote"]

    def count(self) -> Count:
        """For the actions that decide in one go."""
        given = self.cleaned_data
        return Count(
            given["votes_for"],
            given["votes_against"] or 0,
            given["votes_abstain"] or 0,
            given.get("chair_vote", ""),
        )
