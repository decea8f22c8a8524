"""What a row of a file with official figures means; the widgets are those of the import of reports."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import tablib
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export import resources
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.widgets import Widget

from issues.import_resource import DateWidget, Fault, KnownWidget, TextWidget, folded
from issues.models import Area, Indicator, IndicatorValue
from wijkraad.terms import clock

COLUMNS = {
    "reeks": _("Naam van de reeks"),
    "gebied": _("Code van het gebied (leeg: de hele wijk)"),
    "jaar": _("Jaar"),
    "waarde": _("Waarde"),
    "bron": _("Bron"),
    "datum": _("Datum van de bron"),
}
HEADS = {
    "reeks": "reeks indicator naam cijfer",
    "gebied": "gebied gebiedscode buurtcode wijkcode code area",
    "jaar": "jaar year",
    "waarde": "waarde value aantal score",
    "bron": "bron source",
    "datum": "datum datumbron brondatum peildatum date",
}
PLAIN = re.compile(r"-?\d{1,11}(?:[.,]\d{1,3})?")
GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?")
UNCLEAR = re.compile(r"-?\d{1,3}[.,]\d{3}")


class NumberWidget(Widget):
    """12,5 · 12.5 · 1.234,5; what can be read in two ways (1.234) is refused by name."""

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Decimal:
        text = "" if value is None else str(value).strip()
        if not text:
            raise ValueError(gettext("Vul de waarde in."))
        if UNCLEAR.fullmatch(text) and not text.lstrip("-").startswith("0"):
            raise ValueError(gettext("Dit kan op twee manieren. Schrijf 1234 of 1,23."))
        if GROUPED.fullmatch(text):
            return Decimal(text.replace(".", "").replace(",", "."))
        if PLAIN.fullmatch(text):
            return Decimal(text.replace(",", "."))
        raise ValueError(gettext("Dit is geen getal. Schrijf het zo: 12,5."))


class YearWidget(Widget):
    def clean(self, value: Any, row: Any = None, **_more: Any) -> int:
        text = "" if value is None else str(value).strip()
        if not re.fullmatch(r"\d{4}", text) or not 1990 <= int(text) <= clock.today().year:
            raise ValueError(gettext("Dit is geen jaar van 1990 tot nu."))
        return int(text)


class IndicatorResource(resources.Resource):
    """Rows → values that are not saved; the action saves all of them, or none."""

    reeks = Field("indicator", column_name="reeks")
    gebied = Field("area", column_name="gebied")
    jaar = Field("year", widget=YearWidget(), column_name="jaar")
    waarde = Field("value", widget=NumberWidget(), column_name="waarde")
    bron = Field("source", widget=TextWidget(200), column_name="bron")
    datum = Field("source_on", column_name="datum")

    class Meta:
        force_init_instance = True
        instance_loader_class = BaseInstanceLoader
        skip_diff = True

    def __init__(self, source: str = "", source_on: date | None = None) -> None:
        super().__init__()
        self.source, self.source_on = source, source_on
        self.made: list[IndicatorValue] = []
        series = KnownWidget(_("Deze reeks kennen wij niet. Maak haar eerst."), needed=_("Vul de reeks in."))
        found = list(Indicator.objects.all())
        series.offer([(one.name, one) for one in found] + [(one.key, one) for one in found])
        area = KnownWidget(_("Dit is geen code van een gebied dat wij kennen."))
        area.offer([(one.code, one) for one in Area.objects.all()])
        self.fields["reeks"].widget, self.fields["gebied"].widget = series, area
        self.fields["datum"].widget = DateWidget()

    def init_instance(self, row: Any = None) -> IndicatorValue:
        return IndicatorValue()

    def save_instance(self, instance: IndicatorValue, is_create: bool, row: Any, **_more: Any) -> None:
        """Keep it; nothing is written."""
        self.made.append(instance)

    def read(self, rows: Sequence[tuple[int, list[Any]]], titles: dict[str, str]) -> list[Fault]:
        """Rows (number, cells in the order of COLUMNS) into `made`; what is wrong, by row and column.

        Source and date of the whole file fill cells that are empty.
        """
        table = tablib.Dataset(*[self._filled(cells) for _number, cells in rows], headers=list(COLUMNS))
        result = self.import_data(table, use_transactions=False, raise_errors=False)
        by_attribute = {field.attribute: name for name, field in self.fields.items()}
        faults = []
        for wrong in result.invalid_rows:
            number, cells = rows[wrong.number - 1]
            for attribute, reasons in wrong.field_specific_errors.items():
                name = by_attribute[attribute]
                shown = cells[list(COLUMNS).index(name)]
                told = "" if shown is None else str(shown)[:80]
                faults.append(Fault(number, titles.get(name, name), told, str(reasons[0])))
        bad = {wrong.number for wrong in result.invalid_rows}
        kept = [number for place, (number, _cells) in enumerate(rows, 1) if place not in bad]
        return sorted(faults + self._judged(kept, titles))

    def _filled(self, cells: list[Any]) -> list[Any]:
        filled = list(cells)
        places = list(COLUMNS)
        filled[places.index("bron")] = filled[places.index("bron")] or self.source
        filled[places.index("datum")] = filled[places.index("datum")] or self.source_on
        return filled

    def _judged(self, numbers: list[int], titles: dict[str, str]) -> list[Fault]:
        """No figure without a source, and each series, area and year once in a file."""
        faults, seen = [], dict[tuple[Any, ...], int]()
        for one, number in zip(self.made, numbers, strict=True):
            if not one.source:
                faults.append(Fault(number, titles.get("bron", "bron"), "", gettext("Vul de bron in.")))
            before = seen.setdefault((one.indicator_id, one.area_id, one.year), number)
            if before != number:
                words = gettext("Dit cijfer staat ook in rij %(row)s.") % {"row": before}
                faults.append(Fault(number, titles.get("reeks", "reeks"), one.indicator.name, words))
        return faults


def places_of(heads: Sequence[str]) -> dict[str, int]:
    """Which column of a file is which of ours, by its head."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        plain = folded(head).replace(" ", "").replace("_", "")
        for name, words in HEADS.items():
            if name not in found and plain in words.split():
                found[name] = place
                break
    return found
