"""What a row of a file with official figures means; the widgets are those of the import of reports."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import Widget

from issues.importing.reports import DateWidget, Fault, KnownWidget, SheetResource, TextWidget, folded
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


class IndicatorResource(SheetResource):
    """Rows → values that are not saved; the action saves all of them, or none.

    Source and date of the whole file fill cells that are empty.
    """

    columns = tuple(COLUMNS)
    reeks = Field("indicator", column_name="reeks")
    gebied = Field("area", column_name="gebied")
    jaar = Field("year", widget=YearWidget(), column_name="jaar")
    waarde = Field("value", widget=NumberWidget(), column_name="waarde")
    bron = Field("source", widget=TextWidget(200), column_name="bron")
    datum = Field("source_on", column_name="datum")

    def __init__(self, source: str = "", source_on: date | None = None) -> None:
        super().__init__()
        self.source, self.source_on = source, source_on
        series = KnownWidget(_("Deze reeks kennen wij niet. Maak haar eerst."), needed=_("Vul de reeks in."))
        found = list(Indicator.objects.all())
        series.offer([(one.name, one) for one in found] + [(one.key, one) for one in found])
        area = KnownWidget(_("Dit is geen code van een gebied dat wij kennen."))
        area.offer([(one.code, one) for one in Area.objects.all()])
        self.fields["reeks"].widget, self.fields["gebied"].widget = series, area
        self.fields["datum"].widget = DateWidget()
        self.rows_of: dict[tuple[Any, ...], int] = {}

    def init_instance(self, row: Any = None) -> IndicatorValue:
        return IndicatorValue()

    def before_import_row(self, row: Any, **_more: Any) -> None:
        row["bron"] = row["bron"] or self.source
        row["datum"] = row["datum"] or self.source_on

    def named(self, made: Any, number: int, titles: dict[str, str]) -> list[Fault]:
        """No figure without a source, and each series, area and year once in a file."""
        faults = []
        if not made.source:
            faults.append(Fault(number, titles.get("bron", "bron"), "", gettext("Vul de bron in.")))
        before = self.rows_of.setdefault((made.indicator_id, made.area_id, made.year), number)
        if before != number:
            words = gettext("Dit cijfer staat ook in rij %(row)s.") % {"row": before}
            faults.append(Fault(number, titles.get("reeks", "reeks"), made.indicator.name, words))
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
