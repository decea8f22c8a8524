"""Planning an evening, its agenda, and how a point of it ends without a decision."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue
from meetings.forms.fields import DayField, HourField, PersonField, issue_with, offer
from meetings.models import Meeting
from wijkraad.people.models import User
from wijkraad.terms import clock


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
            found["starts_at"] = instant(found["day"], found["starts"])
            found["ends_at"] = instant(found["day"], found["ends"])
            if found["ends_at"] <= found["starts_at"]:
                self.add_error("ends", _("Het einde ligt niet na het begin."))
        return found


def instant(day: date, hour: tuple[int, int]) -> datetime:
    """A local hour of an Amsterdam day as an instant; it stays that hour when the clock changes."""
    return datetime(day.year, day.month, day.day, *hour, tzinfo=clock.AMSTERDAM)


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

    def __init__(
        self, *args: Any, chosen: str = "", people: Iterable[User] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, people)
        if self.is_bound:
            for name, field in self.fields.items():
                field.required = name in self.NEEDS.get(chosen, set())


class ActionForm(forms.Form):
    """What somebody will do after a point, and by when."""

    title = forms.CharField(label=gettext_lazy("Wat"), max_length=160)
    responsible = PersonField(label=gettext_lazy("Wie"))
    due = DayField(label=gettext_lazy("Voor welke dag"), future=True)

    def __init__(self, *args: Any, people: Iterable[User] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, people)
