"""The rows behind a figure as a list shows them: title, address, facts, who, and days late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from wijkraad.portal.figures.now import Figure
from wijkraad.terms import clock


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list behind a number."""

    title: str
    href: str
    number: str
    key: str
    holder: str
    on: date | None
    state: str = ""

    @property
    def late(self) -> int:
        """Days past its date; 0 when it has time or no date."""
        return max(0, (clock.today() - self.on).days) if self.on else 0


def rows_for(figure: Figure, found: QuerySet) -> list[Listed]:
    """The rows of a figure's queryset (already sliced), each kind in its own words."""
    return [_MAKERS[figure.kind](row) for row in found.select_related(*_RELATED[figure.kind])]


_RELATED = {
    "issue": ("theme", "responsible", "partner"),
    "decision": ("responsible",),
    "letter": ("issue__theme", "responsible", "partner"),
    "action": ("issue__theme", "responsible"),
    "promise": ("issue__theme", "partner"),
    "contradiction": ("issue__theme", "issue__responsible"),
    "spend": ("requester",),
}


def _issue(row: Any) -> Listed:
    on = row.waiting_until if row.status == "waiting" else row.norm_due if row.status == "reported" else None
    who = row.partner or row.responsible if row.status == "waiting" else row.responsible
    return Listed(
        row.title or row.theme.name, f"/werk/kwesties/{row.uuid}/", row.number or "", row.theme.colour_key,
        getattr(who, "public_name", str(who or "")), on, row.status,
    )  # fmt: skip


def _decision(row: Any) -> Listed:
    holder = row.responsible.public_name if row.responsible else ""
    return Listed(row.title, f"/besluiten/{row.number}/", row.number or "", "overig", holder, row.deadline)


def _letter(row: Any) -> Listed:
    key = row.issue.theme.colour_key if row.issue else "overig"
    on = row.term_ends or row.own_date
    return Listed(
        row.subject, f"/werk/brieven/{row.uuid}/", row.number or "", key, row.partner.short_name, on
    )


def _below(row: Any, title: str, holder: Any, on: date | None) -> Listed:
    issue = row.issue
    return Listed(
        title or issue.title, f"/werk/kwesties/{issue.uuid}/", issue.number or "", issue.theme.colour_key,
        getattr(holder, "public_name", str(holder or "")), on,
    )  # fmt: skip


def _spend(row: Any) -> Listed:
    href = f"/uitgaven/{row.number}/"
    return Listed(row.title, href, row.number or "", "overig", row.requester.public_name, row.report_due)


_MAKERS = {
    "issue": _issue,
    "decision": _decision,
    "letter": _letter,
    "spend": _spend,
    "action": lambda row: _below(row, row.title, row.responsible, row.due),
    "promise": lambda row: _below(row, row.what, row.partner, row.due or row.chase_on),
    "contradiction": lambda row: _below(
        row, row.issue.title, row.issue.responsible, clock.date_of(row.opened_at)
    ),
}
