"""Forms of a budget year; the rules live in the actions. Amounts are euros as people write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.forms.fields import AmountField, DayField, DecisionChoice, LineChoice, decisions_for
from budgets.models import Budget, BudgetLine, FundingSource, Gift
from budgets.money import UnclearAmount, parse_amount
from issues.models import Theme
from meetings.models import Decision
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.ui.filters import euro

ONE_YEAR = re.compile(r"\s*(20[0-9]{2})\s*[:=]\s*(\S+)\s*")


class YearForm(forms.Form):
    """What every form about a year gets: the year, the reader, and what it is about."""

    def __init__(self, *args: Any, budget: Budget, user: Any, target: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.budget, self.user, self.target = budget, user, target
        if "decision" in self.fields:
            self.fields["decision"].queryset = decisions_for(user)  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if isinstance(field, LineChoice):
                field.queryset = self.lines_for(name)

    def lines_for(self, name: str) -> Any:
        """The lines that a field offers."""
        return BudgetLine.objects.filter(budget=self.budget).for_list()

    def lacks(self) -> Any:
        """What must be there first; the form is not shown without it. Empty when all is there."""
        return ""


class OpenYearForm(forms.Form):
    year = forms.IntegerField(label=_("Voor welk jaar?"), min_value=2000, max_value=2100)
    copied = forms.BooleanField(
        label=_("Neem de onderdelen van het jaar ervoor over"), required=False, initial=True
    )


class TargetForm(YearForm):
    priority_target = forms.IntegerField(
        label=_("Zoveel cent van elke euro gaat naar prioriteiten"), min_value=0, max_value=100
    )


class ZeroAmountField(AmountField):
    """An amount that may be nothing."""

    def to_python(self, text: Any) -> Any:
        found = Decimal("0.00") if str(text or "").strip() in ("0", "0,00", "0.00") else None
        return super().to_python(text) if found is None else found


class LaterField(forms.CharField):
    """What later years need: "2027: 400,00; 2028: 300,00"; gives {year: euros}."""

    def to_python(self, text: Any) -> Any:
        found: dict[int, Decimal] = {}
        for part in re.split(r"[;\n]", str(text or "")):
            if not part.strip():
                continue
            match = ONE_YEAR.fullmatch(part)
            if match is None:
                raise forms.ValidationError(
                    _("Schrijf elk jaar zo: 2027: 400,00; 2028: 300,00."), code="later"
                )
            try:
                found[int(match[1])] = parse_amount(match[2])
            except UnclearAmount as error:
                raise forms.ValidationError(str(error), code="unclear") from error
        return found

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        plain = {year: euro(amount).lstrip("€\xa0 ") for year, amount in value.items()}
        return "; ".join(f"{year}: {plain[year]}" for year in sorted(plain))


class LineForm(YearForm):
    name = forms.CharField(label=_("Naam van het onderdeel"), max_length=80)
    purpose = forms.CharField(
        label=_("Waarvoor is het?"), max_length=200, required=False, help_text=_("Dit komt op de site.")
    )
    theme = forms.ModelChoiceField(
        label=_("Thema"),
        queryset=Theme.objects.filter(active=True),
        required=False,
        empty_label=_("de wijkraad zelf"),
    )
    original = ZeroAmountField(label=_("Bedrag voor dit jaar"))
    later = LaterField(
        label=_("Loopt het door? Bedrag per later jaar"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: 2027: 400,00; 2028: 300,00. Later jaar, later besluit."),
    )

    def clean_later(self) -> dict[int, Decimal]:
        found: dict[int, Decimal] = self.cleaned_data["later"]
        if any(year <= self.budget.year for year in found):
            raise forms.ValidationError(
                _("Kies jaren na %(year)s.") % {"year": self.budget.year}, code="later"
            )
        return found


class LineWordsForm(LineForm):
    """After adoption only the words change."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["original"], self.fields["later"]


