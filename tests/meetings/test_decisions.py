"""What a decision needs, who votes, the ways outside a meeting, and what happens afterwards."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from meetings import actions
from meetings.actions import Count
from meetings.models import Decision, Meeting, Vote
from meetings.querysets import PROMISES
from tests.meetings.conftest import FIRST, Council
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def refused(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as refusal:
        act(*arguments, **named)
    return refusal.value.code


@pytest.fixture
def item(council: Council):
    return actions.add_item(council.open(), by=council.secretary, title="Punt", issues=[council.issue()])


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"responsible": None}, "meetings_decision_owner_and_date"),
        ({"deadline": None}, "meetings_decision_owner_and_date"),
        ({"deadline": date(2020, 1, 1)}, "past_deadline"),
    ],
)
def test_it_needs_a_person_and_a_date(council: Council, item, missing: dict, code: str) -> None:
    decision = council.vote(council.proposal(item, **missing))
    assert refused(actions.adopt_decision, decision, by=council.chair) == code
    decision.refresh_from_db()
    assert (decision.status, decision.number) == ("concept", None)


def test_it_is_about_an_issue_or_about_the_council(council: Council) -> None:
    item = actions.add_item(council.open(), by=council.secretary, title="Punt")
    decision = council.vote(council.proposal(item))
    assert refused(actions.adopt_decision, decision, by=council.chair) == "meetings_decision_about"
    decision = actions.change_decision(decision, by=council.chair, about_council=True)
    assert actions.adopt_decision(decision, by=council.chair).number == "B2026-001"


@pytest.mark.parametrize(("for_", "against"), [(2, 2), (1, 3), (0, 0)])
def test_no_majority_no_decision(council: Council, item, for_: int, against: int) -> None:
    decision = council.vote(council.proposal(item), for_=for_, against=against)
    assert refused(actions.adopt_decision, decision, by=council.chair) == "meetings_decision_majority"
    rejected = actions.reject_decision(decision, by=council.chair)
    assert (rejected.status, rejected.number) == ("rejected", "B2026-001")


def test_without_votes_or_quorum_nothing_is_decided(council: Council) -> None:
    meeting = council.open(absent=3)
    item = actions.add_item(meeting, by=council.secretary, title="Punt", issues=[council.issue()])
    decision = council.proposal(item)
    assert refused(actions.adopt_decision, decision, by=council.chair) == "votes"
    council.vote(decision, for_=2, against=0)
    assert refused(actions.adopt_decision, decision, by=council.chair) == "quorum"
    actions.record_attendance(meeting, by=council.secretary, person=council.members[3])
    assert actions.adopt_decision(decision, by=council.chair).status == "adopted"


def test_declared_members_do_not_vote(council: Council, item) -> None:
    decision = council.proposal(item)
    actions.declare_conflict(item, by=council.owner, person=council.owner, reason="familie")
    assert refused(council.vote, decision, for_=4, against=1) == "votes"
    named = dict.fromkeys(council.members, "for")
    assert refused(council.vote, decision, way="names", votes=named) == "votes"
    del named[council.owner]
    decision = council.vote(decision, way="names", votes=named)
    assert (decision.votes_for, Vote.objects.count()) == (4, 4)


def test_when_all_are_declared_reasons_are_written(council: Council, item) -> None:
    decision = council.proposal(item)
    for member in council.members:
        actions.declare_conflict(item, by=member, person=member)
    council.vote(decision, for_=5, against=0)
    assert refused(actions.adopt_decision, decision, by=council.chair) == "all_declared"
    actions.change_decision(decision, by=council.chair, reason="Iedereen woont in de straat.")
    assert actions.adopt_decision(decision, by=council.chair).status == "adopted"


def test_a_vote_by_name_that_becomes_secret_forgets_the_names(council: Council, item) -> None:
    decision = council.vote(council.proposal(item), way="names", votes={council.chair: "for"})
    decision = council.vote(decision, way="secret", for_=4, against=1)
    assert not Vote.objects.exists()
    assert actions.adopt_decision(decision, by=council.chair).vote_way == "secret"


def test_only_secretary_and_chair_decide_and_only_while_it_runs(council: Council, item, treasurer) -> None:
    decision = council.vote(council.proposal(item))
    assert refused(actions.adopt_decision, decision, by=treasurer) == "not_allowed"
    council.close(item.meeting)
    assert refused(actions.adopt_decision, decision, by=council.chair) == "not_running"


def test_everybody_is_asked_outside_a_meeting(council: Council, manager) -> None:
    decision = council.proposal(None, about_council=True)
    assert decision.way == "outside"
    assert decision.answers.count() == 5
    assert refused(actions.answer_outside, decision, by=manager, choice="for") == "not_asked"
    assert refused(actions.adopt_decision, decision, by=council.chair) == "quorum"
    for member in council.members[:3]:
        actions.answer_outside(decision, by=member, choice="for")
    adopted = actions.adopt_decision(decision, by=council.chair)
    assert adopted.votes_for == 3
    assert adopted.decided_on == clock.today()
    assert refused(actions.answer_outside, decision, by=council.members[4], choice="against") == "not_asked"


def urgent(council: Council, treasurer, amount: str = "240.00") -> Decision:
    decision = council.proposal(None, way="urgent", about_council=True, mandate_amount=Decimal(amount))
    actions.answer_outside(decision, by=council.chair, choice="for")
    actions.answer_outside(decision, by=treasurer, choice="for")
    return decision


def test_urgent_takes_chair_and_treasurer_up_to_an_amount(council: Council, treasurer) -> None:
    alone = council.proposal(None, way="urgent", about_council=True)
    actions.answer_outside(alone, by=council.chair, choice="for")
    assert refused(actions.adopt_decision, alone, by=council.chair) == "urgent"
    dear = urgent(council, treasurer, "500.01")
    assert refused(actions.adopt_decision, dear, by=council.chair) == "urgent_limit"
    assert actions.adopt_decision(urgent(council, treasurer), by=council.chair).status == "adopted"


def test_the_next_meeting_ratifies_it_or_it_lapses(council: Council, treasurer) -> None:
    with clock.moved_to(FIRST):
        kept = actions.adopt_decision(urgent(council, treasurer), by=council.chair)
        lost = actions.adopt_decision(urgent(council, treasurer), by=council.chair)
    meeting = council.open(30)
    item = actions.add_item(meeting, by=council.chair, title="Met spoed besloten")
    actions.ratify_at(item, kept, by=council.chair, count=Count(3, 2))
    with pytest.raises(Refused, match=lost.number):
        actions.close_meeting(meeting, by=council.secretary)
    council.close(meeting)
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.status, lost.status) == ("adopted", "lapsed")
    assert (kept.ratified_by.votes_for, kept.ratified_by.status) == (3, "done")


def test_an_urgent_decision_without_a_majority_lapses_at_once(council: Council, treasurer) -> None:
    """A tie is no majority, whatever the statuten say about a second vote: it cannot wait once more."""
    with clock.moved_to(FIRST):
        lost = actions.adopt_decision(urgent(council, treasurer), by=council.chair)
    item = actions.add_item(council.open(30), by=council.chair, title="Met spoed besloten")
    assert refused(actions.ratify_at, item, lost, by=council.owner, count=Count(5)) == "not_allowed"
    assert refused(actions.ratify_at, item, lost, by=council.chair, count=Count(6)) == "votes"
    actions.declare_conflict(item, by=council.chair, person=council.owner)
    assert refused(actions.ratify_at, item, lost, by=council.chair, count=Count(5)) == "votes"
    assert actions.ratify_at(item, lost, by=council.chair, count=Count(2, 2)).status == "lapsed"
    vote = Decision.objects.latest("id")
    assert (vote.status, vote.votes_for, vote.votes_against) == ("rejected", 2, 2)
    assert refused(actions.ratify_at, item, lost, by=council.chair, count=Count(4)) == "decision_move"


def test_plain_sql_ratifies_nothing_without_a_decision_of_that_evening(council: Council, treasurer) -> None:
    with clock.moved_to(FIRST):
        waits = actions.adopt_decision(urgent(council, treasurer), by=council.chair)
    before = council.decision(council.open(7))
    meeting = council.open(30)
    for by in (None, before, waits):
        with pytest.raises(IntegrityError) as stopped, transaction.atomic():
            Decision.objects.filter(pk=waits.pk).update(ratified_in=meeting, ratified_by=by)
        assert stopped.value.__cause__.diag.constraint_name == "meetings_decision_ratified"


def test_done_takes_a_result_and_evidence(council: Council, item, treasurer) -> None:
    decision = actions.adopt_decision(council.vote(council.proposal(item)), by=council.chair)
    assert refused(actions.start_decision, decision, by=treasurer) == "decision_move"
    decision = actions.start_decision(decision, by=council.owner)
    finish = actions.finish_decision
    assert refused(finish, decision, by=council.owner, result="Bakken staan", evidence=" ") == (
        "meetings_decision_evidence"
    )
    decision = finish(decision, by=council.owner, result="Bakken staan", evidence="foto van 12 juni")
    assert (decision.status, decision.finished_on) == ("done", clock.today())
    assert refused(actions.reopen_decision, decision, by=council.owner, reason="nee") == "decision_move"
    assert actions.reopen_decision(decision, by=council.chair, reason="twee zijn weg").status == "executing"


def test_a_moved_date_keeps_the_first_one_and_its_reason(council: Council, item, neighbour) -> None:
    decision = actions.adopt_decision(council.vote(council.proposal(item)), by=council.chair)
    later = decision.deadline + timedelta(days=30)
    move = actions.move_deadline
    assert refused(move, decision, by=neighbour, to=later, reason="druk") == "not_allowed"
    assert refused(move, decision, by=council.owner, to=later, reason=" ") == "no_reason"
    moved = move(decision, by=council.owner, to=later, reason="De gemeente is later.")
    assert (moved.deadline, moved.first_deadline) == (later, decision.deadline)
    assert moved.deadline_changes.get().reason == "De gemeente is later."


def test_supersede_and_withdraw_take_another_running_decision(council: Council) -> None:
    meeting = council.open()
    old, new, third = (council.decision(meeting) for _ in range(3))
    assert refused(actions.supersede_decision, old, old, by=council.chair) == "meetings_decision_cause"
    old = actions.supersede_decision(old, new, by=council.chair)
    assert (old.status, old.superseded_by) == ("superseded", new)
    assert old.moves.latest("id").cause_number == new.number
    assert refused(actions.supersede_decision, new, old, by=council.chair) == "meetings_decision_cause"
    assert actions.withdraw_decision(third, new, by=council.chair).status == "withdrawn"


def test_promises_count_by_the_first_date(council: Council) -> None:
    meeting = council.open()
    with clock.moved_to(meeting.starts_at + timedelta(hours=1)):
        first = date(2026, 5, 1)
        on_time, moved, replaced, successor, withdrawn = (
            council.decision(meeting, deadline=first) for _ in range(5)
        )
        moved = actions.move_deadline(moved, by=council.owner, to=date(2026, 6, 1), reason="later")
        actions.supersede_decision(replaced, successor, by=council.chair)
        actions.withdraw_decision(withdrawn, successor, by=council.chair)
    done = {"by": council.owner, "result": "klaar", "evidence": "foto"}
    with clock.moved_to(FIRST + timedelta(days=20)):
        actions.finish_decision(on_time, **done)
        actions.finish_decision(successor, **done)
    with clock.moved_to(FIRST + timedelta(days=80)):
        actions.finish_decision(moved, **done)
    year = (date(2026, 1, 1), date(2027, 1, 1))
    assert Decision.objects.kept(*year) == (2, 3)
    counts = Decision.objects.of_year(2026).promises(clock.today())
    assert [counts[look] for look in PROMISES] == [2, 1, 0, 0, 0, 2]


def test_what_was_decided_outside_stands_in_the_next_evening_only(council: Council, treasurer) -> None:
    """Not in one that was cancelled, nor in a paper of long ago that was taken in afterwards."""
    with clock.moved_to(FIRST):
        outside = actions.adopt_decision(urgent(council, treasurer), by=council.chair)
    coming, cancelled = council.evening(30), council.evening(20)
    actions.cancel_meeting(cancelled, by=council.secretary)
    files = [("oud.csv", b"datum;tekst\n4-3-2019;Banken\n")]
    old = actions.keep_papers(by=council.secretary, kind="minutes", files=files)
    actions.take_in_papers(old, by=council.secretary, public=True)
    listed = {
        one.slug: outside.number in Client().get(f"/vergaderingen/{one.slug}/").content.decode()
        for one in Meeting.objects.all()
    }
    assert listed == {coming.slug: True, cancelled.slug: False, "2019-03-04-bestuur": False}


def test_a_refused_step_shows_every_word_again(council: Council) -> None:
    """Somebody else was first: the result that was typed two hours long stands at its form."""
    decision = council.decision(council.open())
    browser = Client()
    browser.force_login(council.owner)
    actions.fail_decision(decision, by=council.owner, reason="Geen geld")
    words = {"klaar-result": "Vier bakken staan er.", "klaar-evidence": "Foto van 3 april"}
    page = browser.post(f"/werk/besluiten/{decision.uuid}/klaar/", words).content.decode()
    assert all(one in page for one in words.values())
    assert "Er is niets veranderd." in page
    decision.refresh_from_db()
    assert decision.status == "not_achieved"
