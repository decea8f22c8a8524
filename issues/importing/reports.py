"""What a row of an imported list means: each column read by a widget that says in Dutch what is wrong."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any
from uuid import UUID

import tablib
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export import resources
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.widgets import Widget

from issues.importing.columns import (
    COLUMNS,
    EARLIEST,
    TEXT_LIMIT,
    UNSEEN,
    Fault,
    dutch_date,
    folded,
)
from issues.models import Issue, Report, Street, Theme, Visibility
from wijkraad.terms import clock


class DateWidget(Widget):
    def clean(self, value: Any, row: Any = None, **_more: Any) -> date:
        if value in (None, ""):
            raise ValueError(gettext("Vul de datum in."))
        found = value.date() if isinstance(value, datetime) else value
        if not isinstance(found, date):
            found = dutch_date(str(found))
        if found > clock.today():
            raise ValueError(gettext("Deze datum moet nog komen."))
        if found.year < EARLIEST:
            raise ValueError(gettext("Deze datum is te lang geleden."))
        return found


class TextWidget(Widget):
    """Words up to a length, without signs that nobody typed."""

    def __init__(self, most: int, needed: bool = False) -> None:
        super().__init__()
        self.most, self.needed = most, needed

    def clean(self, value: Any, row: Any = None, **_more: Any) -> str:
        text = UNSEEN.sub("", "" if value is None else str(value)).strip()
        if self.needed and not text:
            raise ValueError(gettext("Schrijf op wat er aan de hand is."))
        if len(text) > self.most:
            raise ValueError(gettext("Dit is te lang: hoogstens %(most)s tekens.") % {"most": self.most})
        return text


class KnownWidget(Widget):
    """One of a few rows by any of its names; a near miss is named."""

    def __init__(self, unknown: Any, needed: Any = "") -> None:
        super().__init__()
        self.unknown, self.needed = unknown, needed
        self.known: dict[str, Any] = {}
        self.names: dict[str, str] = {}

    def offer(self, named: Sequence[tuple[str, Any]]) -> None:
        for name, row in named:
            self.known[folded(name)] = row
            self.names[folded(name)] = str(row)
        self.near = lru_cache(maxsize=1000)(lambda name: get_close_matches(name, self.known, 1, 0.75))

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        text = "" if value is None else str(value).strip()
        if not text:
            if self.needed:
                raise ValueError(str(self.needed))
            return None
        name = folded(text)
        if name in self.known:
            return self.judged(self.known[name])
        words = str(self.unknown)
        near = self.near(name[:80])
        if near:
            words += " " + gettext("Bedoelt u “%(name)s”?") % {"name": self.names[near[0]]}
        raise ValueError(words)

    def judged(self, found: Any) -> Any:
        return found


class ThemeWidget(KnownWidget):
    def judged(self, found: Theme) -> Theme:
        if found.intake_mode == Theme.Intake.SIGNAL:
            raise ValueError(gettext("Over dit thema nemen wij geen tekst aan, ook niet uit een lijst."))
        return found


class IssueWidget(Widget):
    """A public issue that the report belongs to, by its number; each is looked up once."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, Issue | None] = {}

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Issue | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if text not in self.known:
            seen = Issue.objects.filter(number=text[:12], visibility=Visibility.PUBLIC)
            self.known[text] = seen.select_related("theme").first()
        found = self.known[text]
        if found is None or found.status == "merged":
            raise ValueError(gettext("Deze kwestie is er niet, of is niet openbaar."))
        return found


