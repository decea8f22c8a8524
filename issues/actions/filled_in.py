"""A filled-in report form, as the actions take it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from issues.models import Draft, Issue, Photo, Segment, Street, Theme


@dataclass(frozen=True)
class Often:
    """How often one sender may report: `limit` times per `per`, else refused in these words."""

    scope: str
    key: str
    limit: int
    per: timedelta
    words: str


@dataclass(frozen=True)
class ReportData:
    """A filled-in form. `joins` is the public issue that the reporter said it is about.

    `key` makes sending twice one report. A point is WGS84, longitude first. `contact` is "account"
    (needs `by`), "email" (needs `email`; counts after its code) or "none" (explicitly anonymous).
    `postcode` counts households and is not kept. `promised` is the day that the form promised, as told by
    `promised_day`; worked out here when missing. `often` are the limits of this sender, counted with the
    report, so that both happen or neither.
    """

    theme: Theme
    text: str
    street: Street | None = None
    segment: Segment | None = None
    house_number: str = ""
    postcode: str = ""
    lon: float | None = None
    lat: float | None = None
    seen_on: date | None = None
    danger: bool = False
    contact: str = "none"
    email: str = ""
    joins: Issue | None = None
    photos: Sequence[Photo] = ()
    draft: Draft | None = None
    on_behalf: bool = False
    visibility: str = ""
    promised: date | None = None
    often: Sequence[Often] = ()
    key: UUID = field(default_factory=uuid4)
