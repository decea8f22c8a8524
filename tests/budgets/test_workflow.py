"""Every pair of states × role of the spend request, against a copy of the domain's table typed here."""

import pytest

from budgets.actions.moving import judge_move
from budgets.models import SpendRequest
from budgets.permissions import actors
from budgets.workflow import SPEND
from tests.budgets import scene
from tests.personas import PERSONAS
from wijkraad.terms.refusal import Refused

STATES = [
    "draft",
    "submitted",
    "needs_info",
    "approved",
    "part_paid",
    "paid",
    "paid_short",
    "accounted",
    "rejected",
    "cancelled",
    "imported",
]

# 2-domain, Budgets, SpendRequest: from → to, and who.
TABLE = {
    ("", "draft"): {"board", "secretary", "chair", "treasurer"},
    ("", "imported"): {"treasurer"},
    ("draft", "submitted"): {"requester"},
    ("draft", "cancelled"): {"requester"},
    ("submitted", "draft"): {"requester"},
    ("submitted", "needs_info"): {"approver"},
    ("submitted", "approved"): {"approver"},
    ("submitted", "rejected"): {"approver"},
    ("submitted", "cancelled"): {"requester"},
    ("needs_info", "submitted"): {"requester"},
    ("needs_info", "cancelled"): {"requester"},
    ("approved", "submitted"): {"requester", "treasurer"},
    ("approved", "part_paid"): {"treasurer"},
    ("approved", "paid"): {"treasurer"},
    ("approved", "cancelled"): {"requester", "treasurer"},
    ("part_paid", "paid"): {"treasurer"},
    ("part_paid", "paid_short"): {"treasurer"},
    ("part_paid", "approved"): {"treasurer"},
    ("paid", "approved"): {"treasurer"},
    ("paid", "part_paid"): {"treasurer"},
    ("paid", "accounted"): {"treasurer"},
    ("paid_short", "accounted"): {"treasurer"},
    ("accounted", "paid"): {"auditor"},
}
REQUESTER = "secretary"
APPROVERS = {"board_member", "other_board_member", "chair", "treasurer"}
"""Who is free to approve a request of the secretary: the other board members, no deputy, no auditor."""


def test_the_states_are_those_of_the_domain():
    assert sorted(SPEND.states) == sorted(STATES)
    assert SPEND.first_states == ["draft", "imported"]
    assert SPEND.pairs == sorted(pair for pair in TABLE if pair[0])


@pytest.mark.parametrize("source", ["", *STATES])
@pytest.mark.parametrize("target", STATES)
def test_who_of_every_pair(source, target):
    assert SPEND.who(source, target) == TABLE.get((source, target), set())


@pytest.fixture
def request_of_secretary(db, people) -> SpendRequest:
    scene.year()
    return scene.submitted("100.00", by=people[REQUESTER])


def expected(key: str, source: str, target: str) -> bool:
    who = TABLE.get((source, target), set())
    mine = set(PERSONAS[key][1])
    mine |= {"requester"} if key == REQUESTER else set()
    mine |= {"approver"} if key in APPROVERS else set()
    return bool(who & mine)


@pytest.mark.parametrize("key", list(PERSONAS))
def test_every_pair_for_every_persona(request_of_secretary, people, key):
    """The judge that every action asks gives each person exactly the moves of the table."""
    found = request_of_secretary
    for source in STATES:
        found.status = source
        for target in STATES:
            try:
                judge_move(found, target, by=people[key])
                allowed = True
            except Refused as refusal:
                assert refusal.code in ("spend_move", "spend_who")
                allowed = False
            assert allowed == expected(key, source, target), (key, source, target)


def test_a_visitor_is_nobody(request_of_secretary):
    class Visitor:
        is_authenticated, pk, household = False, None, ""

    assert actors(Visitor(), request_of_secretary) == frozenset()
    assert actors(Visitor(), None) == frozenset()
