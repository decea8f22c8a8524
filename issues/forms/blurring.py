"""Which parts of a picture must go: squares of a grid, numbers in per cent, or boxes that were drawn."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PlainForm
from issues.models import Photo
from issues.photos import Box

COLUMNS = 12
"""Squares across a picture."""


def rows_of(photo: Photo) -> int:
    """Squares down a picture, so that they are about square."""
    return max(1, min(24, round(COLUMNS * photo.height / photo.width))) if photo.width else COLUMNS


def percent(label: Any) -> forms.IntegerField:
    wrong = _("Vul een getal van 0 tot en met 100 in.")
    return forms.IntegerField(
        label=label, min_value=0, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"min": 0, "max": 100, "inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )  # fmt: skip


class BlurForm(PlainForm):
    """The three ways count together; at least one part is needed."""

    links = percent(_("Vanaf links, in procenten"))
    boven = percent(_("Vanaf boven, in procenten"))
    breed = percent(_("Breed, in procenten"))
    hoog = percent(_("Hoog, in procenten"))

    def __init__(self, data: Any = None, *, photo: Photo) -> None:
        super().__init__(data)
        self.rows = rows_of(photo)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        sent: Any = self.data
        boxes = [box for text in sent.getlist("vlak") if (box := drawn(text))]
        boxes += [box for text in sent.getlist("hok") if (box := square(text, self.rows))]
        numbers = [found.get(name) for name in self.fields]
        if all(number is not None for number in numbers):
            boxes.append(Box(*(int(number or 0) * 10 for number in numbers)))
        elif any(number is not None for number in numbers):
            self.add_error(None, _("Vul alle vier de getallen in, of geen."))
        if not boxes and not self.errors:
            self.add_error(None, _("Kies eerst wat onleesbaar moet worden."))
        return {**found, "boxes": boxes}


def drawn(text: str) -> Box | None:
    """A drawn box: "left,top,wide,high" in thousandths; None for any other text."""
    parts = text.split(",")
    if len(parts) != 4 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    left, top, wide, high = (int(part) for part in parts)
    return Box(left, top, min(wide, 1000 - left), min(high, 1000 - top)) if max(left, top) < 1000 else None


def square(text: str, rows: int) -> Box | None:
    """A square of the grid: "row-column" from 0; None when there is no such square."""
    row, _dash, column = text.partition("-")
    if not (row.isdecimal() and column.isdecimal() and len(text) <= 6):
        return None
    y, x = int(row), int(column)
    if y >= rows or x >= COLUMNS:
        return None
    left, top = x * 1000 // COLUMNS, y * 1000 // rows
    return Box(left, top, -(-1000 // COLUMNS), -(-1000 // rows))


def kept(data: Mapping[str, Any] | None) -> set[str]:
    """The squares that were ticked, for the page that comes back."""
    return set(data.getlist("hok")) if data is not None and hasattr(data, "getlist") else set()
