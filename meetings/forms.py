"""The forms of this room: what somebody may type, and what is wrong with it in plain Dutch."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue
from meetings.models import Decision, Meeting
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, STAFF, holders
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
            attrs={"inputmode": "numeric", "placeholder": "dd-mm-jjjj", "autocomplete": "off"}
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
    """One of some people; gives the User or None."""

    def __init__(self, *roles: str, **options: Any) -> None:
        self.roles = roles or tuple(STAFF)
        super().__init__(choices=self._choices, **options)

    def _choices(self) -> list[tuple[str, str]]:
        return people_choices(holders(*self.roles), _("Kies een naam"))

    def clean(self, value: Any) -> User | None:
        chosen = super().clean(str(value) if value else "")
        return User.objects.get(pk=chosen) if chosen else None

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, User) else value


class MeetingForm(forms.Form):
    """Plan a meeting, or move it."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=Meeting.Kind.choices)
    day = DayField(label=gettext_lazy("Dag"))
    starts = HourField(label=gettext_lazy("Begint om"), initial="20.00")
    ends = HourField(label=gettext_lazy("Klaar om"), initial="22.00")
    place = forms.CharField(label=gettext_lazy("Plaats"), max_length=120)
    internal = forms.BooleanField(label=gettext_lazy("Niet openbaar"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if {"day", "starts", "ends"} <= found.keys():
            found["starts_at"] = _instant(found["day"], found["starts"])
            found["ends_at"] = _instant(found["day"], found["ends"])
            if found["ends_at"] <= found["starts_at"]:
                self.add_error("ends", _("Het einde ligt niet na het begin."))
        return found


def _instant(day: date, hour: tuple[int, int]) -> datetime:
    return datetime(day.year, day.month, day.day, *hour, tzinfo=clock.AMSTERDAM)


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


class ItemForm(forms.Form):
    """A point for the agenda; an issue by its number."""

    title = forms.CharField(label=gettext_lazy("Punt"), max_length=160)
    issue = forms.CharField(
        label=gettext_lazy("Nummer van de kwestie"), max_length=16, required=False,
        widget=forms.TextInput(attrs={"placeholder": "2026-0042"}),
    )  # fmt: skip
    minutes = forms.IntegerField(label=gettext_lazy("Minuten"), min_value=1, max_value=240, initial=10)
    internal = forms.BooleanField(label=gettext_lazy("Niet openbaar"), required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_issue(self) -> Issue | None:
        return issue_with(self.cleaned_data["issue"], self.user)


class EndForm(forms.Form):
    """How a point ends when it is no decision: until when, why, and once more by whom.

    `chosen` is the choice of the screen; it says which fields it needs.
    """

    use_required_attribute = False  # it may be hidden by the choice above it
    NEEDS = {"nogeen": {"until", "person"}, "later": {"until", "reason"}, "stop": {"reason"}}

    until = DayField(label=gettext_lazy("Tot welke dag"), future=True)
    person = PersonField(label=gettext_lazy("Door wie"))
    reason = forms.CharField(label=gettext_lazy("Waarom? (openbaar)"), max_length=300)

    def __init__(self, *args: Any, chosen: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound:
            for name, field in self.fields.items():
                field.required = name in self.NEEDS.get(chosen, set())


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

    def __init__(self, *args: Any, voters: Iterable[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.voters = list(voters)
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


class ActionForm(forms.Form):
    """What somebody will do for the issue of a point, and by when."""

    title = forms.CharField(label=gettext_lazy("Wat"), max_length=160)
    responsible = PersonField(label=gettext_lazy("Wie"))
    due = DayField(label=gettext_lazy("Voor welke dag"), future=True)


class ResultForm(forms.Form):
    """Done: what came of it and where it can be seen."""

    result = forms.CharField(
        label=gettext_lazy("Wat is het resultaat?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.CharField(
        label=gettext_lazy("Waar is dat te zien?"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Een foto, een brief, een telling, of wie het controleerde."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(label=gettext_lazy("Waarom? (openbaar)"), max_length=300)


class MoveDateForm(ReasonForm):
    """Another last date, with its reason."""

    to = DayField(label=gettext_lazy("Nieuwe dag"), future=True)


class ReplaceForm(forms.Form):
    """The decision that replaces or withdraws this one, by its number."""

    number = forms.CharField(label=gettext_lazy("Nummer van het nieuwe besluit"), max_length=12)

    def clean_number(self) -> Decision:
        number = self.cleaned_data["number"].strip()
        found = Decision.objects.running().filter(number=number).first()
        found = found or Decision.objects.running().filter(internal_number=number).first()
        if found is None:
            raise forms.ValidationError(_("Er is geen lopend besluit met dit nummer."))
        return found


class HandOverForm(forms.Form):
    """Somebody else takes care of it."""

    to = PersonField(*COUNCIL, "manager", label=gettext_lazy("Wie zorgt er voortaan voor?"))
