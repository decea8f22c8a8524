"""The small forms behind the buttons of an issue page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PlainForm, list_choices, text_field
from issues.forms.pictures import PictureField
from issues.models import Area, Follow, HelpOffer, Street, Theme
from wijkraad.people.household import household_key


class SmallForm(PlainForm):
    """Asks an address only of somebody who is not signed in."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"), error_messages={"required": _("Vul uw e-mailadres in.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(self, *args: Any, signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]


class FollowForm(SmallForm):
    pace = forms.ChoiceField(
        label=_("Hoe vaak wilt u bericht?"),
        choices=Follow.Pace.choices,
        initial="once",
        widget=forms.RadioSelect,
    )


class TopicForm(SmallForm):
    """What somebody wants to hear of: a theme, a street or an area."""

    topic = forms.ChoiceField(
        label=_("Wat wilt u volgen?"),
        error_messages={"required": _("Kies wat u wilt volgen."), "invalid_choice": _("Kies uit de lijst.")},
    )
    pace = forms.ChoiceField(
        label=_("Hoe vaak wilt u bericht?"), choices=Follow.Pace.choices, initial="weekly",
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("topic", "pace", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(active=True)
        groups: list[tuple[Any, Any]] = [
            (_("Thema"), [(f"thema:{one.key}", one.spoken_name) for one in themes]),
            (_("Straat"), [(f"straat:{one.slug}", one.name) for one in Street.objects.filter(in_area=True)]),
            (_("Gebied"), [(f"gebied:{one.code}", one.name) for one in Area.objects.all()]),
        ]
        list_choices(self, "topic", [("", _("Kies")), *(group for group in groups if group[1])])

    def clean_topic(self) -> Theme | Street | Area:
        kind, _colon, key = str(self.cleaned_data["topic"]).partition(":")
        found: Theme | Street | Area | None
        if kind == "thema":
            found = Theme.objects.filter(key=key).first()
        elif kind == "straat":
            found = Street.objects.filter(slug=key).first()
        else:
            found = Area.objects.filter(code=key).first()
        if found is None:
            raise forms.ValidationError(_("Kies uit de lijst."))
        return found


class AffectedForm(PlainForm):
    """Asks the address of somebody whose home we do not know; only its keyed hash is kept."""

    postcode = forms.RegexField(
        r"^\s*[1-9][0-9]{3}\s*[A-Za-z]{2}\s*$", label=_("Postcode"), strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={
            "required": _("Vul uw postcode in."), "invalid": _("Vul een postcode in, zoals 2564 AB.")
        },
    )  # fmt: skip
    house_number = forms.RegexField(
        r"^\s*[0-9]{1,5}\s*$", label=_("Huisnummer"), widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Vul uw huisnummer in."), "invalid": _("Vul een huisnummer in, zoals 12.")
        },
    )  # fmt: skip
    addition = forms.CharField(label=_("Toevoeging"), max_length=10, required=False)
    reason = text_field(_("Wilt u er iets bij zeggen?"), required=False, max_length=2000)

    def __init__(self, *args: Any, knows_home: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if knows_home:
            for name in ("postcode", "house_number", "addition"):
                del self.fields[name]

    @property
    def household(self) -> str:
        """The keyed hash of the address; "" when it was not asked."""
        facts = self.cleaned_data
        return household_key(
            facts.get("postcode", ""), facts.get("house_number", ""), facts.get("addition", "")
        )


class HelpForm(SmallForm):
    kind = forms.ChoiceField(
        label=_("Waarmee helpt u?"), choices=HelpOffer.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Wat biedt u aan?"), max_length=300, required=False)


class SolvedForm(PlainForm):
    """Ja or nog niet; `photo` asks a picture of who reported it."""

    solved = forms.TypedChoiceField(
        label=_("Is het opgelost?"), choices=[("ja", _("Ja")), ("nee", _("Nog niet"))],
        widget=forms.RadioSelect,
        coerce=lambda text: text == "ja", error_messages={"required": _("Kies ja of nog niet.")},
    )  # fmt: skip
    reason = text_field(_("Bij “nog niet”: waarom?"), required=False, max_length=2000)
    foto = PictureField(
        label=_("Foto van hoe het nu is"),
        help_text=_("Met een foto telt uw “ja” als controle. Wij halen de plaats en de tijd uit de foto."),
    )

    def __init__(self, *args: Any, photo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].asked_sometimes = True  # type: ignore[attr-defined] # with "nee" it must
        if not photo:
            del self.fields["foto"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("solved") is False and not (found.get("reason") or "").strip():
            self.add_error("reason", _("Vertel waarom het niet is opgelost."))
        return found


class WrongForm(PlainForm):
    text = text_field(_("Wat klopt er niet?"), needed=_("Schrijf op wat er niet klopt."), max_length=2000)
