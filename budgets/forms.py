"""Forms about money. A field says beside it what is wrong; the rules themselves live in the actions."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from localflavor.generic.forms import IBANFormField

from budgets.answers import open_lines
from budgets.models import BudgetLine, Evaluation, Interest, Receipt, SpendRequest
from budgets.money import UnclearAmount, parse_amount
from budgets.workflow import STANDING
from issues.models import Issue
from meetings.models import Decision
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.ui.filters import euro

ONE_SHARE = re.compile(r"\s*([0-9]{4}-[0-9]+)\s*(?::\s*([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*%?)?\s*")


class AmountField(forms.Field):
    """An amount in euros as people write it; what could mean two amounts is refused by name."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 20, "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Bedrag, met btw"))
        super().__init__(**options)

    def to_python(self, text: Any) -> Any:
        if not text or not str(text).strip():
            return None
        try:
            amount = parse_amount(str(text))
        except UnclearAmount as error:
            raise forms.ValidationError(str(error), code="unclear") from error
        if amount == 0:
            raise forms.ValidationError(_("Het bedrag is nul."), code="zero")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return euro(value).lstrip("€\xa0 ") if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """A calendar date in Amsterdam, not after today."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found and found > clock.today():
            raise forms.ValidationError(_("Deze datum moet nog komen."), code="future")
        return found


class LineChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: BudgetLine) -> str:
        free = _("vrij")  # Babel does not read words inside an f-string
        return f"{obj.name} {obj.budget.year} ({euro(obj.room)} {free})"


class DecisionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Decision) -> str:
        amount = f", {_('mag kosten')} {euro(obj.mandate_amount)}" if obj.mandate_amount is not None else ""
        return f"{obj.number or _('niet openbaar')} · {obj.title}{amount}"


def decisions_for(user: Any) -> Any:
    """Decisions under which money may be asked, newest first."""
    return Decision.objects.visible_to(user).filter(status__in=STANDING).order_by("-decided_on", "-id")


class RequestForm(forms.Form):
    """One request; the answer to "Mag dit?" needs only line, amount and decision."""

    title = forms.CharField(label=_("Wat wilt u betalen?"), max_length=120)
    goal = forms.CharField(
        label=_("Wat wilt u ermee bereiken?"), max_length=200, help_text=_("Dit komt op de site.")
    )
    line = LineChoice(
        label=_("Onderdeel van de begroting"), queryset=BudgetLine.objects.none(), empty_label=None
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
    payee_iban = IBANFormField(label=_("IBAN"), required=False, help_text=_("Komt nooit op de site."))
    payee_agrees = forms.BooleanField(
        label=_("Deze ondernemer vindt het goed dat zijn naam op de site staat"), required=False
    )
    expected_effect = forms.CharField(
        label=_("Wat levert het op?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    promised_return = forms.CharField(
        label=_("Wat krijgt de wijk ervoor terug?"), max_length=200, required=False
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

    def clean_issues(self) -> list[tuple[Issue, Decimal]]:
        text = self.cleaned_data["issues"]
        if not text.strip():
            return []
        wanted = [ONE_SHARE.fullmatch(part) for part in re.split(r"[;,](?=\s*[0-9]{4}-)", text)]
        if not all(wanted):
            raise forms.ValidationError(_("Schrijf het nummer als 2026-0017."), code="issue")
        found = Issue.objects.visible_to(self.user).in_bulk([m[1] for m in wanted if m], field_name="number")
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

    def words(self) -> dict[str, Any]:
        """The keywords of `request_spend` and `change_request`."""
        data = dict(self.cleaned_data)
        data["shares"] = data.pop("issues")
        return data


class ReasonForm(forms.Form):
    """One sentence why."""

    reason = forms.CharField(label=_("Waarom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class QuestionForm(forms.Form):
    question = forms.CharField(label=_("Uw vraag"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Uw antwoord"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.name or obj.email


class PayForm(forms.Form):
    """A payment; `key` was made with the form, so that sending it twice books once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    amount = AmountField(label=_("Betaald bedrag"))
    paid_on = DayField(label=_("Betaald op"))
    reference = forms.CharField(label=_("Omschrijving"), max_length=140, required=False)
    second_signature = PersonChoice(
        label=_("Tweede handtekening bij de bank"),
        queryset=User.objects.none(),
        required=False,
        empty_label="–",
    )

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        board = [one.pk for one in holders(*COUNCIL, without=[user])]
        self.fields["second_signature"].queryset = User.objects.filter(pk__in=board)  # type: ignore[attr-defined]


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
    person = PersonChoice(label=_("Wie?"), queryset=User.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("Wat is er?"), choices=Interest.Kind.choices)
    reason = forms.CharField(label=_("Uitleg"), max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [one.pk for one in holders(*COUNCIL, "deputy")]
        field = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=people).order_by("name")  # type: ignore[attr-defined]
        field.initial = user.pk