class SourceForm(YearForm):
    name = forms.CharField(label=_("Waar komt het vandaan?"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=FundingSource.Kind.choices)
    amount = ZeroAmountField(label=_("Bedrag"))
    earmark = forms.CharField(
        label=_("Waarvoor is het gegeven?"),
        max_length=200,
        required=False,
        help_text=_("In de woorden van de gever."),
    )
    only_line = LineChoice(
        label=_("Alleen voor dit onderdeel"),
        queryset=BudgetLine.objects.none(),
        required=False,
        empty_label="–",
    )
    only_theme = forms.ModelChoiceField(
        label=_("Of: alleen voor dit thema"),
        queryset=Theme.objects.filter(active=True),
        required=False,
        empty_label="–",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("only_line") and given.get("only_theme"):
            self.add_error("only_theme", _("Kies één onderdeel of één thema waarvoor dit geld is."))
        return given


class DecidedForm(YearForm):
    decision = DecisionChoice(label=_("Met welk besluit?"), queryset=Decision.objects.none(), empty_label="–")


class AmendForm(DecidedForm):
    line = LineChoice(label=_("Onderdeel"), queryset=BudgetLine.objects.none(), empty_label="–")
    way = forms.ChoiceField(
        label=_("Erbij of eraf?"),
        choices=[("more", _("Erbij")), ("less", _("Eraf"))],
        widget=forms.RadioSelect,
    )
    amount = AmountField(label=_("Bedrag"))
    field_order = ["line", "way", "amount", "decision"]


class TransferForm(DecidedForm):
    source = LineChoice(label=_("Van"), queryset=BudgetLine.objects.none(), empty_label="–")
    to = LineChoice(label=_("Naar"), queryset=BudgetLine.objects.none(), empty_label="–")
    amount = AmountField(label=_("Bedrag"))
    field_order = ["source", "to", "amount", "decision"]


class CarryForm(TransferForm):
    """The rest of a line goes to a line of a later year."""

    def lines_for(self, name: str) -> Any:
        return super().lines_for(name) if name == "source" else later_lines(self.budget)

    def lacks(self) -> Any:
        return lacks_later_year(self.budget)


class CarryRequestForm(DecidedForm):
    """A reservation goes to a line of a later year."""

    line = LineChoice(label=_("Naar onderdeel"), queryset=BudgetLine.objects.none(), empty_label="–")
    field_order = ["line", "decision"]

    def lines_for(self, name: str) -> Any:
        return later_lines(self.budget)

    def lacks(self) -> Any:
        return lacks_later_year(self.budget)


def later_lines(budget: Budget) -> Any:
    """The lines to which money of this year can be carried: of later years that were adopted."""
    return BudgetLine.objects.filter(budget__year__gt=budget.year, budget__status="adopted").for_list()


def lacks_later_year(budget: Budget) -> Any:
    """Why nothing can be carried over yet; empty when it can."""
    if later_lines(budget).exists():
        return ""
    text = _("Er is nog geen begroting van na %(year)s vastgesteld. Stel die eerst vast met een besluit.")
    return text % {"year": budget.year}


class WhyForm(YearForm):
    reason = forms.CharField(label=_("Waarom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SureForm(YearForm):
    sure = forms.BooleanField(label=_("Ik heb de cijfers nagekeken. Dit kan niet terug."))


class GiftForm(YearForm):
    source = forms.ModelChoiceField(
        label=_("Bij welke geldbron?"), queryset=FundingSource.objects.none(), empty_label=None
    )
    giver = forms.CharField(
        label=_("Van wie?"), max_length=120, help_text=_("Een persoon noemen wij nooit op de site.")
    )
    giver_kind = forms.ChoiceField(
        label=_("Soort gever"), choices=Gift.Giver.choices, widget=forms.RadioSelect
    )
    amount = AmountField(label=_("Bedrag"))
    received_on = DayField(label=_("Ontvangen op"))
    cash = forms.BooleanField(label=_("Contant (tot € 100,00)"), required=False)
    known_to = forms.ModelChoiceField(
        label=_("Wie kent de gever?"), queryset=User.objects.none(), empty_label="–"
    )
    also_known_to = forms.ModelChoiceField(
        label=_("En wie nog meer?"), queryset=User.objects.none(), empty_label="–"
    )
    is_party = forms.ChoiceField(
        label=_("Is de gever betrokken bij een open kwestie?"),
        choices=[("no", _("Nee")), ("yes", _("Ja"))],
        widget=forms.RadioSelect,
        help_text=_("Wij zoeken de naam ook op in de open kwesties."),
    )
    party_note = forms.CharField(
        label=_("Lijkt de naam op iemand in een kwestie? Schrijf op waarom dit iemand anders is"),
        max_length=300,
        required=False,
    )
    decision = DecisionChoice(
        label=_("Besluit"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label="–",
        help_text=_("Nodig boven € 500,00 van één gever in een jaar."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        board = User.objects.filter(pk__in=[one.pk for one in holders(*COUNCIL)]).order_by("name")
        for name in ("known_to", "also_known_to"):
            self.fields[name].queryset = board  # type: ignore[attr-defined]
        kinds = ("gifts", "own", "sponsor")
        self.fields["source"].queryset = self.budget.sources.filter(kind__in=kinds)  # type: ignore[attr-defined]

    def clean_is_party(self) -> bool:
        return bool(self.cleaned_data["is_party"] == "yes")


class ReturnForm(WhyForm):
    on = DayField(label=_("Teruggegeven op"))
    field_order = ["on", "reason"]


class FundForm(YearForm):
    fund = forms.CharField(label=_("Welk fonds?"), max_length=120)
    purpose = forms.CharField(label=_("Waarvoor?"), max_length=200)
    asked = AmountField(label=_("Gevraagd"))
    asked_on = DayField(label=_("Gevraagd op"))


class AnyDayField(forms.DateField):
    """A calendar date in Amsterdam, also one to come."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


class PromiseForm(YearForm):
    promised = AmountField(label=_("Toegezegd"))
    answered_on = DayField(label=_("Antwoord op"))
    report_due = AnyDayField(label=_("Wanneer wil het fonds een verslag?"))


class RefusedForm(WhyForm):
    answered_on = DayField(label=_("Antwoord op"))
    field_order = ["answered_on", "reason"]


class FundReportForm(YearForm):
    reported_on = DayField(label=_("Verslag gestuurd op"))
    reference = forms.CharField(label=_("Kenmerk"), max_length=120, required=False)


class OthersForm(forms.Form):
    owner = forms.CharField(label=_("Van wie is het geld?"), max_length=120)
    project = forms.CharField(label=_("Waarvoor?"), max_length=160)
    original = ZeroAmountField(label=_("Eerst begroot"), required=False)
    spent = ZeroAmountField(label=_("Uitgegeven"), required=False)
    goal = forms.CharField(label=_("Doel"), max_length=300, required=False)
    result = forms.CharField(label=_("Wat kwam ervan?"), max_length=300, required=False)
    source = forms.CharField(
        label=_("Waar staat dit?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: Jaarverslag stadsdeel 2025, bladzijde 14."),
    )
    source_url = forms.URLField(
        label=_("Adres op internet"), max_length=300, required=False, assume_scheme="https"
    )
    source_date = DayField(label=_("Datum van de bron"))


class OldBooksForm(forms.Form):
    file = forms.FileField(label=_("Bestand (CSV of Excel)"))


def first_year() -> int:
    """The year for which the next proposal is made: the one after the last, at least this year."""
    last = Budget.objects.order_by("-year").values_list("year", flat=True).first()
    return max(clock.today().year, (last or 0) + 1)
