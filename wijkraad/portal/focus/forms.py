"""Forms of the focus page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PersonField, PlainForm, day_field, list_choices, text_field
from issues.models import Priority, Theme
from meetings.models import Decision
from wijkraad.portal.focus.acts import ADOPTED

BY = _("Door welk besluit")


class DecisionField(forms.ModelChoiceField):
    """An adopted decision, by its number and title; the newest first."""

    def __init__(self, label: Any = BY, **kwargs: Any) -> None:
        super().__init__(
            Decision.objects.none(), label=label, empty_label=_("Kies"),
            error_messages={"required": _("Kies het besluit.")}, **kwargs,
        )  # fmt: skip

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}: {obj.title}"[:120]


class FocusForm(PlainForm):
    """The base: offers the decisions that this person sees."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("decision")
        if isinstance(field, DecisionField):
            taken = Decision.objects.visible_to(user).filter(status__in=ADOPTED, number__isnull=False)
            field.queryset = taken.order_by("-decided_on", "-pk")


class ProposeForm(FocusForm):
    """A priority in full: it cannot be activated without why now, goal, criterion and baseline."""

    theme = forms.ModelChoiceField(
        Theme.objects.filter(active=True), label=_("Thema"), empty_label=_("Kies"),
        error_messages={"required": _("Kies het thema.")},
    )  # fmt: skip
    title = forms.CharField(label=_("Hoe heet deze prioriteit"), max_length=160)
    why_now_kind = forms.ChoiceField(label=_("Waarom nu?"), widget=forms.RadioSelect)
    why_now = text_field(_("Leg uit waarom nu"), rows=2)
    responsible = PersonField()
    goal = text_field(_("Doel: wat moet er anders zijn?"), rows=2)
    criterion = text_field(_("Maatstaf: wanneer is het gelukt?"), rows=2)
    baseline = text_field(_("Beginmeting: hoe is het nu?"), rows=2)
    target = forms.CharField(label=_("Streefwaarde"), max_length=80, required=False)
    review_on = day_field(_("Wij kijken opnieuw op"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        list_choices(self, "why_now_kind", list(Priority.WhyNow.choices))


class BeginForm(FocusForm):
    decision = DecisionField()


class EndForm(FocusForm):
    current = forms.CharField(label=_("Hoe staat het er nu voor?"), max_length=80)
    decision = DecisionField(_("Door welk besluit eindigt zij"))


class MeasureForm(FocusForm):
    current = forms.CharField(label=_("Hoe staat het er nu voor?"), max_length=80)


class LimitForm(FocusForm):
    limit = forms.IntegerField(
        label=_("Hoeveel prioriteiten tegelijk"), min_value=1, max_value=9,
        error_messages={"invalid": _("Vul een getal in."), "required": _("Vul een getal in.")},
    )  # fmt: skip
    decision = DecisionField()
