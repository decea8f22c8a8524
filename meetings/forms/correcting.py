"""Correcting adopted minutes, and choosing how one is named in them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.counting import CountForm
from meetings.models import AgendaItem, Attendance


class ErratumForm(CountForm):
    """What should stand in adopted minutes, at which point of them, and how the board voted."""

    about = forms.ChoiceField(label=gettext_lazy("Bij welk punt"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Wat er moet staan"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text=gettext_lazy("De oude tekst blijft staan. Dit komt eronder, met het besluit."),
    )  # fmt: skip
    field_order = ("about", "text")

    def __init__(self, *args: Any, points: Iterable[AgendaItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.points = {str(point.pk): point for point in points}
        rows = [(key, f"{point.order}. {point.title}") for key, point in self.points.items()]
        self.fields["about"].choices = [("", _("Het hele verslag")), *rows]  # type: ignore[attr-defined]

    def clean_about(self) -> AgendaItem | None:
        return self.points.get(self.cleaned_data["about"])


class NamingForm(forms.Form):
    """With the name, with initials, or not at all."""

    shown = forms.ChoiceField(
        label=gettext_lazy("Hoe staat u in het verslag?"), choices=Attendance.Shown.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
