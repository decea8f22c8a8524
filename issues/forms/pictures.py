"""Fields for pictures of those who work on an issue, judged by the same rules as those of residents."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from issues.actions.triage import TICKS
from issues.models import Issue, Photo
from issues.photos import redrawn
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import day_short

ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif"
TICK_WORDS = {
    "faces": _("Geen gezichten"),
    "children": _("Geen kinderen"),
    "plates": _("Geen kentekens"),
    "numbers": _("Geen huisnummers"),
    "windows": _("Geen ramen waar u binnen kijkt"),
    "post": _("Geen post of namen"),
}
KINDS = [("after", _("Na het werk")), ("before", _("Voor het werk"))]
KIND_WORDS = {**dict(KINDS), "report": _("Van de melder")}


class PictureField(forms.Field):
    """An uploaded picture, drawn anew; what cannot be used is refused beside the field with the reason."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Wij halen de plaats en de tijd uit de foto."))
        kwargs.setdefault("error_messages", {"required": _("Kies een foto.")})
        super().__init__(required=required, **kwargs)

    def clean(self, value: Any) -> ContentFile | None:
        self.validate(value)
        if value in self.empty_values:
            return None
        try:
            return redrawn(value)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal


class WaitingPictureField(forms.ModelChoiceField):
    """A picture that is not on the site yet."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{KIND_WORDS.get(obj.kind, obj.kind)}, {day_short(obj.created_at)} (foto {obj.pk})"


def ticks_field() -> forms.MultipleChoiceField:
    """The list that must be ticked whole before a picture is public."""
    return forms.MultipleChoiceField(
        label=_("Wat staat er niet op de foto?"), required=False,
        choices=[(key, TICK_WORDS[key]) for key in TICKS], widget=forms.CheckboxSelectMultiple,
        help_text=_("Staat niet alles aangekruist? Dan ziet alleen de wijkraad de foto."),
    )  # fmt: skip


def picture_kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Van wanneer is de foto?"), choices=KINDS, widget=forms.RadioSelect)


def waiting_pictures(issue: Issue) -> QuerySet[Photo]:
    """Pictures of an issue and of its reports that are not on the site."""
    return Photo.objects.filter(Q(issue=issue) | Q(report__issue=issue), cleared_at=None).order_by("pk")
