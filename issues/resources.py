"""The columns of the files with issues, by django-import-export; a formula in a cell is only text.

Of a limited matter a visitor gets what the list shows: theme, area, state, month and its public
wording. Confidential matters are in no file. Times are Amsterdam dates.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import F
from import_export import resources
from import_export.fields import Field

from issues.lists.rows import limited_title
from issues.models import Theme, Visibility
from issues.workflow import STATES
from wijkraad.terms import clock
from wijkraad.terms.values import value

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that no XML file may hold."""
CHUNK = 2000
"""Rows fetched at a time; a file of any length takes the memory of so many."""


class IssueRow(NamedTuple):
    """What the files need of an issue."""

    uuid: Any
    number: str | None
    internal_number: str | None
    title: str
    public_wording: str
    summary: str
    status: str
    visibility: str
    size: str
    first_report_at: datetime
    last_event_at: datetime
    closed_at: datetime | None
    norm_due: date | None
    waiting_until: date | None
    next_step: str
    next_step_on: date | None
    report_count: int
    household_count: int
    relapse_count: int
    theme: str
    street: str | None
    area: str | None
    partner: str | None
    responsible: str | None
    sight: str
    intake: str
    """What its theme shows by itself and takes: whether small counts are told (`Theme.is_sensitive`)."""


JOINED = {
    "theme": "theme__name",
    "street": "street__name",
    "area": "area__name",
    "partner": "partner__short_name",
    "responsible": "responsible__name",
    "sight": "theme__default_visibility",
    "intake": "theme__intake_mode",
}


def file_rows(issues: Any) -> Iterator[IssueRow]:
    """The issues in the order they have, read in pieces through a cursor of the database."""
    joined = {f"{name}_word": F(path) for name, path in JOINED.items()}
    columns = [f"{name}_word" if name in JOINED else name for name in IssueRow._fields]
    rows = issues.exclude(visibility=Visibility.CONFIDENTIAL).annotate(**joined).values_list(*columns)
    return map(IssueRow._make, rows.iterator(chunk_size=CHUNK))


def harmless(cell: Any) -> Any:
    """A text that no spreadsheet calculates and every file can hold; other values as they are."""
    if not isinstance(cell, str):
        return cell
    text = UNPRINTABLE.sub("", cell)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def _day(instant: datetime | None) -> date | None:
    return clock.date_of(instant) if instant else None


class IssueResource(resources.Resource):
    """The open file: what every visitor of the list sees."""

    nummer = Field(attribute="number")
    titel = Field()
    samenvatting = Field()
    thema = Field(attribute="theme")
    stand = Field(attribute="status")
    stand_in_woorden = Field()
    buurt = Field(attribute="area")
    straat = Field()
    eerste_melding = Field()
    laatst_veranderd = Field()
    afgerond = Field()
    meldingen = Field()
    huishoudens = Field()
    keer_terug = Field()
    zichtbaar = Field(attribute="visibility")
    adres = Field()

    def __init__(self) -> None:
        super().__init__()
        self.count_from = int(value("public_count_from"))

    @staticmethod
    def is_whole(row: IssueRow) -> bool:
        """Whether a reader of this file may see all of the row."""
        return row.visibility == Visibility.PUBLIC

    def is_counted(self, row: IssueRow) -> bool:
        """Whether its numbers of reports and households may be told: those of a sensitive theme may not,
        since a file of today and one of tomorrow would tell of the day.
        """
        return row.sight == Visibility.PUBLIC and row.intake == Theme.Intake.REPORT

    def dehydrate_titel(self, row: IssueRow) -> str:
        return row.title if self.is_whole(row) else limited_title(row)

    def dehydrate_samenvatting(self, row: IssueRow) -> str:
        return row.summary if self.is_whole(row) else ""

    def dehydrate_stand_in_woorden(self, row: IssueRow) -> str:
        return str(STATES[row.status])

    def dehydrate_straat(self, row: IssueRow) -> str:
        return (row.street or "") if self.is_whole(row) else ""

    def dehydrate_eerste_melding(self, row: IssueRow) -> date | None:
        return _day(row.first_report_at) if self.is_whole(row) else None

    def dehydrate_laatst_veranderd(self, row: IssueRow) -> date | str | None:
        day = clock.date_of(row.last_event_at)
        return day if self.is_whole(row) else f"{day:%Y-%m}"

    def dehydrate_afgerond(self, row: IssueRow) -> date | None:
        return _day(row.closed_at) if self.is_whole(row) else None

    def dehydrate_meldingen(self, row: IssueRow) -> int | None:
        return row.report_count if self.is_whole(row) and self.is_counted(row) else None

    def dehydrate_huishoudens(self, row: IssueRow) -> int | None:
        shown = self.is_whole(row) and self.is_counted(row) and row.household_count >= self.count_from
        return row.household_count if shown else None

    def dehydrate_keer_terug(self, row: IssueRow) -> int | None:
        return row.relapse_count if self.is_whole(row) else None

    def dehydrate_adres(self, row: IssueRow) -> str:
        return f"{settings.SITE_URL}/kwesties/{row.number}/"


class WorkResource(IssueResource):
    """The file for who works on issues: also what is limited or not on the site; never confidential."""

    intern_nummer = Field(attribute="internal_number")
    maat = Field(attribute="size")
    wie_zorgt_ervoor = Field(attribute="responsible")
    beloofd_voor = Field(attribute="norm_due")
    wacht_op = Field(attribute="partner")
    navragen_op = Field(attribute="waiting_until")
    volgende_stap = Field(attribute="next_step")
    volgende_stap_op = Field(attribute="next_step_on")

    @staticmethod
    def is_whole(row: IssueRow) -> bool:
        return True

    def is_counted(self, row: IssueRow) -> bool:
        return True

    def dehydrate_huishoudens(self, row: IssueRow) -> int:
        return row.household_count

    def dehydrate_adres(self, row: IssueRow) -> str:
        return f"{settings.SITE_URL}/werk/kwesties/{row.uuid}/"


def table(resource: IssueResource, issues: Any) -> Iterator[list[Any]]:
    """The head and the rows of a file; texts are harmless, days and numbers keep their type."""
    fields = [resource.fields[name] for name in resource.get_export_order()]
    yield [field.column_name for field in fields]
    cells = [_cell_of(resource, name) for name in resource.get_export_order()]
    for row in file_rows(issues):
        yield [harmless(cell(row)) for cell in cells]


def _cell_of(resource: IssueResource, name: str) -> Callable[[IssueRow], Any]:
    """How one column is made; found once per file instead of once per cell."""
    return getattr(resource, f"dehydrate_{name}", None) or resource.fields[name].get_value
