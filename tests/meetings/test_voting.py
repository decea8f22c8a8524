"""Who decides, who stands aside, ties, and what is decided outside a meeting; each rule attacked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from psycopg.types.range import DateRange

from meetings import actions
from meetings.actions import Count
from meetings.actions.sitting import sitting_of
from meetings.actions.votes import voters
from meetings.models import AgendaItem, Decision, Vote
from tests.meetings.conftest import FIRST, Council
from tests.meetings.test_decisions import refused, urgent
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.terms.values import forget
from wijkraad.trail.models import TrailEvent

ADOPT, REJECT = actions.adopt_decision, actions.reject_decision


def rule(key: str, worth: object, since: date = date(2026, 1, 1)) -> None:
    """A dated setting from a day on."""
    Setting.objects.create(
        key=key, value=worth, valid=DateRange(since, None), source="s", created_at=clock.now()
    )
    forget()


@pytest.fixture
def item(council: Council) -> AgendaItem:
    return actions.add_item(council.open(), by=council.secretary, title="Punt", issues=[council.issue()])


@pytest.mark.parametrize("kind", ["wijkoverleg", "werkgroep", "extern"])
def test_other_meetings_advise(council: Council, kind: str) -> None:
    item = actions.add_item(
        council.open(kind=kind), by=council.secretary, title="P", issues=[council.issue()]
    )
    decision = council.vote(council.proposal(item))
    assert refused(ADOPT, decision, by=council.chair) == "advises"
    assert refused(REJECT, decision, by=council.chair) == "advises"
    actions.set_outcome(item, by=council.secretary, outcome="advice")
    council.close(item.meeting)
    assert Decision.objects.get().status == "concept"


def test_a_vote_counts_only_while_the_same_people_may_vote(council: Council, item: AgendaItem) -> None:
    """Attack: vote with five, then one declares an interest, or goes home, and the five still count."""
    decision = council.vote(council.proposal(item), for_=5, against=0)
    actions.declare_conflict(item, by=council.owner, person=council.owner)
    assert refused(ADOPT, decision, by=council.chair) == "votes"
    decision = council.vote(decision, for_=4, against=0)
    actions.record_attendance(item.meeting, by=council.chair, person=council.members[4], state="excused")
    assert refused(ADOPT, decision, by=council.chair) == "votes"
    decision = council.vote(decision, way="names", votes=dict.fromkeys(voters(item), "for"))
    actions.record_attendance(item.meeting, by=council.chair, person=council.members[2], state="excused")
    assert refused(ADOPT, decision, by=council.chair) == "votes"
    assert sitting_of(item.meeting, item).quorum == (2, 2, 4)
    named = dict.fromkeys(voters(item), "for")
    assert ADOPT(council.vote(decision, way="names", votes=named), by=council.chair).votes_for == 2


def test_who_has_an_interest_leaves_and_writes_nothing_down(council: Council, item: AgendaItem) -> None:
    """Unless nobody else is there to write."""
    decision = council.proposal(item)
    actions.declare_conflict(item, by=council.secretary, person=council.secretary)
    for act in (
        lambda: council.vote(decision, for_=3),
        lambda: council.proposal(item),
        lambda: actions.change_decision(decision, by=council.secretary, text="Iets anders."),
        lambda: actions.defer_decision(
            decision, by=council.secretary, until=date(2027, 1, 1), reason="later"
        ),
    ):
        assert refused(act) == "declared"
    actions.record_votes(decision, by=council.chair, for_=4)
    assert refused(ADOPT, decision, by=council.secretary) == "declared"
    actions.record_attendance(item.meeting, by=council.chair, person=council.chair, state="excused")
    decision = council.vote(decision, for_=3, against=0)
    assert ADOPT(decision, by=council.secretary).votes_for == 3


def test_new_words_are_voted_on_anew(council: Council, item: AgendaItem) -> None:
    decision = council.vote(council.proposal(item))
    actions.change_decision(decision, by=council.chair, mandate_amount=Decimal("900.00"))
    assert refused(ADOPT, decision, by=council.chair) == "votes"
    same = council.vote(Decision.objects.get())
    actions.change_decision(same, by=council.chair, mandate_amount=Decimal("900.00"), reason="omdat")
    assert ADOPT(same, by=council.chair).status == "adopted"


@pytest.mark.parametrize("way", ["count", "names", "secret"])
def test_a_tie_by_the_rule_of_the_day(council: Council, item: AgendaItem, way: str) -> None:
    named = dict(zip(council.members, ["for", "for", "against", "against", "abstain"], strict=True))
    vote = {"way": way, "for_": 2, "against": 2, "abstain": 1, "votes": named}
    decision = actions.record_votes(council.proposal(item), by=council.secretary, **vote)
    assert refused(ADOPT, decision, by=council.chair) == "meetings_decision_majority"
    rule("tie_rule", "chair")
    if way == "secret":
        assert refused(ADOPT, decision, by=council.chair) == "meetings_decision_majority"
        assert REJECT(decision, by=council.chair).chair_vote == ""
        return
    if way == "count":
        assert refused(ADOPT, decision, by=council.chair) == "tie_chair"
        decision = actions.record_votes(decision, by=council.secretary, chair="for", **vote)
    else:
        decision = actions.record_votes(decision, by=council.secretary, **vote)
    assert refused(REJECT, decision, by=council.chair) == "meetings_decision_majority"
    assert ADOPT(decision, by=council.chair).chair_vote == "for"


def test_a_tie_may_ask_for_one_more_vote_in_the_next_meeting(council: Council, item: AgendaItem) -> None:
    rule("tie_rule", "again")
    decision = council.vote(council.proposal(item), for_=2, against=2)
    assert refused(ADOPT, decision, by=council.chair) == "tie_again"
    assert refused(REJECT, decision, by=council.chair) == "tie_again"
    later = clock.today() + timedelta(days=30)
    actions.defer_decision(decision, by=council.chair, until=later, reason="De stemmen staken.")
    council.close(item.meeting)
    second = actions.add_item(council.open(30), by=council.secretary, title="Weer", issues=item.issues.all())
    decision = actions.bring_back(decision, by=council.chair, item=second)
    assert decision.votes_for is None
    assert REJECT(council.vote(decision, for_=2, against=2), by=council.chair).status == "rejected"


def test_quorum_is_that_of_the_day_of_the_meeting(council: Council, item: AgendaItem) -> None:
    rule("quorum", {"share": "0.9", "base": "board", "conflicted_count": False}, date(2026, 3, 5))
    assert sitting_of(item.meeting, item).quorum == (5, 3, 5)
    later = actions.add_item(council.open(30), by=council.secretary, title="Later")
    assert sitting_of(later.meeting, later).quorum == (5, 5, 5)


def test_a_secret_vote_is_told_once_and_whole(council: Council, item: AgendaItem) -> None:
    """Attack: count vote by vote, or before and after somebody left; compare, and know who voted what."""
    decision = council.proposal(item)
    assert refused(council.vote, decision, way="secret", for_=1, against=0) == "secret_votes"
    decision = council.vote(decision, way="secret", for_=4, against=1)
    actions.record_attendance(item.meeting, by=council.chair, person=council.members[4], state="excused")
    assert refused(ADOPT, decision, by=council.chair) == "votes"
    ADOPT(council.vote(decision, way="secret", for_=4, against=0), by=council.chair)
    told = TrailEvent.objects.filter(table="meetings_decision").values_list("changes", flat=True)
    assert all(changes.get(f"votes_{one}", True) is True for changes in told for one in ("for", "against"))
    assert not Vote.objects.exists()


def test_an_interest_outside_a_meeting_is_no_vote(council: Council) -> None:
    decision = council.proposal(None, about_council=True)
    for member in council.members:
        actions.answer_outside(decision, by=member, choice="conflict", reason="mijn straat")
    assert refused(ADOPT, decision, by=council.chair) == "all_declared"
    actions.answer_outside(decision, by=council.chair, choice="for")
    adopted = ADOPT(decision, by=council.chair)
    assert (adopted.votes_for, adopted.votes_against, adopted.votes_abstain) == (1, 0, 0)


def test_everybody_has_time_to_answer(council: Council) -> None:
    """Three of five answered, two for and one against: the two others may still turn it."""
    decision = council.proposal(None, about_council=True)
    for member, choice in zip(council.members, ("for", "for", "against"), strict=False):
        actions.answer_outside(decision, by=member, choice=choice)
    assert refused(ADOPT, decision, by=council.chair) == "answers_open"
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert ADOPT(decision, by=council.chair).votes_for == 2


def test_other_words_are_asked_again(council: Council) -> None:
    """Attack: let all agree to a small amount, then make it a large one."""
    decision = council.proposal(None, about_council=True)
    for member in council.members:
        actions.answer_outside(decision, by=member, choice="for")
    actions.change_decision(decision, by=council.secretary, mandate_amount=Decimal("9000.00"))
    assert refused(ADOPT, decision, by=council.chair) == "quorum"


def test_an_urgent_proposal_that_one_of_both_refuses_ends_there(council: Council, treasurer) -> None:
    decision = urgent(council, treasurer)
    actions.answer_outside(decision, by=treasurer, choice="against")
    assert refused(ADOPT, decision, by=council.chair) == "meetings_decision_majority"
    assert REJECT(decision, by=council.chair, reason="Te duur.").status == "rejected"


def test_urgent_waits_for_the_board(council: Council, treasurer) -> None:
    """It does not lapse by one person on the way, and too few members cannot ratify it."""
    with clock.moved_to(FIRST):
        decision = ADOPT(urgent(council, treasurer), by=council.chair)
    assert refused(actions.lapse_decision, decision, by=council.secretary) == "not_met"
    small = council.open(7, absent=3)
    point = actions.add_item(small, by=council.chair, title="Spoed")
    assert refused(actions.ratify_at, point, decision, by=council.chair, count=Count(2)) == "quorum"
    assert actions.lapse_decision(decision, by=council.secretary).status == "lapsed"


def test_only_who_works_for_the_council_takes_care(council: Council, item: AgendaItem, neighbour) -> None:
    decision = council.vote(council.proposal(item, responsible=neighbour))
    assert refused(ADOPT, decision, by=council.chair) == "owner_gone"
    actions.change_decision(decision, by=council.chair, responsible=council.owner)
    decision = ADOPT(council.vote(decision), by=council.chair)
    assert refused(actions.hand_over_decision, decision, by=council.chair, to=neighbour) == "owner_gone"
