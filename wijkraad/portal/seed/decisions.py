"""Synthetic meetings with one decision per issue that got one: a meeting on each day of a decision."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import Max

from meetings.models import (
    AgendaIssue,
    AgendaItem,
    Decision,
    DecisionIssue,
    DecisionMove,
    Meeting,
    MeetingMove,
)
from wijkraad.portal.seed.copying import Copier, Row, guards_off
from wijkraad.portal.seed.histories import History
from wijkraad.portal.seed.numbering import Numbering
from wijkraad.terms import clock

TABLES = tuple(
    f"meetings_{name}"
    for name in (
        "meeting",
        "meetingmove",
        "agendaitem",
        "agendaissue",
        "decision",
        "decisionissue",
        "decisionmove",
    )
)
ENDED = {"resolved": "done", "reported_done": "done", "not_resolved": "not_achieved"}
"""What the decision has become, by the state of its issue; the others are being carried out."""


PLACE = "Buurthuis (last)"
"""Marks a meeting of the seed; a meeting that somebody else made is left alone."""


class DecisionSeeder:
    """Makes the decisions of the issues of one chunk; keeps one meeting per date over all chunks."""

    def __init__(self, random: Random, people: list[int]) -> None:
        self.random = random
        self.people = people
        self.numbers = Numbering("decision", "B{year}-{number:03d}")
        self.copiers = {
            model: Copier(model)
            for model in (
                Meeting,
                MeetingMove,
                AgendaItem,
                AgendaIssue,
                Decision,
                DecisionIssue,
                DecisionMove,
            )
        }
        known = Meeting.objects.using("owner").filter(kind="bestuur").values_list("pk", "starts_at", "place")
        self.taken = {clock.date_of(at) for _, at, place in known if place != PLACE}
        self.meetings = {clock.date_of(at): pk for pk, at, place in known if place == PLACE}
        orders = AgendaItem.objects.using("owner").values("meeting_id").annotate(last=Max("order"))
        self.order: dict[int, int] = dict(orders.values_list("meeting_id", "last"))

    def write(self, made: Iterable[tuple[Row, History]]) -> list[tuple[Row, Row]]:
        """Write decisions for issues that passed `decided`; gives (issue, decision) pairs."""
        rows: dict[Any, list[Row]] = {model: [] for model in self.copiers}
        decided = [(issue, history) for issue, history in made if "decided" in history.states]
        pairs = [(issue, self._decision(rows, issue, history)) for issue, history in decided]
        with guards_off(*TABLES):
            for model, copier in self.copiers.items():
                copier.write(rows[model])
        return pairs

    def settle(self) -> None:
        for copier in self.copiers.values():
            copier.settle()
        self.numbers.settle()

    def _decision(self, rows: dict[Any, list[Row]], issue: Row, history: History) -> Row:
        at = history.when("decided")
        assert at is not None
        meeting = self._meeting(rows, at)
        self.order[meeting] = self.order.get(meeting, 0) + 1
        item = self.copiers[AgendaItem].new_id()
        rows[AgendaItem].append(
            {
                "id": item,
                "meeting_id": meeting,
                "order": self.order[meeting],
                "title": issue["title"][:160],
                "minutes": "Wij hebben dit besproken en een besluit genomen.",
                "outcome": "decision",
            }
        )
        link = {"id": self.copiers[AgendaIssue].new_id(), "item_id": item, "issue_id": issue["id"]}
        rows[AgendaIssue].append(link)
        row = self._row(issue, history, at, item)
        rows[Decision].append(row)
        rows[DecisionIssue].append(
            {
                "id": self.copiers[DecisionIssue].new_id(),
                "decision_id": row["id"],
                "issue_id": issue["id"],
            }
        )
        rows[DecisionMove].extend(self._moves(row, history, at))
        return row

    def _row(self, issue: Row, history: History, at: datetime, item: int) -> Row:
        day = clock.date_of(at)
        deadline = day + timedelta(days=self.random.choice((30, 60, 90)))
        status = ENDED.get(history.status, "executing")
        ended = clock.date_of(history.instants[-1]) if status != "executing" else None
        return {
            "id": self.copiers[Decision].new_id(),
            "uuid": UUID(int=self.random.getrandbits(128), version=4),
            "number": self.numbers.draw(day.year),
            "agenda_item_id": item,
            "title": f"Wij pakken dit aan: {issue['title']}"[:160],
            "text": "Wij vragen de gemeente om een oplossing en betalen een proef.",
            "responsible_id": issue["responsible_id"],
            "deadline": deadline,
            "first_deadline": deadline,
            "mandate_amount": self.random.choice((None, 250, 500, 1000)),
            "votes_for": self.random.randint(4, 7),
            "votes_against": self.random.randint(0, 3),
            "votes_abstain": 0,
            "status": status,
            "decided_at": at,
            "decided_on": day,
            "finished_on": ended,
            "result": "Het is klaar." if ended else "",
            "evidence": "Foto bij de kwestie." if ended else "",
            "created_by_id": self.people[0],
            "created_at": at,
        }

    def _moves(self, row: Row, history: History, at: datetime) -> Iterator[Row]:
        steps = ["", "concept", "adopted", row["status"]]
        instants = [at, at, max(at, history.instants[-1])]
        for before, after, when in zip(steps, steps[1:], instants, strict=False):
            yield {
                "id": self.copiers[DecisionMove].new_id(),
                "decision_id": row["id"],
                "from_state": before,
                "to_state": after,
                "at": when,
                "by_id": self.people[0],
            }

    def _meeting(self, rows: dict[Any, list[Row]], at: datetime) -> int:
        day = clock.date_of(at)
        while day in self.taken:
            day += timedelta(days=1)
        if day in self.meetings:
            return self.meetings[day]
        starts = datetime.combine(day, time(20), clock.AMSTERDAM)
        pk = self.meetings[day] = self.copiers[Meeting].new_id()
        rows[Meeting].append(
            {
                "id": pk,
                "kind": "bestuur",
                "starts_at": starts,
                "ends_at": starts + timedelta(hours=2),
                "place": PLACE,
                "slug": f"{day}-bestuur",
                "status": "held",
                "opened_at": starts,
                "closed_at": starts + timedelta(hours=2),
                "created_at": starts - timedelta(days=21),
            }
        )
        for before, after in (("", "planned"), ("planned", "running"), ("running", "held")):
            rows[MeetingMove].append(
                {
                    "id": self.copiers[MeetingMove].new_id(),
                    "meeting_id": pk,
                    "from_state": before,
                    "to_state": after,
                    "at": starts,
                    "by_id": self.people[0],
                }
            )
        return pk
