"""Fields for a place: a street by its name, and a part of a street from a list."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from issues.models import Segment, Street
from issues.reporting.suggesting import street_key, streets_like

NUMBER = re.compile(r"^(.*\D)[\s,]+(\d{1,4}\s?[a-zA-Z]?(?:[-/ ]?\w{1,4})?)$")
"""A street with a house number behind it."""


class StreetField(forms.CharField):
    """A street of our area by its name (or the word of its address); gives a Street, or None when empty.

    The page offers all names while somebody types. One that is almost right is offered beside the
    field (`likely`), never taken for it by itself; the beginning of only one street is that street.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "straten", "autocomplete": "off"})
        super().__init__(max_length=120, widget=widget, **kwargs)
        self.likely: list[Street] = []
        self.number = ""
        self._known: list[Street] | None = None

    @property
    def known(self) -> list[Street]:
        """The streets of the area, asked for once per form."""
        if self._known is None:
            self._known = list(Street.objects.filter(in_area=True))
        return self._known

    def __deepcopy__(self, memo: Any) -> "StreetField":
        copy = super().__deepcopy__(memo)
        copy.likely, copy.number, copy._known = [], "", None
        return copy

    def prepare_value(self, value: Any) -> Any:
        """A kept street is shown by its name."""
        return next((street.name for street in self.known if street.slug == value), value)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = self.street_of(typed)
        if found is None:
            name, self.number = without_number(typed)
            found = self.street_of(name) if self.number else None
        if found is None:
            self.likely = streets_like(typed, self.known)
            if self.likely:
                raise forms.ValidationError(
                    _("Wij kennen “%(typed)s” niet. Bedoelt u een van deze?") % {"typed": typed}
                )
            raise forms.ValidationError(
                _("Wij kennen “%(typed)s” niet. Kies een straat uit de lijst, of bel de gemeente: 14070.")
                % {"typed": typed}
            )
        return found

    def street_of(self, typed: str) -> Street | None:
        by_slug = next((street for street in self.known if street.slug == typed), None)
        if by_slug:
            return by_slug
        likely = streets_like(typed, self.known)
        sure = len(likely) == 1 and street_key(likely[0].name).startswith(street_key(typed))
        return likely[0] if sure else None


def without_number(typed: str) -> tuple[str, str]:
    """ "Weimarstraat 12a" as ("Weimarstraat", "12a"); the number is "" when there is none."""
    match = NUMBER.match(typed.strip())
    return (match[1].strip(" ,"), match[2]) if match else (typed, "")


class ByStreet(ModelChoiceIterator):
    """The parts of streets in groups, one per street."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for street, parts in groupby(self.queryset, lambda part: part.street.name):
            yield street, [self.choice(part) for part in parts]


class SegmentField(forms.ModelChoiceField):
    """A part of a street of our area."""

    iterator = ByStreet

    def __init__(self, **kwargs: Any) -> None:
        parts = Segment.objects.filter(street__in_area=True).select_related("street")
        super().__init__(
            parts.order_by("street__name", "order", "pk"), required=False, empty_label=_("Kies"),
            error_messages={"invalid_choice": _("Kies een deel van een straat uit de lijst.")}, **kwargs,
        )  # fmt: skip
