"""Bringing in a proposal and voting on it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue
from meetings.forms.counting import TIE
from meetings.forms.fields import DayField, EuroField, PersonField, issue_with, offer
from meetings.models import Decision, Meeting, OutsideAnswer
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.ui.filters import day


class DecisionForm(forms.Form):
    """A decision in one screen: what, who, when, how much, and the votes."""

    use_required_attribute = False  # it may be hidden by the choice above it

    text = forms.CharField(
        label=gettext_lazy("Wat gaan wij doen?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    responsible = PersonField(label=gettext_lazy("Wie zorgt ervoor?"))
    deadline = DayField(label=gettext_lazy("Uiterlijk klaar op"), future=True)
    amount = EuroField(
        label=gettext_lazy("Mag kosten"), required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Waarom"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=4000,
    )
    public_wording = forms.CharField(
        label=gettext_lazy("Tekst voor het publiek, zonder plek"), required=False, max_length=300
    )
    starts_work = forms.BooleanField(
        label=gettext_lazy("Het werk begint met dit besluit"), required=False, initial=True
    )
    about_council = forms.BooleanField(label=gettext_lazy("Over de wijkraad zelf"), required=False)
    vote_way = forms.ChoiceField(
        label=gettext_lazy("Hoe gestemd"), choices=Decision.VoteWay.choices, initial="count"
    )
    votes_for = forms.IntegerField(label=gettext_lazy("Voor"), min_value=0, max_value=99, required=False)
    votes_against = forms.IntegerField(label=gettext_lazy("Tegen"), min_value=0, max_value=99, required=False)
    votes_abstain = forms.IntegerField(
        label=gettext_lazy("Onthouden"), min_value=0, max_value=99, required=False
    )

    chair_vote = forms.ChoiceField(
        label=gettext_lazy("Staken de stemmen? Dan beslist de voorzitter"), required=False,
        choices=TIE,
    )  # fmt: skip

    def __init__(
        self, *args: Any, voters: Iterable[User] = (), people: Iterable[User] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, people)
        self.voters = list(voters)
        if value("tie_rule") != "chair":
            del self.fields["chair_vote"]
        choices = [("", "–"), ("for", _("voor")), ("against", _("tegen")), ("abstain", _("onthouden"))]
        for voter in self.voters:
            self.fields[f"vote_{voter.pk}"] = forms.ChoiceField(
                label=str(voter), choices=choices, required=False
            )

    def proposal(self) -> dict[str, Any]:
        """The words of the proposal, for `draft_decision` and `change_decision`."""
        given = self.cleaned_data
        return {
            "title": given["text"][:160],
            "text": given["text"],
            "responsible": given["responsible"],
            "deadline": given["deadline"],
            "mandate_amount": given["amount"] or None,
            "reason": given["reason"],
            "public_wording": given["public_wording"],
            "about_council": given["about_council"],
            "starts_work": given["starts_work"],
        }

    def votes(self) -> dict[str, Any]:
        """The vote, for `record_votes`."""
        given = self.cleaned_data
        named = {voter: given[f"vote_{voter.pk}"] for voter in self.voters if given.get(f"vote_{voter.pk}")}
        return {
            "way": given["vote_way"],
            "for_": given["votes_for"] or 0,
            "against": given["votes_against"] or 0,
            "abstain": given["votes_abstain"] or 0,
            "votes": named,
            "chair": given.get("chair_vote", ""),
        }

    @property
    def named(self) -> list[forms.BoundField]:
        return [self[f"vote_{voter.pk}"] for voter in self.voters]


class OutsideForm(forms.Form):
    """A proposal that cannot wait for a meeting; an issue by its number, or about the council itself."""

    way = forms.ChoiceField(
        label=gettext_lazy("Hoe"), widget=forms.RadioSelect,
        choices=[
            ("outside", gettext_lazy("Alle bestuursleden antwoorden")),
            ("urgent", gettext_lazy("Spoed: voorzitter en penningmeester samen")),
        ],
    )  # fmt: skip
    text = forms.CharField(label=gettext_lazy("Wat gaan wij doen?"), widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label=gettext_lazy("Waarom nu?"), widget=forms.Textarea(attrs={"rows": 2}))
    issue = forms.CharField(label=gettext_lazy("Nummer van de kwestie"), max_length=16, required=False)
    about_council = forms.BooleanField(label=gettext_lazy("Over de wijkraad zelf"), required=False)
    responsible = PersonField(label=gettext_lazy("Wie zorgt ervoor?"))
    deadline = DayField(label=gettext_lazy("Uiterlijk klaar op"), future=True)
    amount = EuroField(label=gettext_lazy("Mag kosten"), required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_issue(self) -> Issue | None:
        return issue_with(self.cleaned_data["issue"], self.user)

    def proposal(self) -> dict[str, Any]:
        """For `draft_decision`."""
        given = self.cleaned_data
        names = ("way", "text", "reason", "about_council", "responsible", "deadline")
        return {name: given[name] for name in names} | {
            "title": given["text"][:160],
            "issues": [given["issue"]] if given["issue"] else [],
            "mandate_amount": given["amount"] or None,
        }


class AnswerForm(forms.Form):
    """What somebody who is asked outside a meeting answers."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Uw antwoord"), choices=OutsideAnswer.Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Welk belang hebt u?"), required=False, max_length=200,
        help_text=gettext_lazy("Alleen als u een belang hebt. Het bestuur leest dit."),
    )  # fmt: skip


class AgendaForm(forms.Form):
    """The coming board meeting in which a proposal comes back."""

    meeting = forms.ModelChoiceField(
        label=gettext_lazy("In welke vergadering"), queryset=Meeting.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["meeting"]
        field.queryset = Meeting.objects.deciding().coming().order_by("starts_at")
        field.label_from_instance = lambda one: f"{day(clock.date_of(one.starts_at))}, {one.place}"
