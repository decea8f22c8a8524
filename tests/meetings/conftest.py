"""The neighbourhood of these tests: issues, evenings and decisions, made through the actions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from issues.actions import triage_issue
from issues.models import Issue, StatusChange, Theme
from meetings import actions
from meetings.models import Decision, Meeting
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.trail.acting import acting

FIRST = datetime(2026, 3, 4, 19, tzinfo=UTC)
"""The first evening of the stories: a Wednesday, 20.00 hours in Amsterdam."""
SITTING = ("secretary", "chair", "treasurer", "board_member", "other_board_member")


class Council:
    """A council at work: plan, open, discuss, decide, close. Each method is one or two actions."""

    def __init__(self) -> None:
        self.secretary, self.chair = person("secretary"), person("chair")
        self.members = [person(key) for key in SITTING]
        self.owner = person("board_member")

    def issue(self, title: str = "Te hard bij de oversteek", visibility: str = "public", **more) -> Issue:
        """A triaged issue, being looked into."""
        now = clock.now()
        with acting(None, "report.submit"):
            issue = Issue.objects.create(
                theme=Theme.objects.get(key="verkeer"),
                created_at=now,
                first_report_at=now,
                state_since=now,
                last_event_at=now,
            )
            StatusChange.objects.create(issue=issue, to_state="reported", at=now)
        return triage_issue(
            issue,
            by=self.chair,
            title=title,
            summary="…",
            visibility=visibility,
            responsible=self.owner,
            **more,
        )

    def evening(self, day: int = 0, kind: str = "bestuur", **more) -> Meeting:
        """A planned evening, `day` days after the first one."""
        starts = FIRST + timedelta(days=day)
        return actions.plan_meeting(
            by=self.secretary,
            kind=kind,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            place="Buurthuis",
            **more,
        )

    def open(self, day: int = 0, absent: int = 0, **more) -> Meeting:
        """A running evening with its members there."""
        meeting = self.evening(day, **more)
        actions.open_meeting(meeting, by=self.secretary)
        for number, member in enumerate(self.members):
            state = "present" if number < len(self.members) - absent else "excused"
            actions.record_attendance(meeting, by=self.secretary, person=member, state=state)
        return meeting

    def close(self, meeting: Meeting) -> Meeting:
        return actions.close_meeting(meeting, by=self.secretary, confirmed=True)

    def discuss(self, issue: Issue, day: int, outcome: str = "informative") -> Meeting:
        """A whole evening about one issue that ends without decision."""
        meeting = self.open(day)
        item = actions.add_item(meeting, by=self.secretary, title=issue.title, issues=[issue])
        actions.set_outcome(item, by=self.secretary, outcome=outcome, reason="nog niet klaar")
        return self.close(meeting)

    def proposal(self, item=None, **more) -> Decision:
        given = {
            "title": "Vier bakken",
            "text": "Wij vragen de gemeente om vier bakken als proef.",
            "responsible": self.owner,
            "deadline": date(2027, 6, 1),
        } | more
        return actions.draft_decision(by=self.secretary, item=item, **given)

    def vote(self, decision: Decision, for_: int = 4, against: int = 1, **more) -> Decision:
        return actions.record_votes(decision, by=self.secretary, for_=for_, against=against, **more)

    def decision(self, meeting: Meeting, issue: Issue | None = None, **more) -> Decision:
        """An adopted decision in a running evening; without an issue about the council itself."""
        item = actions.add_item(meeting, by=self.secretary, title="Punt", issues=[issue] if issue else [])
        decision = self.proposal(item, about_council=issue is None, **more)
        self.vote(decision)
        return actions.adopt_decision(decision, by=self.secretary)


@pytest.fixture
def council(room: None) -> Council:
    return Council()
