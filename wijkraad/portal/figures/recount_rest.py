"""The slow recount of what stands still, what came back and where money went (see `recount`)."""

import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgets.models import Booking, BudgetLine, SpendRequest, SpendShare
from issues.models import Action, Issue, Letter, MergeRecord, Note, Priority, Report, Say, StatusChange
from meetings.models import Decision, DecisionIssue
from wijkraad.terms import clock
from wijkraad.terms.values import value

Answer = tuple[Any, int]
OPEN = ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done")
NAZORG = 180


def _days_of_events(facts: Any) -> Iterator[tuple[int, date]]:
    """(issue, Amsterdam day) of everything that shows that somebody did something."""
    instants: tuple[Any, ...] = (
        StatusChange.objects.values_list("issue_id", "at"),
        Action.objects.exclude(done_at=None).values_list("issue_id", "done_at"),
        Note.objects.filter(kind="update").values_list("issue_id", "at"),
        Say.objects.values_list("issue_id", "opened_at"),
        Say.objects.exclude(result_at=None).values_list("issue_id", "result_at"),
    )
    for rows in instants:
        yield from ((pk, clock.date_of(at)) for pk, at in rows.iterator())
    columns = "issue_id", "sent_on", "answered_on"
    for pk, *days in Letter.objects.filter(issue__isnull=False).values_list(*columns).iterator():
        yield from ((pk or 0, day) for day in days if day)
    decided: dict[int, Any] = dict(
        Decision.objects.filter(status__in=facts.TAKEN).values_list("pk", "decided_at")
    )
    for decision, issue in DecisionIssue.objects.values_list("decision", "issue").iterator():
        if decision in decided:
            yield issue, clock.date_of(decided[decision])
    booked = defaultdict(list)
    for request, at in Booking.objects.exclude(request=None).values_list("request", "booked_at").iterator():
        booked[request].append(clock.date_of(at))
    for request, issue in SpendShare.objects.values_list("request", "issue").iterator():
        yield from ((issue, day) for day in booked[request])


def still(facts: Any) -> Answer:
    """K4: open issues in which nothing happened for longer than their state allows."""
    last: dict[int, date] = {}
    for pk, day in _days_of_events(facts):
        last[pk] = max(last.get(pk, date.min), day)
    out: Any = Letter.objects.filter(status__in=("sent", "in_default"), term_ends__isnull=False)
    for pk, ends in out.values_list("issue_id", "term_ends"):
        if pk in facts.issues and facts.issues[pk][2] == "waiting":
            last[pk] = max(last[pk], ends)
    waits = dict(Issue.objects.filter(status="waiting").values_list("pk", "waiting_until"))
    limits, n = value("stuck_after", facts.today), 0
    for pk, row in facts.issues.items():
        if row[2] not in OPEN or row[2] not in limits:
            continue
        since = max(last[pk], waits.get(pk) or date.min)
        n += facts.today - since > timedelta(days=int(limits[row[2]]))
    return n, n


class _Again:
    """Confirmed reports by theme, to look near a result."""

    def __init__(self, until: date) -> None:
        self.of: dict[int, list[Any]] = defaultdict(list)
        for one in Report.objects.exclude(confirmed_at=None).filter(withdrawn_at=None).iterator():
            if clock.date_of(one.created_at) < until:
                self.of[one.theme_id].append(one)
        self.metres = float(value("relapse_metres", until - timedelta(days=1)))

    def near(self, issue: Any, report: Any) -> bool:
        if issue.segment_id is not None and report.segment_id == issue.segment_id:
            return True
        if None in (issue.lat, issue.lon, report.lat, report.lon):
            return False
        up = float(report.lat - issue.lat) * 111_320
        aside = float(report.lon - issue.lon) * 111_320 * math.cos(math.radians(float(issue.lat)))
        return math.hypot(up, aside) <= self.metres

    def people(self, issue: Issue, day: date, within: int) -> int:
        """How many different people reported it again within so many days after a day."""
        return len({
            one.reporter_id or one.email or (one.issue_id, one.reporter_ordinal or one.pk)
            for one in self.of[issue.theme_id]
            if 0 < (clock.date_of(one.created_at) - day).days <= within and self.near(issue, one)
        })  # fmt: skip


