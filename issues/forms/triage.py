"""The desk for new reports."""

from typing import Any

from django import forms
from django.db.models import BigIntegerField, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import (
    CRITICAL,
    CRITICAL_HELP,
    PersonField,
    PlainForm,
    ThemeField,
    doubts_in,
    list_choices,
    sure_field,
    text_field,
)
from issues.models import Issue, Segment, Street, Theme, Visibility

FIVE = [(str(n), str(n)) for n in range(1, 6)]


Choices = list[tuple[str, Any]]


def places_and_themes() -> tuple[Choices, Choices, Choices]:
    """Themes in their order, streets by name, and the parts of each street in theirs. One statement."""
    none = Value(None, BigIntegerField())
    folders = Theme.objects.filter(active=True).order_by()
    streets = Street.objects.order_by()
    rows = folders.values_list(Value(0), "order", "pk", "name", none, Value("")).union(
        streets.values_list(
            Value(1), "segments__order", "pk", "name", "segments__pk", Coalesce("segments__name", Value(""))
        ),
        all=True,
    )
    themes: Choices = []
    named: dict[str, Any] = {}
    parts: Choices = []
    for kind, _order, pk, name, part, word in sorted(
        rows, key=lambda r: (r[0], r[0] and r[3], r[1] or 0, r[3])
    ):
        if kind == 0:
            themes.append((str(pk), gettext(name)))
            continue
        named[str(pk)] = name
        if part:
            parts.append((str(part), f"{name}, {word}"))
    return themes, list(named.items()), parts


class TriageForm(PlainForm):
    titel = forms.CharField(
        label=_("Titel"), max_length=160,
        error_messages={"required": _("Schrijf een titel die iedereen mag lezen.")},
    )  # fmt: skip
    samenvatting = text_field(_("Samenvatting"), rows=4, needed=_("Schrijf in eigen woorden wat er speelt."))
    woorden = forms.CharField(
        label=_("Woorden voor “beperkt zichtbaar”"), max_length=160, required=False,
        help_text=_("Zonder plek, nummer of naam. Leeg: thema en buurt."),
    )  # fmt: skip
    kritiek = forms.BooleanField(label=CRITICAL, help_text=CRITICAL_HELP, required=False)
    thema = ThemeField()
    straat = forms.ModelChoiceField(Street.objects.all(), label=_("Straat"), required=False)
    deel = forms.ModelChoiceField(
        Segment.objects.select_related("street"), label=_("Deel van de straat"), required=False
    )
    zicht = forms.ChoiceField(label=_("Wie mag het zien?"), choices=Visibility.choices)
    ernst = forms.ChoiceField(label=_("Hoe erg is het voor wie het raakt?"), choices=FIVE, required=False)
    veilig = forms.ChoiceField(label=_("Kan er iemand gewond raken?"), choices=FIVE, required=False)
    maat = forms.ChoiceField(label=_("Hoe groot maken wij het?"), choices=Issue.Size.choices)
    wie = PersonField()
    toch = sure_field()
    doubts = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Themes, streets and their parts are read in one statement; what comes in is looked up by itself."""
        super().__init__(*args, **kwargs)
        themes, streets, parts = places_and_themes()
        list_choices(self, "thema", [("", _("Kies")), *themes])
        list_choices(self, "straat", [("", _("Geen")), *streets])
        list_choices(self, "deel", [("", _("Geen")), *parts])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        part = found.get("deel")
        if part and found.get("straat") and part.street_id != found["straat"].pk:
            self.add_error("deel", _("Dit deel hoort bij een andere straat."))
        if part and not found.get("straat"):
            found["straat"] = part.street
        if found.get("zicht") == Visibility.PUBLIC:
            self.doubts = doubts_in(found.get("titel"), found.get("samenvatting"))
        if self.doubts and not found.get("toch"):
            self.add_error("samenvatting", self.doubts)
        return found


class BulkForm(PlainForm):
    """What a bulk action still has to know: its own field, and one reason for all of them."""

    wie = PersonField()
    thema = ThemeField()
    bij = forms.CharField(
        label=_("Nummer van de kwestie"), max_length=16, error_messages={"required": _("Vul het nummer in.")}
    )
    reden = text_field(_("Reden die iedereen mag lezen"), needed=_("Schrijf een reden op."))

    ASKS = {"wie": "wie", "thema": "thema", "niet": "reden", "samen": "bij"}
    STEP = {"wie": "assessing", "thema": "assessing", "niet": "rejected", "samen": "joined"}

    def __init__(self, doing: str, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name in set(self.fields) - {self.ASKS[doing], "reden"}:
            del self.fields[name]
        if doing != "niet":
            self.fields["reden"].required = False
            self.fields["reden"].label = (
                _("Bericht aan de melders") if doing == "samen" else _("Waarom, voor onszelf")
            )

    def clean_bij(self) -> Issue:
        """The issue with this number, public or inner, when this person may know it."""
        number = self.cleaned_data["bij"].strip()
        rows = Issue.objects.visible_to(self.user).filter(Q(number=number) | Q(internal_number=number))
        found = rows.first()
        if found is None:
            raise forms.ValidationError(_("Deze kwestie kennen wij niet."))
        return found
