"""The columns of the files with decisions; a formula in a cell is only text.

They hold what every visitor of the register sees: of a limited matter its public wording, the month and
the state. Amounts are euros including btw; dates are Amsterdam dates.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from import_export import resources
from import_export.fields import Field

from issues.resources import harmless
from meetings.models import Decision, DecisionIssue
from meetings.querysets import DecisionQuerySet
from meetings.wording import owner_of, wording
from wijkraad.people.models import User

CHUNK = 2000
"""Rows fetched at a time; a file of any length takes the memory of so many."""


class LinkedIssue(NamedTuple):
    """What the files need of an issue that a decision is about."""

    number: str | None
    visibility: str
    public_wording: str
    theme: str


class DecisionRow(NamedTuple):
    """What the files need of a decision; named like the columns, so that `wording` reads it too."""

    number: str
    decided_on: date
    text: str
    reason: str
    public_wording: str
    deadline: date | None
    first_deadline: date | None
    status: str
    finished_on: date | None
    result: str
    evidence: str
    way: str
    vote_way: str
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    mandate_amount: Decimal | None
    successor: str | None
    shielded: bool
    responsible: Any
    linked: list[LinkedIssue]


STATES = dict(Decision._meta.get_field("status").flatchoices)
OWNER = {"owner_name": "name", "owner_shown_as": "shown_as", "owner_function": "function"}
COLUMNS = [name for name in DecisionRow._fields if name not in ("successor", "responsible", "linked")]


def file_rows(decisions: DecisionQuerySet) -> Iterator[DecisionRow]:
    """The public decisions in the order they have: one statement, read in pieces through a cursor."""
    about = DecisionIssue.objects.filter(decision=OuterRef("pk")).order_by("issue")
    issue = JSONObject(
        number="issue__number",
        visibility="issue__visibility",
        public_wording="issue__public_wording",
        theme="issue__theme__name",
    )
    rows = (
        decisions.filter(number__isnull=False)
        .with_shield(None)
        .annotate(
            successor=F("superseded_by__number"),
            about_issues=ArraySubquery(about.values_list(issue)),
            **{name: F(f"responsible__{column}") for name, column in OWNER.items()},
        )
        .values_list(*COLUMNS, "successor", "about_issues", "responsible", *OWNER)
    )
    people: dict[int | None, Any] = {None: None}
    for *columns, successor, issues, key, name, shown_as, function in rows.iterator(chunk_size=CHUNK):
        if key not in people:
            people[key] = User(name=name, shown_as=shown_as, function=function)
        linked = [LinkedIssue(**one) for one in issues]
        known = dict(zip(COLUMNS, columns, strict=True))
        yield DecisionRow(**known, successor=successor, responsible=people[key], linked=linked)


class DecisionResource(resources.Resource):
    """One row per decision that was taken, the newest first."""

    nummer = Field(attribute="number")
    datum = Field()
    besluit = Field()
    waarom = Field()
    wie_zorgt_ervoor = Field()
    uiterlijk_klaar = Field()
    eerst_beloofd = Field()
    stand = Field(attribute="status")
    stand_in_woorden = Field()
    klaar_op = Field()
    resultaat = Field()
    bewijs = Field()
    hoe_besloten = Field(attribute="way")
    hoe_gestemd = Field(attribute="vote_way")
    voor = Field(attribute="votes_for")
    tegen = Field(attribute="votes_against")
    onthouden = Field(attribute="votes_abstain")
    mag_kosten = Field()
    thema = Field()
    kwesties = Field()
    vervangen_door = Field()
    adres = Field()

    def dehydrate_datum(self, row: DecisionRow) -> date | str | None:
        return row.decided_on if not row.shielded else f"{row.decided_on:%Y-%m}"

    def dehydrate_besluit(self, row: DecisionRow) -> str:
        return wording(row)

    def dehydrate_waarom(self, row: DecisionRow) -> str:
        return _whole(row, row.reason)

    def dehydrate_wie_zorgt_ervoor(self, row: DecisionRow) -> str:
        return owner_of(row)

    def dehydrate_uiterlijk_klaar(self, row: DecisionRow) -> Any:
        return _whole(row, row.deadline)

    def dehydrate_eerst_beloofd(self, row: DecisionRow) -> Any:
        return _whole(row, row.first_deadline)

    def dehydrate_stand_in_woorden(self, row: DecisionRow) -> str:
        return str(STATES[row.status])

    def dehydrate_klaar_op(self, row: DecisionRow) -> Any:
        return _whole(row, row.finished_on)

    def dehydrate_resultaat(self, row: DecisionRow) -> str:
        return _whole(row, row.result)

    def dehydrate_bewijs(self, row: DecisionRow) -> str:
        return _whole(row, row.evidence)

    def dehydrate_mag_kosten(self, row: DecisionRow) -> Decimal | None:
        return row.mandate_amount

    def dehydrate_thema(self, row: DecisionRow) -> str:
        return ", ".join(dict.fromkeys(issue.theme for issue in row.linked))

    def dehydrate_kwesties(self, row: DecisionRow) -> str:
        shown = (issue.number for issue in row.linked if issue.visibility == "public" and issue.number)
        return ", ".join(shown)

    def dehydrate_vervangen_door(self, row: DecisionRow) -> str:
        return row.successor or ""

    def dehydrate_adres(self, row: DecisionRow) -> str:
        return f"{settings.SITE_URL}/besluiten/{row.number}/"


def _whole(row: DecisionRow, worth: Any) -> Any:
    """What a reader of the file may know of this decision: nothing more of a limited matter."""
    return worth if not row.shielded else ""


def columns() -> list[str]:
    return list(DecisionResource().get_export_order())


def records(decisions: DecisionQuerySet) -> Iterator[dict[str, Any]]:
    """Each public decision as {column: value}; days and amounts keep their type."""
    resource = DecisionResource()
    cells = {name: _cell_of(resource, name) for name in resource.get_export_order()}
    for row in file_rows(decisions):
        yield {name: cell(row) for name, cell in cells.items()}


def _cell_of(resource: DecisionResource, name: str) -> Callable[[DecisionRow], Any]:
    return getattr(resource, f"dehydrate_{name}", None) or resource.fields[name].get_value


def table(decisions: DecisionQuerySet) -> Iterator[list[Any]]:
    """The head and the rows of a file for a spreadsheet; no text of it calculates."""
    yield columns()
    for record in records(decisions):
        yield [harmless(cell) for cell in record.values()]
