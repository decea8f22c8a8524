"""What every form of this room reads the same way: euros, days, hours, people, an issue by its number."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue
from wijkraad.people.models import User
from wijkraad.people.roles import STAFF, holders
from wijkraad.terms import clock
from wijkraad.ui.filters import MONTHS, language

AMOUNT = re.compile(r"^(\d{1,3}(\.\d{3})+|\d+)(,\d{2})?$|^\d+\.\d{2}$")
DAY = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")


class EuroField(forms.CharField):
    """Euro, btw included: reads 1.234,56 1234,56 1234.56, refuses what is ambiguous. Decimal or None."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace("€", "").strip()
        if not text:
            return None
        if not AMOUNT.match(text):
            raise forms.ValidationError(_("Schrijf het bedrag als 1.234,56."))
        plain = (
            text.replace(".", "").replace(",", ".")
            if "," in text or not re.search(r"\.\d{2}$", text)
            else text
        )
        return Decimal(plain).quantize(Decimal("0.01"))


class DayField(forms.CharField):
    """A day as 30-11-2026; says how many days the month has. Gives date or None."""

    def __init__(self, *, future: bool = False, **options: Any) -> None:
        self.future = future
        widget = forms.TextInput(
            attrs={"inputmode": "numeric", "placeholder": gettext_lazy("dd-mm-jjjj"), "autocomplete": "off"}
        )
        super().__init__(widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d-%m-%Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            found = date.fromisoformat(text)
        except ValueError:
            found = self._dutch(text)
        if self.future and found <= clock.today():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        return found

    def _dutch(self, text: str) -> date:
        parts = DAY.match(text)
        if parts is None:
            raise forms.ValidationError(_("Schrijf de dag als 30-11-2026."))
        day, month, year = (int(part) for part in parts.groups())
        if not 1 <= month <= 12 or not 2000 <= year <= 2100:
            raise forms.ValidationError(_("Deze maand of dit jaar bestaat niet."))
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            words = {"month": MONTHS[language()][month - 1].capitalize(), "days": last}
            raise forms.ValidationError(_("%(month)s heeft %(days)d dagen.") % words)
        return date(year, month, day)


class HourField(forms.CharField):
    """An hour as 20.00 or 20:00, in Amsterdam."""

    def clean(self, value: Any) -> tuple[int, int]:
        parts = re.match(r"^(\d{1,2})[.:](\d{2})$", super().clean(value).strip())
        if parts is None or int(parts[1]) > 23 or int(parts[2]) > 59:
            raise forms.ValidationError(_("Schrijf de tijd als 20.00."))
        return int(parts[1]), int(parts[2])


def people_choices(people: Iterable[User], empty: str = "") -> list[tuple[str, str]]:
    return [("", empty), *((str(person.pk), str(person)) for person in people)]


class PersonField(forms.ChoiceField):
    """One of some people; gives the User or None. `people`: those, when somebody asked for them before."""

    people: Iterable[User] | None = None

    def __init__(self, *roles: str, **options: Any) -> None:
        self.roles = roles or tuple(STAFF)
        super().__init__(choices=self.offered, **options)

    def offered(self) -> list[tuple[str, str]]:
        people = holders(*self.roles) if self.people is None else self.people
        return people_choices(people, _("Kies een naam"))

    def clean(self, value: Any) -> User | None:
        chosen = super().clean(str(value) if value else "")
        return User.objects.get(pk=chosen) if chosen else None

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, User) else value


def offer(form: forms.Form, people: Iterable[User] | None) -> None:
    """Let every field for a person choose from these; None: each asks for its own."""
    for field in form.fields.values():
        if isinstance(field, PersonField) and people is not None:
            field.people = people
            field.choices = field.offered  # of this form: a copy would ask the field it was copied from


def issue_with(number: str, user: Any) -> Issue | None:
    """The issue with this public or inner number, as far as the person may see it; None without a number."""
    number = number.strip()
    if not number:
        return None
    seen = Issue.objects.visible_to(user)
    found = seen.filter(number=number).first() or seen.filter(internal_number=number).first()
    if found is None:
        raise forms.ValidationError(_("Er is geen kwestie met dit nummer."))
    return found
