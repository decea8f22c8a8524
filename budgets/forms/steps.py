"""The small forms of each step with a request; the rules themselves live in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.forms.fields import AmountField, DayField, LinePick, PersonPick
from budgets.models import Booking, BudgetLine, Evaluation, Interest, Receipt
from wijkraad.people.models import User
from wijkraad.people.roles import is_board


class ReasonForm(forms.Form):
    """One sentence why."""

    reason = forms.CharField(label=_("Waarom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class QuestionForm(forms.Form):
    question = forms.CharField(label=_("Uw vraag"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Uw antwoord"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PayForm(forms.Form):
    """A payment; `key` was made with the form, so that sending it twice books once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    amount = AmountField(label=_("Betaald bedrag"))
    paid_on = DayField(label=_("Betaald op"))
    method = forms.ChoiceField(
        label=_("Hoe?"),
        choices=Booking.Method.choices,
        initial=Booking.Method.BANK,
        widget=forms.RadioSelect,
        required=False,
    )
    reference = forms.CharField(label=_("Omschrijving"), max_length=140, required=False)
    second_signature = PersonPick(
        label=_("Tweede handtekening bij de bank"),
        required=False,
        none="–",
        help_text=_("Nodig als u dit zelf vroeg of goedkeurde."),
    )

    def __init__(self, *args: Any, user: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["method"].asked_sometimes = True  # type: ignore[attr-defined]
        _offer_signers(self.fields["second_signature"], user, people)


def _offer_signers(field: Any, user: Any, people: list[User]) -> None:
    """Who can have signed at the bank: the board without who books."""
    field.asked_sometimes = True
    field.offer([one for one in people if one.pk != user.pk and is_board(one)])


class RefundForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    amount = AmountField(label=_("Teruggekregen bedrag"))
    paid_on = DayField(label=_("Ontvangen op"))
    reference = forms.CharField(label=_("Omschrijving"), max_length=140, required=False)


class BankForm(forms.Form):
    booking = forms.IntegerField(widget=forms.HiddenInput)
    seen_on = DayField(label=_("Staat op het afschrift van"))
    reference = forms.CharField(label=_("Volgnummer"), max_length=80, required=False)


class ReverseForm(ReasonForm):
    booking = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(ReasonForm):
    """What the booking should have been: its reversal and a new row."""

    booking = forms.IntegerField(widget=forms.HiddenInput)
    amount = AmountField(label=_("Het goede bedrag"))
    paid_on = DayField(label=_("Betaald op"))
    field_order: tuple[str, ...] = ("booking", "amount", "paid_on", "reason")


class OpenLineForm(forms.Form):
    """For a spend of a closed year: the line of the running year that bears it."""

    line = LinePick(
        label=_("Dit jaar is afgesloten. Op welk onderdeel van het lopende jaar komt dit?"), none="–"
    )

    def __init__(self, *args: Any, lines: list[BudgetLine], like: BudgetLine, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"].offer(lines)  # type: ignore[attr-defined]
        same = [one.pk for one in lines if one.name == like.name]
        self.fields["line"].initial = same[0] if same else None


class CorrectClosedForm(OpenLineForm, CorrectForm):
    field_order = ("booking", "line", "amount", "paid_on", "reason")


class RefundClosedForm(OpenLineForm, RefundForm):
    pass


class ReverseClosedForm(OpenLineForm, ReverseForm):
    field_order = ("booking", "line", "reason")


class PayAgainForm(forms.Form):
    """What came back of a closed year, and went out once more: only when, and who signed at the bank."""

    booking = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    paid_on = DayField(label=_("Opnieuw betaald op"))
    second_signature = PersonPick(
        label=_("Tweede handtekening bij de bank"),
        required=False,
        none="–",
        help_text=_("Nodig als u dit zelf vroeg of goedkeurde."),
    )

    def __init__(self, *args: Any, user: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_signers(self.fields["second_signature"], user, people)


class ReceiptForm(forms.Form):
    kind = forms.ChoiceField(label=_("Wat is het?"), choices=Receipt.Kind.choices, initial="receipt")
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "Een pdf, of een foto van de bon. Hooguit 15 MB. Alleen bestuur en kascommissie zien het."
        ),
    )


class RefuseForm(ReasonForm):
    receipt = forms.IntegerField(widget=forms.HiddenInput)


class ReportForm(forms.Form):
    reached = forms.ChoiceField(
        label=_("Is het doel gehaald?"), choices=Evaluation.Reached.choices, widget=forms.RadioSelect
    )
    brought = forms.CharField(
        label=_("Wat heeft het gebracht?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    lesson = forms.CharField(label=_("Wat leren wij?"), max_length=300, required=False)


class InterestForm(forms.Form):
    person = PersonPick(label=_("Wie?"))
    kind = forms.ChoiceField(label=_("Wat is er?"), choices=Interest.Kind.choices)
    reason = forms.CharField(label=_("Uitleg"), max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].offer(people)  # type: ignore[attr-defined]
        self.fields["person"].initial = user.pk
