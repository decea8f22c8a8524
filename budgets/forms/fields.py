"""Fields that the forms about money share; each says beside it what is wrong."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from localflavor.generic.forms import IBANFormField

from budgets.models import BudgetLine
from budgets.money import UnclearAmount, parse_amount
from budgets.workflow import STANDING
from meetings.models import Decision
from meetings.wording import headline
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.ui.filters import euro


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


class IbanField(IBANFormField):
    """An IBAN with its check digits right, in any spelling; "" when it may stay empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # The library writes the length of an IBAN with spaces under a name that HTML does not know.
        self.widget.attrs["maxlength"] = self.widget.attrs.pop("max_length")

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if not str(value or "").strip():
                raise
            text = _("Deze IBAN klopt niet. Kijk elk cijfer na op de factuur.")
            raise forms.ValidationError(text, code="iban") from error


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


def line_label(line: BudgetLine) -> str:
    """A line with its year and what is free on it."""
    free = _("vrij")  # Babel does not read words inside an f-string
    return f"{line.name} {line.budget.year} ({euro(line.room)} {free})"


class LineChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: BudgetLine) -> str:
        return line_label(obj)


class DecisionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Decision) -> str:
        amount = f", {_('mag kosten')} {euro(obj.mandate_amount)}" if obj.mandate_amount is not None else ""
        return f"{obj.number or _('niet openbaar')} · {headline(obj)}{amount}"


def decisions_for(user: Any) -> Any:
    """Decisions under which money may be asked, newest first; each in the words of this reader."""
    standing = Decision.objects.visible_to(user).filter(status__in=STANDING)
    return standing.for_list(user).order_by("-decided_on", "-id")


class Pick(forms.TypedChoiceField):
    """One of rows that are known already: asks the database nothing. The form offers them."""

    def __init__(self, *, none: Any = None, **options: Any) -> None:
        self.none = none
        super().__init__(coerce=lambda key: self.known.get(str(key)), empty_value=None, **options)
        self.known: dict[str, Any] = {}

    def label_of(self, row: Any) -> str:
        """The row in the words of the list."""
        raise NotImplementedError

    def offer(self, rows: list[Any]) -> None:
        """The rows to choose from, after the empty choice when there is one."""
        self.known = {str(one.pk): one for one in rows}
        named = [(key, self.label_of(one)) for key, one in self.known.items()]
        self.choices = [("", self.none), *named] if self.none is not None else named

    def __deepcopy__(self, memo: Any) -> Any:
        made = super().__deepcopy__(memo)
        made.coerce = lambda key: made.known.get(str(key))
        return made


class PersonPick(Pick):
    """One of these people."""

    def label_of(self, row: User) -> str:
        return row.name or row.email


class LinePick(Pick):
    """One of these lines of a budget."""

    def label_of(self, row: BudgetLine) -> str:
        return line_label(row)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.name or obj.email