class SheetResource(resources.Resource):
    """Rows of a file → objects that are not saved, each column read by its widget; for lists of any kind.

    A subclass names its `columns` in the order of the cells, and its fields. It may judge a row as a whole
    in `named`.
    """

    columns: Sequence[str] = ()

    class Meta:
        force_init_instance = True
        instance_loader_class = BaseInstanceLoader
        skip_diff = True

    def __init__(self) -> None:
        super().__init__()
        self.made: list[Any] = []
        self.seen: dict[str, int] = {}

    def save_instance(self, instance: Any, is_create: bool, row: Any, **_more: Any) -> None:
        """Keep it; nothing is written."""
        self.made.append(instance)

    def read(self, rows: Sequence[tuple[int, list[Any]]], titles: dict[str, str]) -> list[Fault]:
        """Read some rows (number, cells in the order of `columns`) into `made`; says what is wrong with them.

        `titles` gives for each column the head of the file, for the faults.
        """
        self.made = []
        table = tablib.Dataset(*[cells for _number, cells in rows], headers=list(self.columns))
        result = self.import_data(table, use_transactions=False, raise_errors=False)
        faults = []
        by_attribute = {field.attribute: name for name, field in self.fields.items()}
        for wrong in result.invalid_rows:
            number, cells = rows[wrong.number - 1]
            for attribute, reasons in wrong.field_specific_errors.items():
                name = by_attribute[attribute]
                shown = cells[list(self.columns).index(name)]
                value = "" if shown is None else str(shown)[:80]
                faults.append(Fault(number, titles.get(name, name), value, str(reasons[0])))
        wrong_rows = {wrong.number for wrong in result.invalid_rows}
        kept = [number for place, (number, _cells) in enumerate(rows, 1) if place not in wrong_rows]
        for made, number in zip(self.made, kept, strict=True):
            faults += self.named(made, number, titles)
        return sorted(faults)

    def named(self, made: Any, number: int, titles: dict[str, str]) -> list[Fault]:
        """What is wrong with a row as a whole; the place to give it the key by which it is known again."""
        return []


class ReportResource(SheetResource):
    """Rows → reports that are not saved; the action saves them together, or none."""

    columns = tuple(COLUMNS)
    nummer = Field("old_number", widget=TextWidget(60), column_name="nummer")
    datum = Field("seen_on", widget=DateWidget(), column_name="datum")
    thema = Field("theme", column_name="thema")
    straat = Field("street", column_name="straat")
    huisnummer = Field("house_number", widget=TextWidget(12), column_name="huisnummer")
    omschrijving = Field("text", widget=TextWidget(TEXT_LIMIT, needed=True), column_name="omschrijving")
    kwestie = Field("joins", widget=IssueWidget(), column_name="kwestie")

    def __init__(self) -> None:
        super().__init__()
        theme = ThemeWidget(_("Dit thema kennen wij niet."), needed=_("Vul het thema in."))
        themes = list(Theme.objects.filter(active=True))
        theme.offer([(one.key, one) for one in themes] + [(one.name, one) for one in themes])
        street = KnownWidget(_("Deze straat kennen wij niet."))
        street.offer([(one.name, one) for one in Street.objects.all()])
        self.fields["thema"].widget, self.fields["straat"].widget = theme, street
        self.fields["kwestie"].widget = IssueWidget()

    def init_instance(self, row: Any = None) -> Report:
        return Report()

    def named(self, made: Any, number: int, titles: dict[str, str]) -> list[Fault]:
        """Give a report the key by which a second import knows it; a number used twice is a fault."""
        if made.old_number:
            told = f"nummer|{folded(made.old_number)}"
            before = self.seen.setdefault(told, number)
            if before != number:
                reason = gettext("Dit nummer staat ook in rij %(row)s.") % {"row": before}
                return [Fault(number, titles.get("nummer", "nummer"), made.old_number[:80], reason)]
        else:
            parts = (made.seen_on, made.theme.key, made.street, made.house_number, made.text)
            told = "rij|" + "|".join(str(part) for part in parts)
            self.seen[told] = self.seen.get(told, 0) + 1
            told += f"|{self.seen[told]}"  # the same words twice are two reports
        secret = hmac.new(settings.SECRET_KEY.encode(), f"import|{told}".encode(), hashlib.sha256)
        made.key = UUID(bytes=secret.digest()[:16])
        return []
