"""Asking for money: "Mag dit?", the request, and what it costs item by item."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets import proofs
from budgets.answers import open_lines
from budgets.forms.fields import (
    AmountField,
    DecisionChoice,
    IbanField,
    LineChoice,
    PersonChoice,
    decisions_for,
)
from budgets.models import BudgetLine, SpendRequest
from issues.models import Issue
from meetings.models import Decision
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms.refusal import Refused

ONE_SHARE = re.compile(r"\s*([0-9]{4}-[0-9]+)\s*(?::\s*([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*%?)?\s*")


class RequestForm(forms.Form):
    """One request; the answer to "Mag dit?" needs only line, amount and decision.

    `seen` is the digest of the words that the person started from (budgets.editing).
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    title = forms.CharField(label=_("Wat wilt u betalen?"), max_length=120)
    goal = forms.CharField(
        label=_("Wat wilt u ermee bereiken?"), max_length=200, help_text=_("Dit komt op de site.")
    )
    line = LineChoice(
        label=_("Onderdeel van de begroting"), queryset=BudgetLine.objects.none(), empty_label="–"
    )
    amount = AmountField(help_text=_("Bijvoorbeeld 1.234,50."))
    decision = DecisionChoice(
        label=_("Besluit"), queryset=Decision.objects.none(), required=False, empty_label="–"
    )
    issues = forms.CharField(
        label=_("Kwestie"),
        max_length=200,
        required=False,
        help_text=_("Het nummer, bijvoorbeeld 2026-0017. Meer kwesties: 2026-0017: 60, 2026-0042: 40."),
    )
    exception = forms.CharField(
        label=_("Geen kwestie en geen besluit? Schrijf op waarom"), max_length=300, required=False
    )
    payee_kind = forms.ChoiceField(
        label=_("Aan wie betalen wij?"), choices=SpendRequest.Payee.choices, widget=forms.RadioSelect
    )
    payee_name = forms.CharField(label=_("Naam, zoals op de rekening"), max_length=120)
    payee_iban = IbanField(label=_("IBAN"), required=False, help_text=_("Komt nooit op de site."))
    payee_address = forms.CharField(
        label=_("Adres"),
        max_length=200,
        required=False,
        help_text=_("Alleen als wij een persoon betalen. Komt nooit op de site."),
    )
    payee_user = PersonChoice(
        label=_("Is het iemand van de wijkraad?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nee"),
        help_text=_("Die tekent dan niet mee."),
    )
    payee_agrees = forms.BooleanField(
        label=_("Deze ondernemer vindt het goed dat zijn naam op de site staat"), required=False
    )
    expected_effect = forms.CharField(
        label=_("Wat levert het op?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    others_asked = forms.CharField(
        label=_("Wie vroeg u nog meer om geld, en wat zeiden zij?"), max_length=300, required=False
    )
    promised_return = forms.CharField(
        label=_("Wat krijgt de wijk ervoor terug?"), max_length=200, required=False
    )
    quote = forms.FileField(
        label=_("Offerte of prijs"),
        required=False,
        help_text=_("Een pdf of een foto, hooguit 15 MB. Later kunt u er meer toevoegen."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )
    public_wording = forms.CharField(
        label=_("Naam op de site, als de kwestie niet openbaar is"), max_length=120, required=False
    )
    public_goal = forms.CharField(
        label=_("Doel op de site, als de kwestie niet openbaar is"), max_length=200, required=False
    )

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["line"].queryset = open_lines()  # type: ignore[attr-defined]
        self.fields["decision"].queryset = decisions_for(user)  # type: ignore[attr-defined]
        people = [one.pk for one in holders(*COUNCIL, "deputy", "auditor")]
        self.fields["payee_user"].queryset = User.objects.filter(pk__in=people).order_by("name")  # type: ignore[attr-defined]

    def clean_issues(self) -> list[tuple[Issue, Decimal]]:
        return shares_in(self.cleaned_data["issues"], self.user)

    def clean_quote(self) -> Any:
        """The file, looked into (budgets.proofs); a refusal stands beside the field."""
        file = self.cleaned_data["quote"]
        if not file:
            return None
        try:
            return proofs.read(file)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal

    def words(self) -> dict[str, Any]:
        """The keywords of `request_spend` and `change_request`."""
        data = dict(self.cleaned_data)
        data["shares"] = data.pop("issues")
        for name in ("seen", "quote"):
            data.pop(name)
        return data


class ItemForm(forms.Form):
    """One costed item; an empty row is left out."""

    what = forms.CharField(label=_("Wat"), max_length=120, required=False)
    amount = AmountField(label=_("Kost"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        what, amount = found.get("what"), found.get("amount")
        if what and amount is None and "amount" not in self.errors:
            self.add_error("amount", _("Vul in wat dit kost."))
        if amount is not None and not what:
            self.add_error("what", _("Schrijf op wat dit is."))
        return found


class BaseItems(forms.BaseFormSet):
    def items(self) -> list[tuple[str, Decimal]]:
        """What was filled in, in order; asks a valid formset."""
        return [(one["what"], one["amount"]) for one in self.cleaned_data if one.get("what")]


MOST_ITEMS = 30
Items = forms.formset_factory(
    ItemForm, formset=BaseItems, extra=0, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS
)


class MayForm(forms.Form):
    """Mag dit? An amount on a line, with what it is for; nothing is kept."""

    line = LineChoice(
        label=_("Onderdeel van de begroting"), queryset=BudgetLine.objects.none(), empty_label="–"
    )
    amount = AmountField(help_text=_("Bijvoorbeeld 1.234,50."))
    decision = DecisionChoice(
        label=_("Besluit"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("Nog geen besluit"),
    )
    issues = forms.CharField(
        label=_("Kwestie"), max_length=200, required=False, help_text=_("Het nummer, bijvoorbeeld 2026-0017.")
    )
    payee_name = forms.CharField(label=_("Wie krijgt het geld?"), max_length=120, required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["line"].queryset = open_lines()  # type: ignore[attr-defined]
        self.fields["decision"].queryset = decisions_for(user)  # type: ignore[attr-defined]

    def clean_issues(self) -> list[tuple[Issue, Decimal]]:
        return shares_in(self.cleaned_data["issues"], self.user)


def shares_in(text: str, user: Any) -> list[tuple[Issue, Decimal]]:
    """Issues with their part in percent, as people write them: `2026-0017: 60, 2026-0042: 40`."""
    if not text.strip():
        return []
    wanted = [ONE_SHARE.fullmatch(part) for part in re.split(r"[;,](?=\s*[0-9]{4}-)", text)]
    if not all(wanted):
        raise forms.ValidationError(_("Schrijf het nummer als 2026-0017."), code="issue")
    found = Issue.objects.visible_to(user).in_bulk([m[1] for m in wanted if m], field_name="number")
    missing = [m[1] for m in wanted if m and m[1] not in found]
    if missing:
        raise forms.ValidationError(
            _("Kwestie %(number)s kennen wij niet.") % {"number": missing[0]}, code="issue"
        )
    percents = [Decimal((m[2] or "").replace(",", ".") or "0") for m in wanted if m]
    if len(found) == 1 and not percents[0]:
        percents = [Decimal(100)]
    if sum(percents) != 100 or len(found) != len(percents):
        raise forms.ValidationError(_("De delen zijn samen geen 100 %."), code="shares")
    return [(found[m[1]], percent) for m, percent in zip(wanted, percents, strict=True) if m]
