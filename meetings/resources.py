"""The columns of the files with decisions; a formula in a cell is only text.

They hold what every visitor of the register sees: of a limited matter its public wording, the month and
the state. Amounts are euros including btw; dates are Amsterdam dates.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from import_export import resources
from import_export.fields import Field

from issues.resources import harmless
from meetings.models import Decision
from meetings.querysets import DecisionQuerySet
from meetings.wording import owner_of, wording

CHUNK = 500
"""Decisions fetched at a time, with the issues that belong to them."""


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

    def dehydrate_datum(self, row: Decision) -> date | str | None:
        return row.decided_on if not row.shielded else f"{row.decided_on:%Y-%m}"

    def dehydrate_besluit(self, row: Decision) -> str:
        return wording(row)

    def dehydrate_waarom(self, row: Decision) -> str:
        return _whole(row, row.reason)

    def dehydrate_wie_zorgt_ervoor(self, row: Decision) -> str:
        return owner_of(row)

    def dehydrate_uiterlijk_klaar(self, row: Decision) -> Any:
        return _whole(row, row.deadline)

    def dehydrate_eerst_beloofd(self, row: Decision) -> Any:
        return _whole(row, row.first_deadline)

    def dehydrate_stand_in_woorden(self, row: Decision) -> str:
        return str(row.get_status_display())

    def dehydrate_klaar_op(self, row: Decision) -> Any:
        return _whole(row, row.finished_on)

    def dehydrate_resultaat(self, row: Decision) -> str:
        return _whole(row, row.result)

    def dehydrate_bewijs(self, row: Decision) -> str:
        return _whole(row, row.evidence)

    def dehydrate_mag_kosten(self, row: Decision) -> Decimal | None:
        return row.mandate_amount

    def dehydrate_thema(self, row: Decision) -> str:
        return ", ".join(dict.fromkeys(issue.theme.name for issue in row.linked))

    def dehydrate_kwesties(self, row: Decision) -> str:
        shown = (issue.number for issue in row.linked if issue.visibility == "public" and issue.number)
        return ", ".join(shown)

    def dehydrate_vervangen_door(self, row: Decision) -> str:
        return (row.superseded_by.number or "") if row.superseded_by else ""

    def dehydrate_adres(self, row: Decision) -> str:
        return f"{settings.SITE_URL}/besluiten/{row.number}/"


def _whole(row: Decision, worth: Any) -> Any:
    """What a reader of the file may know of this decision: nothing more of a limited matter."""
    return worth if not row.shielded else ""


def columns() -> list[str]:
    return list(DecisionResource().get_export_order())


def records(decisions: DecisionQuerySet) -> Iterator[dict[str, Any]]:
    """Each public decision as {column: value}; days and amounts keep their type."""
    resource = DecisionResource()
    cells = {name: _cell_of(resource, name) for name in resource.get_export_order()}
    for row in decisions.filter(number__isnull=False).for_list(None).iterator(chunk_size=CHUNK):
        yield {name: cell(row) for name, cell in cells.items()}


def _cell_of(resource: DecisionResource, name: str) -> Callable[[Decision], Any]:
    return getattr(resource, f"dehydrate_{name}", None) or resource.fields[name].get_value


def table(decisions: DecisionQuerySet) -> Iterator[list[Any]]:
    """The head and the rows of a file for a spreadsheet; no text of it calculates."""
    yield columns()
    for record in records(decisions):
        yield [harmless(cell) for cell in record.values()]
