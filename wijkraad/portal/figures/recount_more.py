"""The slow recount of the figures about money, evidence, focus, places and talk (see `recount`)."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from budgets.models import Booking, SpendShare
from issues.models import Issue, Priority, Report, Weighing
from meetings.models import AgendaItem, Attendance, Decision, DecisionIssue
from wijkraad.terms import clock
from wijkraad.terms.values import value

Answer = tuple[Any, int]
CENT = Decimal("0.01")


def resolved(facts: Any) -> list[int]:
    """The issues whose last move is to resolved, in the year."""
    found = []
    for pk in facts.issues:
        moves = [one for one in facts.moves[pk] if clock.date_of(one[0]) <= facts.today]
        if moves and moves[-1][2] == "resolved" and facts.inside(clock.date_of(moves[-1][0])):
            found.append(pk)
    return found


def cost(facts: Any) -> Answer:
    """K9."""
    paid: dict[int, Decimal] = defaultdict(Decimal)
    for request, day, amount in Booking.objects.values_list("request", "paid_on", "amount").iterator():
        if request is not None and day <= facts.today:
            paid[request] += amount
    of: dict[int, Decimal] = defaultdict(Decimal)
    for request, issue, percent in SpendShare.objects.values_list("request", "issue", "percent").iterator():
        of[issue] += paid[request] * percent / 100
    amounts = [of[pk].quantize(CENT, ROUND_HALF_UP) for pk in resolved(facts)]
    if not amounts:
        return None, 0
    return (sum(amounts, Decimal(0)) / len(amounts)).quantize(CENT, ROUND_HALF_UP), len(amounts)


def focus(facts: Any) -> Answer:
    """K15: active priorities ÷ their limit; n is their number."""
    active = [one for one in Priority.objects.all() if one.active and one.closed_at is None]
    limit = int(value("active_priority_limit", facts.today))
    return (Fraction(len(active), limit) if limit else None), len(active)


def matched(facts: Any) -> Answer:
    """K16: bookings over the bank whose whole sum was found there."""
    every = {one.pk: one for one in Booking.objects.select_related("sum", "request")}
    turned = {one.reverses_id: one.pk for one in every.values() if one.reverses_id}
    pairs = turned | {back: first for first, back in turned.items()}
    seen = {pk for pk, one in every.items() if one.sum.settled}
    inside = [
        one
        for pk, one in every.items()
        if facts.inside(one.paid_on) and one.method == "bank" and one.request.status != "imported"
        and (pk in seen or pk not in pairs or pairs[pk] in seen)
    ]  # fmt: skip
    whole = [one for one in inside if one.sum.settled == one.sum.amount]
    return (Fraction(len(whole), len(inside)) if inside else None), len(inside)


def proven(facts: Any, closed: dict[int, date]) -> Answer:
    """K17."""
    columns = "pk", "baseline", "after_measure", "judgement"
    full = {pk for pk, *words in Issue.objects.values_list(*columns).iterator() if all(words)}
    part = sum(bool(facts.links[pk] & full) for pk in closed)
    return (Fraction(part, len(closed)) if closed else None), len(closed)


def _raw_at(facts: Any, last: date) -> tuple[dict[int, float], dict[int, set[str]]]:
    """Part of a street → raw weight, and → reporters, at the end of a day."""
    severity: dict[int, int | None] = {}
    for issue, weight, at in (
        Weighing.objects.order_by("id").values_list("issue", "severity", "at").iterator()
    ):
        if clock.date_of(at) <= last:
            severity[issue] = weight
    place = dict(Issue.objects.values_list("pk", "segment").iterator())
    seen: dict[tuple[int, str], date] = {}
    raw: dict[int, float] = defaultdict(float)
    people: dict[int, set[str]] = defaultdict(set)
    for one in Report.objects.filter(withdrawn_at=None).order_by("created_at", "id").iterator():
        row = facts.issues.get(one.issue_id)
        where, day = one.segment_id or place[one.issue_id], clock.date_of(one.created_at)
        if row is None or row[5] != "public" or where is None or day > last:
            continue
        who = f"u{one.reporter_id}" if one.reporter_id else f"e{one.email}" if one.email else ""
        who = who or f"i{one.issue_id}:{one.reporter_ordinal or one.pk}"
        if (where, who) in seen and (day - seen[where, who]).days < 30:
            continue
        seen[where, who] = day
        weight = {None: 1, 1: 1, 2: 2, 3: 2, 4: 3, 5: 3}[severity.get(one.issue_id)]
        confirmed = one.confirmed_at is not None and clock.date_of(one.confirmed_at) <= last
        sure = 1.0 if confirmed or one.intake_by_id else 0.5
        raw[where] += weight * sure * 0.5 ** ((last - day).days / 90)
        people[where].add(who)
    return raw, people


def spots(facts: Any) -> Answer:
    """K12: the raw weight per part of a street with reporters enough, rounded to six decimals."""
    raw, people = _raw_at(facts, facts.today)
    least = int(value("hotspot_reporters_from", facts.today))
    found = {where: round(total, 6) for where, total in raw.items() if len(people[where]) >= least}
    return found, len(found)


def rising(facts: Any) -> Answer:
    """K18: the parts of which the weight rose by more than half in 90 days."""
    raw, people = _raw_at(facts, facts.today)
    before, _people = _raw_at(facts, facts.today - timedelta(days=90))
    least, found = int(value("hotspot_reporters_from")), set()
    for where, now in raw.items():
        then = before.get(where, 0.0)
        if len(people[where]) >= least and (now > 1.5 * then if then else now >= 3):
            found.add(where)
    return found, len(found)


def talk_cost(facts: Any) -> Answer:
    """K19: hours of people per decision."""
    present: dict[int, int] = defaultdict(int)
    for meeting in Attendance.objects.filter(state="present").values_list("meeting", flat=True).iterator():
        present[meeting] += 1
    hours, items = Fraction(0), set()
    for one in AgendaItem.objects.select_related("meeting").exclude(outcome__in=("", "not_reached")):
        about = one.meeting
        if about.status not in facts.HELD or not facts.inside(clock.date_of(about.starts_at)):
            continue
        items.add(one.pk)
        took = Fraction(one.planned_minutes, 60)
        if one.started_at and one.ended_at and one.ended_at > one.started_at:
            seconds = min(one.ended_at - one.started_at, about.ends_at - about.starts_at).total_seconds()
            took = Fraction(int(seconds), 3600)
        hours += present[about.pk] * took
    taken = Decision.objects.filter(status__in=facts.TAKEN, agenda_item__in=items).count()
    if not taken:
        return None, 0
    exact = Decimal(hours.numerator) / Decimal(hours.denominator)
    return round(round(exact, 2) / taken, 1), taken


def loose(facts: Any) -> int:
    """Running measures of no active priority (beside K15)."""
    active = {one.pk for one in Priority.objects.all() if one.active and one.closed_at is None}
    with_one = set(
        DecisionIssue.objects.filter(issue__priority__in=active).values_list("decision_id", flat=True)
    )
    running = [
        pk
        for pk, row in facts.decisions.items()
        if row["status"] in ("adopted", "executing") and facts.links[pk]
    ]
    return sum(pk not in with_one for pk in running)
