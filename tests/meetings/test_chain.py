"""From agenda to decision: what the issue gets to know, and when the talk has to end."""

from datetime import date, timedelta

import pytest

from meetings import actions
from meetings.models import AgendaItem
from tests.meetings.conftest import FIRST, Council
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def test_a_decision_starts_the_work(council: Council) -> None:
    issue = council.issue()
    meeting = council.open()
    decision = council.decision(meeting, issue, mandate_amount="2500.00")
    issue.refresh_from_db()
    assert decision.number == "B2026-001"
    assert decision.first_deadline == decision.deadline
    assert issue.status == "decided"
    change = issue.status_changes.latest("id")
    assert (change.cause_kind, change.cause_number) == ("decision", "B2026-001")
    assert meeting.items.get().outcome == "decision"


def test_a_decision_that_starts_nothing_leaves_a_row(council: Council) -> None:
    issue = council.issue()
    council.decision(council.open(), issue, starts_work=False)
    issue.refresh_from_db()
    assert issue.status == "assessing"
    assert issue.status_changes.filter(from_state="assessing", to_state="assessing").count() == 1


def test_on_agenda_is_the_first_coming_public_evening(council: Council) -> None:
    issue = council.issue()
    late, soon, hidden = council.evening(60), council.evening(30), council.evening(10)
    for meeting in (late, soon):
        actions.add_item(meeting, by=council.secretary, title="Punt", issues=[issue])
    actions.add_item(hidden, by=council.secretary, title="Punt", issues=[issue], internal=True)
    issue.refresh_from_db()
    assert issue.on_agenda_at == clock.date_of(FIRST + timedelta(days=30))
    actions.cancel_meeting(soon, by=council.chair)
    issue.refresh_from_db()
    assert issue.on_agenda_at == clock.date_of(FIRST + timedelta(days=60))


def test_three_times_talk_then_it_has_to_end(council: Council) -> None:
    issue = council.issue("Dubbel parkeren")
    for month in range(3):
        council.discuss(issue, month * 30)
    issue.refresh_from_db()
    assert issue.talks_since_decision == 3

    meeting = council.open(90)
    item = actions.add_item(meeting, by=council.secretary, title="Dubbel parkeren", issues=[issue])
    actions.write_minutes(item, by=council.secretary, text="Weer lang gepraat.", base_version=0)
    with pytest.raises(Refused, match="Dubbel parkeren") as refusal:
        council.close(meeting)
    assert refusal.value.code == "talk"
    actions.set_outcome(
        item, by=council.secretary, outcome="deferred", reason="nog één keer",
        once_more_person=council.owner, once_more_on=date(2026, 7, 1),
    )  # fmt: skip
    assert council.close(meeting).status == "held"
    issue.refresh_from_db()
    assert issue.talks_since_decision == 4


@pytest.mark.parametrize("outcome", ["advice", "informative", "deferred"])
def test_no_way_around_the_end(council: Council, outcome: str) -> None:
    issue = council.issue()
    for month in range(3):
        council.discuss(issue, month * 30)
    meeting = council.open(90)
    item = actions.add_item(meeting, by=council.secretary, title="Punt", issues=[issue])
    actions.set_outcome(item, by=council.secretary, outcome=outcome, reason="later", until=date(2026, 7, 1))
    with pytest.raises(Refused):
        council.close(meeting)
    actions.set_outcome(item, by=council.secretary, outcome="closed", reason="geen steun")
    assert council.close(meeting).status == "held"


def test_a_decision_starts_the_count_again_also_a_rejected_one(council: Council) -> None:
    issue = council.issue()
    for month in range(3):
        council.discuss(issue, month * 30)
    meeting = council.open(90)
    item = actions.add_item(meeting, by=council.secretary, title="Punt", issues=[issue])
    decision = council.vote(council.proposal(item), for_=1, against=4)
    with clock.moved_to(meeting.starts_at + timedelta(hours=1)):
        actions.reject_decision(decision, by=council.chair)
    council.close(meeting)
    issue.refresh_from_db()
    assert (issue.talks_since_decision, issue.status) == (0, "assessing")
    council.discuss(issue, 120)
    issue.refresh_from_db()
    assert issue.talks_since_decision == 1


def test_a_point_nobody_got_to_is_no_talk_and_moves_on(council: Council) -> None:
    issue = council.issue()
    for month in range(3):
        council.discuss(issue, month * 30)
    meeting, following = council.open(90), council.evening(120)
    actions.add_item(meeting, by=council.secretary, title="Dubbel parkeren", issues=[issue])
    with pytest.raises(Refused) as refusal:
        actions.close_meeting(meeting, by=council.secretary)
    assert refusal.value.code == "confirm"
    council.close(meeting)
    carried = following.items.get()
    assert carried.title == "Dubbel parkeren"
    assert list(carried.issues.all()) == [issue]
    assert carried.carried_from.outcome == "not_reached"
    issue.refresh_from_db()
    assert issue.talks_since_decision == 3
    assert issue.on_agenda_at == clock.date_of(following.starts_at)


def test_what_was_not_reached_waits_for_an_evening_of_its_kind(council: Council) -> None:
    meeting = council.open()
    actions.add_item(meeting, by=council.secretary, title="Blijft liggen")
    council.close(meeting)
    assert not council.evening(20, kind="wijkoverleg").items.exists()
    assert council.evening(30).items.get().title == "Blijft liggen"
    assert not AgendaItem.objects.open_ends().exists()


def test_external_and_advising_evenings_count_as_talk_but_never_decide(council: Council) -> None:
    issue = council.issue()
    meeting = council.open(kind="wijkoverleg")
    item = actions.add_item(meeting, by=council.secretary, title="Punt", issues=[issue])
    decision = council.vote(council.proposal(item))
    with pytest.raises(Refused) as refusal:
        actions.adopt_decision(decision, by=council.chair)
    assert refusal.value.code == "advises"
    actions.set_outcome(item, by=council.secretary, outcome="advice")
    actions.log_meeting(council.close(meeting), by=council.secretary)
    issue.refresh_from_db()
    assert issue.talks_since_decision == 1