def came_back(facts: Any) -> Answer:
    """K6: the share of results of 180–360 days ago that did not last."""
    until = facts.today + timedelta(days=1)
    first, last = until - timedelta(days=2 * NAZORG), until - timedelta(days=NAZORG)
    within, again, back, n = int(value("relapse_days", facts.today)), _Again(until), 0, 0
    joined = _joined(until)
    for pk in facts.issues:
        moves = [(clock.date_of(at), target) for at, _source, target in facts.moves[pk]]
        days = [day for day, target in moves if target == "resolved" and first <= day < last]
        if not days:
            continue
        n += 1
        issue = Issue.objects.get(pk=pk)
        reopened = any(
            target == "resolved" and day in days and (moves[place + 1][0] - day).days <= within
            for place, (day, target) in enumerate(moves[:-1])
        )
        put = any(_put_after(issue, day, joined[pk], within, until) for day in days)
        back += reopened or put or any(again.people(issue, day, within) > 1 for day in days)
    return (Fraction(back, n) if n else None), n


def _joined(until: date) -> dict[int, list[date]]:
    """The days on which somebody put reports with an issue, and did not take that back."""
    taken_back = set(MergeRecord.objects.exclude(undoes=None).values_list("undoes", flat=True))
    found: dict[int, list[date]] = defaultdict(list)
    for one in MergeRecord.objects.filter(undone=False, undoes=None):
        if one.pk not in taken_back and clock.date_of(one.at) < until:
            found[one.into_id].append(clock.date_of(one.at))
    return found


def _put_after(issue: Issue, day: date, joined: list[date], within: int, until: date) -> bool:
    if not any(0 <= (on - day).days <= within for on in joined):
        return False
    came = (clock.date_of(one.created_at) for one in issue.reports.filter(withdrawn_at=None))
    return any(0 < (on - day).days <= within and on < until for on in came)


def to_priorities(facts: Any) -> Answer:
    """K7: euros on themes that were a priority then, of all euros; n is the number of bookings."""
    themes = dict(Issue.objects.values_list("pk", "theme"))
    secret = set(Issue.objects.filter(visibility="confidential").values_list("pk", flat=True))
    parts = defaultdict(list)
    for request, issue, percent in SpendShare.objects.values_list("request", "issue", "percent").iterator():
        parts[request].append((issue, percent))
    decided = dict(SpendRequest.objects.values_list("pk", "decision__decided_on"))
    approved = dict(SpendRequest.objects.values_list("pk", "approved_at"))
    chosen, whole, n = Decimal(0), Decimal(0), 0
    for one in Booking.objects.all().iterator():
        if not facts.inside(one.paid_on):
            continue
        n, whole = n + 1, whole + one.amount
        at = approved.get(one.request_id)
        day = decided.get(one.request_id) or (clock.date_of(at) if at else one.paid_on)
        for issue, percent in parts[one.request_id]:
            if issue not in secret and _chosen_on(themes[issue], day):
                chosen += one.amount * percent / 100
    return (round(Fraction(chosen) / Fraction(whole), 4) if whole > 0 else None), n


def _chosen_on(theme: int, day: date) -> bool:
    """Whether a theme had an active priority on a day."""
    times: Any = Priority.objects.filter(theme=theme, opened_at__isnull=False)
    return any(
        clock.date_of(opened) <= day and (closed is None or clock.date_of(closed) > day)
        for opened, closed in times.values_list("opened_at", "closed_at")
    )


def overspent(facts: Any) -> Answer:
    """K8: what lines spent above their first amount, of those amounts; n is the number of lines."""
    paid: dict[int, Decimal] = defaultdict(Decimal)
    for line, amount in Booking.objects.values_list("line", "amount").iterator():
        paid[line] += amount
    promised: dict[int, Decimal] = defaultdict(Decimal)
    rows = SpendRequest.objects.filter(status__in=("approved", "part_paid"))
    for line, amount, done in rows.values_list("line", "amount", "paid"):
        promised[line] += amount - done
    years = range(facts.start.year, facts.today.year + 1)
    lines = BudgetLine.objects.filter(budget__year__in=list(years)).exclude(budget__status="concept")
    over = sum((max(Decimal(0), paid[one.pk] + promised[one.pk] - one.original) for one in lines), Decimal(0))
    original = sum((one.original for one in lines), Decimal(0))
    return (Fraction(over) / Fraction(original) if original > 0 else None), len(lines)
