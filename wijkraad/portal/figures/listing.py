"""The rows behind a figure as a list shows them: title, address, facts, who, and days late."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from issues.workflow import OPEN
from meetings.workflow import RUNNING
from wijkraad.portal.figures.now import Figure
from wijkraad.terms import clock
from wijkraad.ui.filters import euro

Notes = Callable[[Sequence[int]], Mapping[int, str]]


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
    day: date | None = None
    note: str = ""
    pk: int = 0

    @property
    def late(self) -> int:
        """Days past its date; 0 when it has time or no date."""
        return max(0, (clock.today() - self.on).days) if self.on else 0


def rows_for(figure: Figure, found: QuerySet, notes: Notes | None = None) -> list[Listed]:
    """The rows of a figure's queryset (already sliced), each kind in its own words, with its note by key."""
    rows = list(found.select_related(*_RELATED[figure.kind]))
    told = notes([row.pk for row in rows]) if notes else {}
    return [_noted(_MAKERS[figure.kind](row), row.pk, told.get(row.pk, "")) for row in rows]


def _noted(row: Listed, pk: int, note: str) -> Listed:
    """A row whose note tells its dates has no date of its own, and so is not late by it."""
    return replace(row, pk=pk, note=note, on=None) if note else replace(row, pk=pk)


_RELATED = {
    "issue": ("theme", "responsible", "partner"),
    "decision": ("responsible",),
    "letter": ("issue__theme", "responsible", "partner"),
    "action": ("issue__theme", "responsible"),
    "promise": ("issue__theme", "partner"),
    "contradiction": ("issue__theme", "issue__responsible"),
    "spend": ("requester",),
    "escalation": ("issue__theme",),
    "meeting": (),
    "step": ("issue__theme", "issue__responsible"),
    "booking": ("request", "line"),
    "line": ("budget",),
    "segment": ("street",),
    "report": ("issue__theme", "issue__responsible"),
}


def _issue(row: Any) -> Listed:
    on = row.waiting_until if row.status == "waiting" else row.norm_due if row.status == "reported" else None
    who = row.partner or row.responsible if row.status == "waiting" else row.responsible
    if row.status not in OPEN:
        who = None
    return Listed(
        row.title or row.theme.name, f"/werk/kwesties/{row.uuid}/", row.number or "", row.theme.colour_key,
        getattr(who, "public_name", str(who or "")), on, row.status,
    )  # fmt: skip


def _decision(row: Any) -> Listed:
    running = row.responsible and row.status in RUNNING
    holder = row.responsible.public_name if running else ""
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
        title or issue.title or issue.theme.name, f"/werk/kwesties/{issue.uuid}/", issue.number or "",
        issue.theme.colour_key, getattr(holder, "public_name", str(holder or "")), on,
    )  # fmt: skip


def _spend(row: Any) -> Listed:
    href = f"/uitgaven/{row.number}/"
    return Listed(row.title, href, row.number or "", "overig", row.requester.public_name, row.report_due)


def _meeting(row: Any) -> Listed:
    return Listed(
        row.title,
        f"/vergaderingen/{row.slug}/",
        "",
        "overig",
        "",
        None,
        "",
        clock.date_of(row.starts_at),
    )


def _booking(row: Any) -> Listed:
    """A booking by its spend: who was paid stands there, if anywhere."""
    spend = row.request
    href = f"/uitgaven/{spend.number}/" if spend and spend.number else "/budget/"
    title = f"{euro(row.amount)}: {spend.title if spend else row.line.name}"
    return Listed(title, href, spend.number or "" if spend else "", "overig", "", None, "", row.paid_on)


def _line(row: Any) -> Listed:
    """A line of a budget: how much it is over what was first agreed."""
    told = f"{euro(row.over_original)}: {row.name}"
    return Listed(told, f"/budget/{row.budget.year}/", str(row.budget.year), "overig", "", None)


def _step(row: Any) -> Listed:
    """A step that missed its norm: the issue, and when the step should have been over."""
    return _below(row, row.issue.title, row.issue.responsible, getattr(row, "norm_on", None))


def _report(row: Any) -> Listed:
    """A report by its matter: a resident's own words are no title."""
    told = _below(row, row.issue.title, row.issue.responsible, None)
    return replace(told, day=clock.date_of(row.created_at))


_MAKERS = {
    "meeting": _meeting,
    "booking": _booking,
    "line": _line,
    "step": _step,
    "report": _report,
    "segment": lambda row: Listed(
        f"{row.street.name}, {row.name}", f"/werk/dashboard/plek/{row.pk}/", "", "overig", "", None
    ),
    "escalation": lambda row: _below(row, row.issue.title, row.get_rung_display(), row.due),
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
