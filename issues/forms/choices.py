"""Fields that several forms of this room share."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from issues.models import Theme
from issues.reporting.private_data import private_data
from wijkraad.people.models import Organisation, User
from wijkraad.people.roles import STAFF
from wijkraad.terms import clock

CHOOSE = _("Kies")
WHO = _("Wie zorgt ervoor")
PARTNER = _("Partner")
FILL = _("Vul dit in.")
CRITICAL = _("Hierin staat nieuwe kritiek op een bedrijf, een dienst of een persoon")
CRITICAL_HELP = _("Dan vragen wij hun eerst om een reactie. Pas daarna komt de tekst op de site.")


BREAKS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\ufeff": None}
)
"""What word processors put at the end of a line, and the mark before a file."""
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Control characters: nobody typed them, and a database refuses the first one."""


def plain_words(text: str) -> str:
    """Pasted words with plain line ends (each counts as one character) and without control characters."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(BREAKS))


class PlainForm(forms.Form):
    """A form that the server judges: no field looks wrong in the browser before it was sent."""

    use_required_attribute = False


def doubts_in(*words: Any) -> str:
    """What may not be meant for everybody, in one sentence; "" when nothing is found.

    A warning, never a block: the person decides.
    """
    found = private_data("\n".join(str(one or "") for one in words))
    told = ", ".join(f"{one.words} (“{one.piece}”)" for one in found)
    return _("Wij zien %(what)s. Haal het weg, of kruis aan dat het mag.") % {"what": told} if told else ""


def sure_field() -> forms.BooleanField:
    """The tick after a warning; shown only then."""
    return forms.BooleanField(label=_("Ja, dit mag zo op de site"), required=False)


def workers() -> QuerySet[User]:
    """Who may take care of an issue today: board, deputies, the wijkmanager."""
    return (
        User.objects.filter(
            roles__kind__in=STAFF, roles__held__contains=clock.today(), is_active=True, suspended_at=None
        )
        .distinct()
        .order_by("name")
    )


class PersonField(forms.ModelChoiceField):
    """Somebody who works on issues; the people are looked up when the form is made."""

    def __init__(self, label: Any = WHO, **kwargs: Any) -> None:
        super().__init__(
            User.objects.none(), label=label, empty_label=CHOOSE,
            error_messages={
                "required": _("Kies wie ervoor zorgt."), "invalid_choice": _("Kies iemand uit de lijst.")
            },
            **kwargs,
        )  # fmt: skip

    def __deepcopy__(self, memo: Any) -> "PersonField":
        copy = super().__deepcopy__(memo)
        copy.queryset = workers()
        return copy


def offer(form: forms.Form, name: str, rows: Any) -> None:
    """Let a field choose from these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def list_choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Let a field choose from these words."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class PartnerField(forms.ModelChoiceField):
    def __init__(self, label: Any = PARTNER, **kwargs: Any) -> None:
        super().__init__(
            Organisation.objects.order_by("name"), label=label, empty_label=CHOOSE,
            error_messages={"required": _("Kies de partner.")}, **kwargs,
        )  # fmt: skip

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ThemeField(forms.ModelChoiceField):
    """A theme in use, called in the language of the reader."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Theme.objects.filter(active=True), label=_("Thema"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.spoken_name)


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A date with the browser's own picker; typed dates work too."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={
            "required": _("Vul een datum in."), "invalid": _("Vul een datum in, zoals 20-11-2026.")
        },
        **kwargs,
    )  # fmt: skip


def text_field(label: Any, *, rows: int = 3, needed: Any = FILL, **kwargs: Any) -> forms.CharField:
    """Words of more than one line."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=kwargs.pop("max_length", 5000),
        error_messages={"required": needed}, **kwargs,
    )  # fmt: skip
