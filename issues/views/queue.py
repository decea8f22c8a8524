"""The queue of the desk: what is new, oldest first, with where its promise stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce

from issues.lateness import days_late
from issues.models import Issue, MergeRecord, Photo, Priority, Report, Visibility
from issues.permissions import can_see_contact
from issues.querysets import IssueQuerySet
from issues.reporting.presence import others
from issues.reporting.private_data import without_contact
from issues.views.joined import Joined, joined_of, unread
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.terms.workdays import workdays_between

SLOTS_USED = Coalesce(
    Subquery(
        Priority.objects.filter(active=True).order_by().values("active").annotate(n=Count("pk")).values("n")
    ),
    0,
)
SHOWN = 60
"""How many of the queue a page shows; the oldest first."""
NAME_GONE = timedelta(hours=72)
"""Within this time after it came in, a name is taken out."""


@dataclass(frozen=True)
class Waiting:
    """One issue of the queue with its reports, who looks at it now, and where its promise stands.

    `text` are the words of the first report as this reader may see them. `day` and `norm` count working
    days, for the line; `late` days past the promised date, as everywhere (`issues.lateness`).
    """

    issue: Issue
    report: Report
    text: str
    day: int
    norm: int
    late: int
    reports: tuple[Report, ...]

    @property
    def line(self) -> dict[str, Any]:
        return norm_line(max(self.day, self.norm + 1) if self.late else self.day, self.norm)

    @property
    def photos(self) -> list[Photo]:
        return [photo for one in self.reports for photo in one.photos.all()]

    @property
    def lookers(self) -> list[str]:
        """The names of the others who look at it now."""
        return [name for name in getattr(self.issue, "lookers_now", []) if name]

    @property
    def is_confidential(self) -> bool:
        """Then the queue shows no words of it: only opening it is a reading."""
        return self.issue.visibility == Visibility.CONFIDENTIAL

    @property
    def quote(self) -> str:
        lines = self.text.strip().split("\n")
        first = lines[0]
        return first if len(first) <= 70 else first[:67].rsplit(" ", 1)[0] + " …"

    @property
    def name_gone_before(self) -> datetime:
        return self.report.created_at + NAME_GONE


@dataclass(frozen=True)
class Queue:
    """A page of the queue; `total` counts all of it, `leaf` is the page from 1."""

    waiting: list[Waiting]
    joined: list[Joined]
    total: int
    leaf: int

    @property
    def more(self) -> bool:
        return self.leaf * SHOWN < self.total

    def find(self, uuid: UUID | None) -> Waiting | None:
        return next((one for one in self.waiting if one.issue.uuid == uuid), None)


def new_issues(user: Any) -> IssueQuerySet:
    rows = Issue.objects.visible_to(user).filter(status="reported").for_list().select_related("segment")
    apart = MergeRecord.objects.filter(
        Q(issue=OuterRef("pk")) | Q(into=OuterRef("pk")), kind=MergeRecord.Kind.SPLIT, undone=False,
        undoing=None,
    )  # fmt: skip
    return rows.annotate(slots_used=SLOTS_USED, lookers_now=others(user), taken_apart=Exists(apart))


def queue(user: Any, leaf: int = 1) -> Queue:
    """New issues that this person may see, oldest first, and the unread reports of known ones.

    Three statements, however many rows: the reports of both are read together.
    """
    rows = new_issues(user).annotate(total=Window(Count("pk"))).order_by("created_at", "pk")
    issues: list[Any] = list(rows[(leaf - 1) * SHOWN : leaf * SHOWN])
    reports = _reports(Q(issue__in=[one.pk for one in issues]) | Q(pk__in=unread(user)))
    known = {one.pk for one in issues}
    waiting = waiting_of(user, issues, [row for row in reports if row.issue_id in known])
    joined = joined_of(user, [row for row in reports if row.issue_id not in known])
    return Queue(waiting, joined, issues[0].total if issues else 0, leaf)


def waiting_one(user: Any, uuid: UUID) -> Waiting | None:
    """A new issue that stands on another page of the queue."""
    issues = list(new_issues(user).filter(uuid=uuid))
    found = waiting_of(user, issues, _reports(Q(issue__in=[one.pk for one in issues])) if issues else [])
    return found[0] if found else None


def _reports(which: Q) -> list[Report]:
    rows = Report.objects.filter(which).select_related("reporter", "issue__theme", "issue__street")
    return list(rows.prefetch_related("photos").order_by("pk"))


def waiting_of(user: Any, issues: list[Issue], reports: list[Report]) -> list[Waiting]:
    """Each new issue with its reports and where its promise stands; one without reports is left out."""
    today, sees = clock.today(), can_see_contact(user)
    by_issue: dict[int, list[Report]] = {}
    for row in reports:
        by_issue.setdefault(row.issue_id, []).append(row)
    found = []
    for issue in issues:
        rows = by_issue.get(issue.pk, [])
        if not rows:
            continue
        begun = clock.date_of(issue.created_at)
        promised = workdays_between(begun, issue.norm_due) if issue.norm_due else None
        norm = promised if promised is not None else int(value("norm_workdays")["reported"])
        words = rows[0].text if sees else without_contact(rows[0].text)
        day = workdays_between(begun, today)
        found.append(Waiting(issue, rows[0], words, day, norm, days_late(issue, today), tuple(rows)))
    return found


def norm_line(day: int, norm: int) -> dict[str, Any]:
    """Where the dots of a norm line stand: 15 units per working day."""
    last = min(max(day, norm), 12)
    at = min(day, last)
    return {
        "width": 7 + 15 * max(last, 6) + 7, "end": 7 + 15 * last, "now": 7 + 15 * at,
        "norm": 7 + 15 * min(norm, last),
        "done": [7 + 15 * n for n in range(at)], "later": [7 + 15 * n for n in range(at + 1, last + 1)],
    }  # fmt: skip
