"""Before the evening: how often, who, which papers, and what residents ask for."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.forms.papers import PaperField
from issues.models import Issue
from meetings.forms.evening import MeetingForm, instant
from meetings.forms.fields import issue_with

WEEKS = {"1": 1, "2": 2, "4": 4}
MOST = 26


class SeriesForm(MeetingForm):
    """One evening, or a series on the same weekday and hour."""

    repeat = forms.ChoiceField(
        label=gettext_lazy("Herhalen"), required=False,
        choices=[
            ("", gettext_lazy("één keer")),
            ("1", gettext_lazy("elke week")),
            ("2", gettext_lazy("elke twee weken")),
            ("4", gettext_lazy("elke vier weken")),
            ("month", gettext_lazy("elke maand, op dezelfde weekdag (bijvoorbeeld de tweede dinsdag)")),
        ],
    )  # fmt: skip
    times = forms.IntegerField(
        label=gettext_lazy("Hoe vaak in totaal"), required=False, min_value=1, max_value=MOST, initial=1
    )

    def evenings(self) -> list[tuple[datetime, datetime]]:
        """Begin and end of each; local time stays the same when the clock changes."""
        given = self.cleaned_data
        count = (given["times"] or 1) if given["repeat"] else 1
        days = [_later(given["day"], given["repeat"], step) for step in range(count)]
        return [(instant(day, given["starts"]), instant(day, given["ends"])) for day in days]


def _later(first: date, repeat: str, step: int) -> date:
    """The day so many steps on; monthly: the same weekday of the month, for a fifth one the last."""
    if repeat in WEEKS:
        return first + timedelta(weeks=WEEKS[repeat] * step)
    months = first.month - 1 + step
    start = date(first.year + months // 12, months % 12 + 1, 1)
    wanted = start + timedelta(days=(first.weekday() - start.weekday()) % 7)
    week = (first.day - 1) // 7
    found = wanted + timedelta(weeks=week)
    return found if found.month == start.month else found - timedelta(weeks=1)


class InviteForm(forms.Form):
    """Roles whose holders are asked, and one guest."""

    ROLES = [
        ("manager", gettext_lazy("wijkmanager")),
        ("deputy", gettext_lazy("plaatsvervangers")),
        ("auditor", gettext_lazy("kascommissie")),
        ("partner", gettext_lazy("partners")),
        ("entrepreneur", gettext_lazy("ondernemers")),
    ]
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Wie nodigt u uit, naast het bestuur"), choices=ROLES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    guest = forms.CharField(label=gettext_lazy("Naam van een gast"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail van de gast"), required=False,
        help_text=gettext_lazy("Daar gaat de agenda heen. Na twee jaar wissen wij naam en adres."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("email") and not found.get("guest"):
            self.add_error("guest", _("Vul de naam van de gast in."))
        if not (found.get("roles") or found.get("guest") or self.errors):
            raise forms.ValidationError(_("Kies wie u uitnodigt."))
        return found


class ItemChangeForm(forms.Form):
    """What stands in the agenda about one point."""

    title = forms.CharField(label=gettext_lazy("Punt"), max_length=160)
    planned_minutes = forms.IntegerField(label=gettext_lazy("Minuten"), min_value=1, max_value=240)
    for_whom = forms.CharField(label=gettext_lazy("Voor wie geldt dit"), max_length=160, required=False)
    public_title = forms.CharField(
        label=gettext_lazy("Titel voor het publiek"), max_length=160, required=False,
        help_text=gettext_lazy("Alleen bij een beperkt zichtbare kwestie, zonder plek of nummer."),
    )  # fmt: skip
    internal = forms.BooleanField(label=gettext_lazy("Niet openbaar"), required=False)


class AgendaPaperForm(forms.Form):
    """A PDF or photo with a point."""

    title = forms.CharField(label=gettext_lazy("Wat is het"), max_length=120)
    paper = PaperField(
        required=True, label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een PDF of foto, hooguit 15 MB. Zonder namen van bewoners."),
    )  # fmt: skip
    internal = forms.BooleanField(label=gettext_lazy("Niet openbaar"), required=False)


class RequestForm(forms.Form):
    """What somebody wants the council to talk about."""

    text = forms.CharField(
        label=gettext_lazy("Waar moet de wijkraad over praten?"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Alleen het bestuur leest dit. Schrijf geen namen of adressen."),
    )  # fmt: skip
    issue = forms.CharField(
        label=gettext_lazy("Nummer van de kwestie, als die er is"), max_length=16, required=False,
        widget=forms.TextInput(attrs={"placeholder": "2026-0042"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_issue(self) -> Issue | None:
        return issue_with(self.cleaned_data["issue"], self.user)


class PlaceForm(forms.Form):
    """A request in the words of the agenda."""

    title = forms.CharField(label=gettext_lazy("Punt, in uw woorden"), max_length=160)


class AnswerForm(forms.Form):
    """Why something does not come on the agenda."""

    answer = forms.CharField(label=gettext_lazy("Uw antwoord"), max_length=300)
