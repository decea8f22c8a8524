"""What a row of a list with earlier years means: read column by column, each fault with its place and reason.

One row is one payment, or a line on which nothing was spent. Who approved and which state something has
can only come about here, so a list with such a column is refused.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import Widget

from budgets.models import Booking, Budget, BudgetLine
from budgets.money import LARGEST, UnclearAmount, parse_amount
from issues.importing.reports import DateWidget, Fault, KnownWidget, SheetResource, TextWidget, folded
from issues.importing.sheets import NumberText, rows_of
from issues.models import Theme
from meetings.models import Decision
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

COLUMNS = {
    "jaar": _("Jaar"),
    "onderdeel": _("Onderdeel van de begroting"),
    "begroot": _("Begroot voor het onderdeel"),
    "thema": _("Thema"),
    "datum": _("Betaald op"),
    "omschrijving": _("Wat is betaald"),
    "doel": _("Doel"),
    "bedrag": _("Bedrag"),
    "aan": _("Aan wie"),
    "soort": _("Organisatie, ondernemer of persoon"),
    "besluit": _("Nummer van het besluit"),
    "gehaald": _("Doel gehaald: ja, deels of nee"),
    "resultaat": _("Wat het bracht"),
    "terugblik": _("Wat de wijkraad er nu van zegt"),
}
NEEDED = ("jaar", "onderdeel")
GUESSES = {
    "jaar": "boekjaar kostenjaar begrotingsjaar year",
    "onderdeel": "post budgetpost begrotingspost rubriek",
    "begroot": "begroting budget eerstbegroot begrootbedrag",
    "thema": "theme",
    "datum": "betaaldop betaaldatum boekdatum date",
    "omschrijving": "wat uitgave titel beschrijving description",
    "doel": "waarvoor goal",
    "bedrag": "uitgegeven kosten betaald amount",
    "aan": "aanwie begunstigde ontvanger leverancier",
    "soort": "soortontvanger soortbegunstigde",
    "besluit": "besluitnummer decision",
    "gehaald": "doelgehaald",
    "resultaat": "uitkomst opbrengst result",
    "terugblik": "les lering watlerenwij",
}
NEVER = frozenset(
    {"status", "stand", "state", "goedgekeurd", "goedgekeurddoor", "goedkeurder", "goedkeuring", "akkoord"}
    | {"akkoorddoor", "fiat", "fiatteur", "handtekening", "tekenaar", "approver", "approved", "approvedby"}
)
MOST = 5000
"""Rows of one file."""
KINDS = {"organisatie": "organisation", "ondernemer": "firm", "persoon": "person"}
REACHED = {"ja": "yes", "deels": "partly", "nee": "no"}


class MoneyWidget(Widget):
    """An amount as people write it; a number of a spreadsheet has no mark that could mean thousands."""

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Decimal | None:
        if value in (None, ""):
            return None
        if isinstance(value, NumberText):
            return _of_cell(value)
        if str(value).strip() in ("0", "0,00", "0.00"):
            return Decimal("0.00")
        try:
            return parse_amount(str(value))
        except UnclearAmount as error:
            raise ValueError(str(error)) from error


def _of_cell(value: NumberText) -> Decimal:
    found = Decimal(value)
    exponent = found.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -2 or not 0 <= found <= LARGEST:
        raise ValueError(
            gettext("“%(text)s” heeft meer dan twee cijfers achter de komma.") % {"text": value[:40]}
        )
    return found.quantize(Decimal("0.01"))


class YearWidget(Widget):
    """A year from before the portal."""

    def __init__(self) -> None:
        super().__init__()
        kept = Budget.objects.filter(imported_at=None).order_by("year").values_list("year", flat=True).first()
        self.before = min(kept or clock.today().year, clock.today().year)

    def clean(self, value: Any, row: Any = None, **_more: Any) -> int:
        text = str(value or "").strip()
        if not text.isdigit() or not 1990 <= int(text) <= 2100:
            raise ValueError(gettext("Schrijf het jaar met vier cijfers, bijvoorbeeld 2023."))
        if int(text) >= self.before:
            words = gettext("Alleen jaren vóór %(year)s: dat jaar houdt het portaal zelf bij.")
            raise ValueError(words % {"year": self.before})
        return int(text)


class DayWidget(DateWidget):
    """A day that may be left out."""

    def clean(self, value: Any, row: Any = None, **more: Any) -> date | None:  # type: ignore[override]
        return None if value in (None, "") else super().clean(value, row, **more)


class WordWidget(Widget):
    """One of a few words."""

    def __init__(self, words: dict[str, str], empty: str) -> None:
        super().__init__()
        self.words, self.empty = words, empty

    def clean(self, value: Any, row: Any = None, **_more: Any) -> str:
        text = folded(str(value or ""))
        if not text:
            return self.empty
        if text not in self.words:
            raise ValueError(gettext("Kies: %(words)s.") % {"words": ", ".join(self.words)})
        return self.words[text]


class DecisionWidget(Widget):
    """A decision that is in the register, by its number here or its number of before."""

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Decision | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = (
            Decision.objects.filter(number=text).first() or Decision.objects.filter(old_number=text).first()
        )
        if found is None:
            raise ValueError(gettext("Dit besluit kennen wij niet. Lees eerst de besluiten van vroeger in."))
        return found


@dataclass
class OldRow:
    """One row as it was understood."""

    pk: int | None = None
    year: int = 0
    line: str = ""
    original: Decimal | None = None
    theme: Theme | None = None
    paid_on: date | None = None
    title: str = ""
    goal: str = ""
    amount: Decimal | None = None
    payee: str = ""
    kind: str = "person"
    decision: Decision | None = None
    reached: str = ""
    brought: str = ""
    lesson: str = ""
    key: str = ""
    theme_id: int | None = None
    decision_id: int | None = None
    """The keys instead of the objects, in a row that was stored between the judging and the taking in."""


class OldBooksResource(SheetResource):
    """Rows → OldRow; judges also what rows of one line say of each other."""

    columns = tuple(COLUMNS)
    jaar = Field("year", column_name="jaar")
    onderdeel = Field("line", widget=TextWidget(80), column_name="onderdeel")
    begroot = Field("original", widget=MoneyWidget(), column_name="begroot")
    thema = Field("theme", column_name="thema")
    datum = Field("paid_on", widget=DayWidget(), column_name="datum")
    omschrijving = Field("title", widget=TextWidget(120), column_name="omschrijving")
    doel = Field("goal", widget=TextWidget(200), column_name="doel")
    bedrag = Field("amount", widget=MoneyWidget(), column_name="bedrag")
    aan = Field("payee", widget=TextWidget(120), column_name="aan")
    soort = Field("kind", widget=WordWidget(KINDS, "person"), column_name="soort")
    besluit = Field("decision", widget=DecisionWidget(), column_name="besluit")
    gehaald = Field("reached", widget=WordWidget(REACHED, ""), column_name="gehaald")
    resultaat = Field("brought", widget=TextWidget(300), column_name="resultaat")
    terugblik = Field("lesson", widget=TextWidget(300), column_name="terugblik")

    def __init__(self) -> None:
        super().__init__()
        theme = KnownWidget(_("Dit thema kennen wij niet."))
        themes = list(Theme.objects.all())
        theme.offer([(one.key, one) for one in themes] + [(one.name, one) for one in themes])
        self.fields["thema"].widget, self.fields["jaar"].widget = theme, YearWidget()
        self.originals: dict[tuple[int, str], Decimal] = {}
        self.themes: dict[tuple[int, str], Any] = {}

    def init_instance(self, row: Any = None) -> OldRow:
        return OldRow()

    def named(self, made: Any, number: int, titles: dict[str, str]) -> list[Fault]:
        """What the row lacks, and what it says against an earlier row of its line."""
        faults = [
            Fault(number, titles.get(column, column), value, str(reason))
            for column, value, reason in (*_lacking(made), *self._against(made))
        ]
        parts = (made.year, folded(made.line), made.paid_on, made.amount, made.title, made.payee)
        told = "|".join(str(part) for part in parts)
        self.seen[told] = self.seen.get(told, 0) + 1
        digest = hashlib.sha256(f"{told}|{self.seen[told]}".encode()).hexdigest()
        made.key = f"oud-{digest[:40]}"
        return faults

    def _against(self, made: OldRow) -> Sequence[tuple[str, str, Any]]:
        found, place = [], (made.year, folded(made.line))
        if made.original is not None and self.originals.setdefault(place, made.original) != made.original:
            reason = gettext("Bij dit onderdeel staat eerder een ander bedrag: %(sum)s.")
            found.append(("begroot", str(made.original), reason % {"sum": self.originals[place]}))
        if made.theme is not None and self.themes.setdefault(place, made.theme) != made.theme:
            reason = gettext("Bij dit onderdeel staat eerder een ander thema: %(theme)s.")
            found.append(("thema", made.theme.name, reason % {"theme": self.themes[place].name}))
        return found


def _lacking(made: OldRow) -> Sequence[tuple[str, str, Any]]:
    if not made.line:
        return [("onderdeel", "", _("Schrijf op bij welk onderdeel dit hoort."))]
    if made.amount is None:
        filled = made.paid_on or made.title or made.payee
        return [("bedrag", "", _("Vul het bedrag in, of laat de hele uitgave leeg."))] if filled else []
    found: list[tuple[str, str, Any]] = []
    if made.amount == 0:
        found.append(("bedrag", "0", _("Het bedrag is nul.")))
    if made.paid_on is None:
        found.append(("datum", "", _("Vul de datum van de betaling in.")))
    if not made.title:
        found.append(("omschrijving", "", _("Schrijf op wat er is betaald.")))
    if made.brought and not made.reached:
        found.append(("gehaald", "", _("Is het doel gehaald? Kies: ja, deels of nee.")))
    return found


def read_books(content: bytes) -> tuple[list[OldRow], list[Fault], int]:
    """The rows of a file, its faults, and how many rows it has. Refused for what is no list."""
    rows = rows_of(content)
    _number, head = next(rows, (0, []))
    places, faults = _columns(head)
    if faults:
        return [], faults, 0
    listed = [(number, [_cell(cells, places.get(name)) for name in COLUMNS]) for number, cells in rows]
    if not listed:
        raise Refused(_("Onder de namen van de kolommen staat niets."), code="import.empty")
    if len(listed) > MOST:
        raise Refused(_("Dit zijn meer dan 5.000 rijen. Knip de lijst in stukken."), code="history.rows")
    resource = OldBooksResource()
    faults = resource.read(listed, {name: str(head[at]) for name, at in places.items()})
    return resource.made, faults, len(listed)


def _cell(cells: list[Any], at: int | None) -> Any:
    return None if at is None or at >= len(cells) else cells[at]


def _columns(head: list[Any]) -> tuple[dict[str, int], list[Fault]]:
    """Our column → its place; a column that is not taken over, twice there or unknown is a fault."""
    found: dict[str, int] = {}
    faults = []
    for place, cell in enumerate(head):
        shown = str(cell or "").strip()
        plain = folded(shown).replace(" ", "").replace("_", "")
        if not plain:
            continue
        name = next((one for one, words in GUESSES.items() if plain in (one, *words.split())), "")
        if plain in NEVER:
            reason = gettext("Goedkeuringen en standen ontstaan alleen in het portaal. Haal deze kolom weg.")
            faults.append(Fault(1, shown, "", reason))
        elif not name:
            faults.append(Fault(1, shown, "", gettext("Deze kolom kennen wij niet. Haal hem weg.")))
        elif name in found:
            faults.append(Fault(1, shown, "", gettext("Deze kolom staat er twee keer in.")))
        else:
            found[name] = place
    missing = [name for name in NEEDED if name not in found]
    faults += [Fault(1, name, "", gettext("Deze kolom mist.")) for name in missing]
    return found, faults


def known_of(rows: Sequence[OldRow]) -> tuple[int, list[OldRow]]:
    """How many of the rows are there already, and the rows that are new."""
    keys = set(Booking.objects.filter(key__in=[one.key for one in rows]).values_list("key", flat=True))
    lines = {
        (year, folded(name))
        for year, name in BudgetLine.objects.filter(imported=True).values_list("budget__year", "name")
    }
    fresh = [
        one
        for one in rows
        if one.key not in keys and not (one.amount is None and (one.year, folded(one.line)) in lines)
    ]
    return len(rows) - len(fresh), fresh
