"""The forms of keeping money: payment orders, what the bank paid, rules, mandates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.answers import open_lines
from budgets.forms.fields import (
    AmountField,
    DayField,
    DecisionChoice,
    LineChoice,
    PersonPick,
    decisions_for,
)
from budgets.models import BudgetLine, Mandate, PaymentItem, SpendRequest
from budgets.money import UnclearAmount, parse_amount
from meetings.models import Decision
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms.defaults import DEFAULTS
from wijkraad.ui.filters import euro


class OrderForm(forms.Form):
    """Which approved requests go to the bank together, in which words, and on which day."""

    execute_on = forms.DateField(
        label=_("Uitvoeren op"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, requests: list[SpendRequest], accounts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.requests = requests
        accounts = list(accounts)
        if len(accounts) > 1:
            choices = [(str(one.pk), f"{one.name}, {one.iban}") for one in accounts]
            self.fields["account"] = forms.ChoiceField(label=_("Van rekening"), choices=choices)
        self.accounts = {str(one.pk): one for one in accounts}
        for one in requests:
            self.fields[f"kies_{one.pk}"] = forms.BooleanField(label=one.title, required=False)
            self.fields[f"woorden_{one.pk}"] = forms.CharField(
                label=_("Omschrijving op het afschrift"),
                max_length=140,
                required=False,
                initial=f"{one.number} {one.title}"[:140],
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.chosen(found):
            self.add_error(None, _("Kruis minstens één uitgave aan."))
        return found

    def chosen(self, data: dict[str, Any]) -> list[tuple[SpendRequest, str]]:
        picked = [one for one in self.requests if data.get(f"kies_{one.pk}")]
        return [(one, data.get(f"woorden_{one.pk}", "")) for one in picked]

    def words(self) -> dict[str, Any]:
        """The keywords of `make_order`."""
        data = self.cleaned_data
        account = self.accounts.get(data.get("account", ""))
        return {"chosen": self.chosen(data), "execute_on": data["execute_on"], "account": account}


class BookForm(forms.Form):
    """Which payments of an order the bank carried out, when, and who signed second."""

    items = forms.MultipleChoiceField(
        label=_("Welke betalingen heeft de bank uitgevoerd?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kruis minstens één betaling aan.")},
    )
    paid_on = DayField(label=_("Staat op het afschrift van"))
    second_signature = PersonPick(label=_("Tweede handtekening bij de bank"), required=False, none="–")

    def __init__(self, *args: Any, items: list[PaymentItem], user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = sorted(items, key=lambda one: (one.request.line_id, one.pk))
        self.known = {str(one.pk): one for one in rows}
        named = [(key, _named(one)) for key, one in self.known.items()]
        self.fields["items"].choices = named  # type: ignore[attr-defined]
        self.fields["second_signature"].offer(holders(*COUNCIL, without=[user]))  # type: ignore[attr-defined]

    def clean_items(self) -> list[PaymentItem]:
        return [self.known[key] for key in self.cleaned_data["items"]]


def _named(item: PaymentItem) -> str:
    return f"{euro(item.amount)}, {item.creditor_name} ({item.remittance})"


class RuleForm(forms.Form):
    """Another value for one rule, from a day on, and where that comes from."""

    key = forms.ChoiceField(label=_("Welke regel?"))
    value = forms.CharField(label=_("Wordt"), max_length=20)
    starts_on = forms.DateField(
        label=_("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(label=_("Waar staat dat?"), max_length=200, help_text=_("Statuten of besluit."))
    decision_number = forms.CharField(
        label=_("Besluit"), max_length=20, required=False, help_text=_("Het nummer, bijvoorbeeld B2026-014.")
    )

    def __init__(self, *args: Any, rules: dict[str, Any], user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["key"].choices = list(rules.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        text, key = found.get("value", ""), found.get("key")
        if text and key:
            try:
                found["value"] = parse_amount(text) if DEFAULTS[key].unit == "euro" else int(text)
            except UnclearAmount as error:
                self.add_error("value", str(error))
            except ValueError:
                self.add_error("value", _("Vul een heel getal in."))
        return found

    def clean_decision_number(self) -> str:
        """A decision that stands and that this reader may see; empty when there is none."""
        number = str(self.cleaned_data["decision_number"]).strip().upper()
        if number and not decisions_for(self.user).filter(number=number).exists():
            text = _("Dit besluit kennen wij niet, of het geldt niet meer.")
            raise forms.ValidationError(text, code="decision")
        return number

    def words(self) -> dict[str, Any]:
        """The keywords of `change_setting`."""
        return dict(self.cleaned_data)


class MandateForm(forms.Form):
    """The leave of a decision on a line."""

    decision = DecisionChoice(label=_("Besluit"), queryset=Decision.objects.none(), empty_label="–")
    line = LineChoice(
        label=_("Onderdeel van de begroting"), queryset=BudgetLine.objects.none(), empty_label="–"
    )
    kind = forms.ChoiceField(label=_("Wat mag er?"), choices=Mandate.Kind.choices, widget=forms.RadioSelect)
    amount = AmountField(label=_("Tot welk bedrag?"))

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decision"].queryset = decisions_for(user)  # type: ignore[attr-defined]
        self.fields["line"].queryset = open_lines()  # type: ignore[attr-defined]
