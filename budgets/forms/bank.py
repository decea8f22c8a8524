"""Forms of the bank. What is in a file is judged by the action; a field says beside it what is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.answers import open_lines
from budgets.banking.reading import LARGEST
from budgets.forms import AmountField, DayField, LineChoice, PersonPick
from budgets.forms.fields import IbanField
from budgets.forms.years import GiftForm
from budgets.models import BankPart, BudgetLine, SpendRequest
from budgets.money import UnclearAmount, parse_amount
from budgets.workflow import PAYABLE, SPENT
from wijkraad.people.models import User
from wijkraad.ui.filters import euro


class BalanceField(forms.Field):
    """A balance as people write it; below zero with a minus."""

    widget = forms.TextInput(attrs={"inputmode": "text", "maxlength": 20, "autocomplete": "off"})

    def to_python(self, text: Any) -> Any:
        found = str(text or "").strip()
        if not found:
            return None
        try:
            amount = parse_amount(found.lstrip("-−").strip())
        except UnclearAmount as error:
            raise forms.ValidationError(str(error), code="unclear") from error
        return -amount if found[0] in "-−" else amount


class BankFileForm(forms.Form):
    """The file itself, and the balances when it has none."""

    file = forms.FileField(
        label=_("Bestand van de bank (hooguit 30 MB)"),
        help_text=_("Kies bij uw bank CAMT.053 of MT940. Van ING, ASN en Knab lezen wij ook CSV."),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.940,.sta,.swi,.txt,.csv"}),
    )
    opening = BalanceField(
        label=_("Beginsaldo"),
        required=False,
        help_text=_("Alleen bij een bestand zonder saldo, zoals de CSV van Knab."),
    )
    closing = BalanceField(label=_("Eindsaldo"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is te groot. Het mag hooguit 30 MB zijn."))
        return file


class AccountForm(forms.Form):
    """An own account of the council."""

    iban = IbanField(label=_("IBAN"))
    name = forms.CharField(
        label=_("Naam, precies zoals bij de bank"),
        max_length=70,
        help_text=_("Banken vergelijken de naam. Kijk op het afschrift."),
    )
    bic = forms.CharField(label=_("BIC"), max_length=11, required=False)
    since = DayField(label=_("In gebruik vanaf"))


class EndForm(forms.Form):
    """The last day of an own account."""

    until = DayField(label=_("In gebruik tot en met"))


class RequestChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: SpendRequest) -> str:
        words = _("nog %(amount)s") % {"amount": euro(obj.amount - obj.paid)}
        return f"{obj.number} · {obj.title} ({words})"


class PaymentForm(forms.Form):
    """What went out is a payment of an approved request."""

    request = RequestChoice(
        label=_("Bij welke goedgekeurde aanvraag hoort dit?"),
        queryset=SpendRequest.objects.none(),
        empty_label="–",
    )
    second_signature = PersonPick(
        label=_("Tweede handtekening bij de bank, als u dit zelf goedkeurde"), required=False, none="–"
    )

    def __init__(self, *args: Any, user: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        found = SpendRequest.objects.visible_to(user).filter(status__in=PAYABLE).order_by("number")
        self.fields["request"].queryset = found  # type: ignore[attr-defined]
        others = [one for one in people if one.pk != user.pk]
        self.fields["second_signature"].offer(others)  # type: ignore[attr-defined]


class PaidChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: SpendRequest) -> str:
        words = _("betaald %(amount)s") % {"amount": euro(obj.paid)}
        return f"{obj.number} · {obj.title} ({words})"


class MoneyBackForm(forms.Form):
    """What came in is money back of a paid request."""

    request = PaidChoice(
        label=_("Van welke uitgave komt dit terug?"), queryset=SpendRequest.objects.none(), empty_label="–"
    )
    line = LineChoice(
        label=_("Op welk onderdeel van het lopende jaar?"),
        help_text=_("Alleen nodig bij een uitgave van een jaar dat is afgesloten."),
        queryset=BudgetLine.objects.none(),
        empty_label="–",
        required=False,
    )

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = SpendRequest.objects.visible_to(user).filter(status__in=SPENT, paid__gt=0)
        found = found.select_related("line__budget").order_by("-number")
        self.fields["request"].queryset = found  # type: ignore[attr-defined]
        self.fields["line"].queryset = open_lines()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        request = found.get("request")
        if request is not None and request.line.budget.status != "closed":
            found["line"] = None
        elif request is not None and found.get("line") is None and "line" not in self.errors:
            words = _("Het jaar %(year)s is afgesloten. Kies een onderdeel van het lopende jaar.")
            self.add_error("line", words % {"year": request.line.budget.year})
        return found


IN_KINDS = ("income", "own", "mistake", "other")
OUT_KINDS = ("own", "mistake")


class ExplainForm(forms.Form):
    """An entry that is no booking."""

    kind = forms.ChoiceField(label=_("Wat is het?"))
    amount = AmountField(label=_("Bedrag (leeg: alles wat nog open staat)"), required=False)
    words = forms.CharField(
        label=_("Uitleg"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Zonder namen van bewoners: deze uitleg blijft altijd staan."),
    )

    def __init__(self, *args: Any, out: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = OUT_KINDS if out else IN_KINDS
        self.fields["kind"].choices = [(one, BankPart.Kind(one).label) for one in kinds]  # type: ignore[attr-defined]


class BankGiftForm(GiftForm):
    """A gift that came in over the bank: amount, day and way of paying are known."""

    amount = received_on = cash = None  # type: ignore[assignment]


class AskForm(forms.Form):
    """Nobody knows yet: who finds out."""

    owner = PersonPick(label=_("Wie zoekt het uit?"))
    words = forms.CharField(
        label=_("Wat wilt u weten?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, user: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(sorted(people, key=lambda one: one.name))  # type: ignore[attr-defined]
        self.fields["owner"].initial = user.pk


class UndoForm(forms.Form):
    """Why what was said does not stand."""

    reason = forms.CharField(label=_("Waarom klopt dit niet?"), max_length=300)
