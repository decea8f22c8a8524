"""The issue itself, as its page and its story read it: plain values, of the story's own statement."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from issues.models import Theme, Visibility

OWN = (
    "uuid", "number", "title", "summary", "reaction", "public_wording", "status", "visibility", "size",
    "stops", "long_running", "stuck_on", "milestone", "milestone_on", "waiting_until", "norm_due",
    "next_step", "next_step_on", "on_agenda_at", "aftercare_until", "talks_since_decision", "affected_count",
    "report_count", "household_count", "goal", "criterion", "baseline", "judgement", "after_measure",
)  # fmt: skip
"""Columns of the issue that come as they are."""
DAYS = (
    "first_report_on", "last_on", "verified_on", "relapsed_on", "milestone_on", "waiting_until", "norm_due",
    "next_step_on", "on_agenda_at", "aftercare_until",
)  # fmt: skip


@dataclass
class Matter:
    """One issue; people are named as the site names them, dates are Amsterdam days."""

    id: int
    uuid: str
    number: str | None
    title: str
    summary: str
    reaction: str
    public_wording: str
    status: str
    visibility: str
    size: str
    stops: str
    long_running: bool
    stuck_on: str
    milestone: str
    milestone_on: date | None
    waiting_until: date | None
    norm_due: date | None
    next_step: str
    next_step_on: date | None
    on_agenda_at: date | None
    aftercare_until: date | None
    talks_since_decision: int
    affected_count: int
    report_count: int
    household_count: int
    goal: str
    criterion: str
    baseline: str
    judgement: str
    after_measure: str
    first_report_on: date
    last_on: date
    verified_on: date | None
    relapsed_on: date | None
    owner: str
    checker: str
    theme_key: str
    theme_name: str
    theme_colour: str
    theme_sight: str
    theme_intake: str
    street_name: str | None
    street_slug: str | None
    area_name: str | None
    partner_name: str | None
    partner_short: str | None
    moved_to: str | None
    """The number of the issue that it was joined to."""
    moved_to_seen_by: str | None

    @property
    def sensitive(self) -> bool:
        """Of a theme of which nothing finer than a year and no small count is told (`Theme.is_sensitive`)."""
        return self.theme_sight != Visibility.PUBLIC or self.theme_intake != Theme.Intake.REPORT


@lru_cache(maxsize=4000)
def day(text: str | None) -> date | None:
    """An ISO day or instant of the statement as a date."""
    return date.fromisoformat(text[:10]) if text else None


def matter_of(row: dict[str, Any]) -> Matter:
    """The row of the statement with its days as dates."""
    for name in DAYS:
        row[name] = day(row[name])
    found = Matter.__new__(Matter)
    vars(found).update(row)  # its columns are its fields; setting 47 of them one by one takes far longer
    return found
