"""A slow recount of the figures, written apart from the engine: rows read plainly, everything added up in
Python.

`manage.py verify` compares; each difference is one sentence. What both count by the same rule they find in
other ways, so that a mistake in a query of the engine shows.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from statistics import median
from typing import Any

from issues.models import Issue, StatusChange, Theme
from meetings.models import AgendaItem, Decision, DecisionIssue, DecisionMove, Meeting
from wijkraad.portal.figures import recount_more as more
from wijkraad.portal.figures import recount_rest as rest
from wijkraad.portal.figures import recount_scores as scored
from wijkraad.portal.figures.engine import ALL
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.terms.workdays import add_workdays

TAKEN = ("adopted", "rejected", "executing", "done", "not_achieved", "superseded", "withdrawn", "lapsed")
HELD = ("held", "minutes_proposed", "minutes_draft", "minutes_adopted", "logged")
GONE = ("merged", "withdrawn")
Answer = tuple[Any, int]


class Facts:
    """All rows that the recount reads, as a visitor may know of them; kept for one day and the year
    before it.
    """

    TAKEN, HELD = TAKEN, HELD

    def __init__(self, today: date) -> None:
        self.today = today
        self.start = today - timedelta(days=364)
        columns = "pk", "theme_id", "status", "first_report_at", "number", "visibility"
        every = {row[0]: row for row in Issue.objects.values_list(*columns).iterator()}
        self.hidden = {pk for pk, row in every.items() if not row[4] or row[5] == "confidential"}
        self.issues = {pk: row for pk, row in every.items() if pk not in self.hidden and row[2] not in GONE}
        self.known = set(every) - self.hidden
        self.moves: dict[int, list[tuple[datetime, str, str]]] = defaultdict(list)
        moves = StatusChange.objects.order_by("id").values_list("issue_id", "at", "from_state", "to_state")
        for pk, at, source, target in moves.iterator():
            if source != target:
                self.moves[pk].append((at, source, target))
        self.links: dict[int, set[int]] = defaultdict(set)
        for decision, issue in DecisionIssue.objects.values_list("decision_id", "issue_id").iterator():
            self.links[decision].add(issue)
        rows = Decision.objects.filter(status__in=TAKEN, number__isnull=False).values(
            "pk", "status", "decided_on", "first_deadline", "finished_on", "superseded_by_id",
            "withdrawn_by__decided_on", "agenda_item__meeting_id",
        )  # fmt: skip
        self.decisions = {row["pk"]: row for row in rows if not self.links[row["pk"]] & self.hidden}
        self.before = dict(
            Decision.objects.filter(superseded_by__isnull=False).values_list("superseded_by_id", "pk")
        )

    def inside(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.today

    def oldest(self, pk: int) -> Any:
        """The first decision of the chain that ends with this one."""
        while pk in self.before:
            pk = self.before[pk]
        return Decision.objects.get(pk=pk) if pk not in self.decisions else self.decisions[pk]


def _middle(days: list[int]) -> Answer:
    return (Fraction(median(map(Fraction, days))) if days else None), len(days)


def _part(part: int, n: int) -> Answer:
    return (Fraction(part, n) if n else None), n


def first_decision(facts: Facts) -> Answer:
    """K1."""
    first: dict[int, date] = {}
    for pk, row in facts.decisions.items():
        for issue in facts.links[pk]:
            first[issue] = min(first.get(issue, date.max), row["decided_on"])
    return _middle([
        (day - clock.date_of(facts.issues[pk][3])).days
        for pk, day in first.items()
        if pk in facts.issues and facts.inside(day)
    ])  # fmt: skip


def last_outcome(facts: Facts) -> Answer:
    """K3."""
    days = []
    for pk, row in facts.issues.items():
        moves = [one for one in facts.moves[pk] if clock.date_of(one[0]) <= facts.today]
        if (
            moves
            and moves[-1][2] in ("resolved", "not_resolved")
            and facts.inside(clock.date_of(moves[-1][0]))
        ):
            days.append((clock.date_of(moves[-1][0]) - clock.date_of(row[3])).days)
    return _middle(days)


def closed(facts: Facts) -> dict[int, date]:
    """The measures that were closed in the year, by the day."""
    found: dict[int, date] = {}
    moves = DecisionMove.objects.order_by("id").values_list("decision_id", "from_state", "to_state", "at")
    for pk, source, target, at in moves.iterator():
        row = facts.decisions.get(pk)
        if row is None or source == target:
            continue
        found.pop(pk, None)
        if target in ("done", "not_achieved") and facts.links[pk]:
            found[pk] = row["finished_on"] or clock.date_of(at)
    return {pk: day for pk, day in found.items() if facts.inside(day)}


def decision_to_outcome(facts: Facts) -> Answer:
    """K2."""
    days = []
    for pk, day in closed(facts).items():
        first = facts.oldest(pk)
        since = first["decided_on"] if isinstance(first, dict) else first.decided_on
        days.append((day - since).days)
    return _middle(days)


def silent_meetings(facts: Facts) -> Answer:
    """K5a."""
    adopting = set(
        Meeting.objects.exclude(adopted_by_decision=None).values_list("adopted_by_decision", flat=True)
    )
    took: Counter[int] = Counter()
    for pk, row in facts.decisions.items():
        took[row["agenda_item__meeting_id"]] += pk not in adopting
    held = [
        pk
        for pk, at in Meeting.objects.filter(kind="bestuur", status__in=HELD, internal=False).values_list(
            "pk", "starts_at"
        )
        if facts.inside(clock.date_of(at))
    ]
    return _part(sum(took[pk] == 0 for pk in held), len(held))


def steps(facts: Facts) -> Answer:
    """K10."""
    own = dict(Theme.objects.values_list("pk", "norms"))
    usual = cache(lambda day: value("norm_workdays", day))
    due = cache(add_workdays)
    met = n = 0
    for pk, row in facts.issues.items():
        moves = facts.moves[pk]
        for place, (at, _source, state) in enumerate(moves):
            began = clock.date_of(at)
            promised = int({**usual(began), **(own[row[1]] or {})}.get(state, 0))
            if not promised:
                continue
            norm = due(began, promised)
            if not facts.start <= norm < facts.today:
                continue
            n += 1
            met += place + 1 < len(moves) and clock.date_of(moves[place + 1][0]) <= norm
    return _part(met, n)


def in_states(facts: Facts) -> Answer:
    """K11 on the last day: the number of issues in each state."""
    last = Counter(moves[-1][2] for pk, moves in facts.moves.items() if pk in facts.known)
    return {state: number for state, number in sorted(last.items()) if state != "merged"}, 0


def kept(facts: Facts) -> Answer:
    """K14."""
    part = n = 0
    for pk, row in facts.decisions.items():
        if row["status"] in ("rejected", "superseded", "lapsed"):
            continue
        first = facts.oldest(pk)
        promised = first["first_deadline"] if isinstance(first, dict) else first.first_deadline
        gone = row["withdrawn_by__decided_on"]
        if not facts.inside(promised) or (row["status"] == "withdrawn" and gone and gone < promised):
            continue
        n += 1
        part += row["status"] == "done" and row["finished_on"] <= promised
    return _part(part, n)


def talked(facts: Facts) -> Answer:
    """K5b."""
    last: dict[int, tuple[datetime, int | None]] = {}
    links: dict[int, set[int]] = defaultdict(set)
    for decision, issue in DecisionIssue.objects.values_list("decision_id", "issue_id").iterator():
        links[decision].add(issue)
    rows = Decision.objects.filter(status__in=TAKEN).values_list(
        "pk", "decided_at", "agenda_item__meeting_id"
    )
    for pk, at, meeting in rows.iterator():
        for issue in links[pk]:
            if issue not in last or at > last[issue][0]:
                last[issue] = at, meeting
    seen: dict[int, set[int]] = defaultdict(set)
    items = AgendaItem.objects.filter(meeting__status__in=HELD).exclude(outcome__in=("", "not_reached"))
    for issue, meeting, at in items.values_list("issue_links__issue_id", "meeting_id", "meeting__starts_at"):
        since = last.get(issue)
        if since is None or (at > since[0] and meeting != since[1]):
            seen[issue].add(meeting)
    is_open = ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done")
    limit = value("talk_limit", facts.today)
    n = sum(len(seen[pk]) >= limit and row[2] in is_open for pk, row in facts.issues.items())
    return n, n


RECOUNTS: dict[str, Callable[[Facts], Answer]] = {
    "K1": first_decision,
    "K2": decision_to_outcome,
    "K3": last_outcome,
    "K4": rest.still,
    "K5a": silent_meetings,
    "K5b": talked,
    "K10": steps,
    "K11": in_states,
    "K14": kept,
    "K6": rest.came_back,
    "K7": rest.to_priorities,
    "K8": rest.overspent,
    "K9": more.cost,
    "K12": more.spots,
    "K15": more.focus,
    "K16": more.matched,
    "K17": lambda facts: more.proven(facts, closed(facts)),
    "K18": more.rising,
    "K19": more.talk_cost,
}


def differences() -> Iterator[str]:
    """One sentence per figure of the last 365 days that the engine counts otherwise than the recount."""
    today = clock.today()
    facts, asked = Facts(today), Scope(Period.year_up_to(today))
    for code, count in RECOUNTS.items():
        found, right = ALL[code](asked, today=today), count(facts)
        answer = (found.value, found.n)
        if code == "K11":
            states = found.value[-1].total if found.value else {}
            answer = {state: n for state, n in sorted(states.items()) if n}, 0
        elif code == "K7":
            answer = None if found.value is None else round(found.value, 4), found.n
        elif code == "K12":
            answer = {one.segment: round(one.raw, 6) for one in found.value}, found.n
        elif code == "K18":
            answer = {one.segment for one in found.value}, found.n
        if answer != right:
            yield f"cijfer {code}: {answer[0]} over {answer[1]}, moet zijn {right[0]} over {right[1]}"
    yield from _beside(facts, asked)


def _beside(facts: Facts, asked: Scope) -> Iterator[str]:
    """The scores and their order (K13), and the running measures without a priority (beside K15)."""
    yield from scored.differences(facts, ALL["K13"](asked, today=facts.today))
    loose, right_loose = ALL["K15"](asked, today=facts.today).beside["loose_n"], more.loose(facts)
    if loose != right_loose:
        yield f"cijfer K15, zonder prioriteit: {loose}, moet zijn {right_loose}"
