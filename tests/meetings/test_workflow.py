"""Every pair of states × every persona, against a second copy of the rules typed from the domain."""

import itertools

import pytest

from meetings.models import Decision, Meeting, WorkingGroup
from meetings.permissions import can_move_decision, can_move_meeting
from meetings.workflow import DECISION, MEETING
from tests.personas import PERSONAS
from wijkraad.trail.workflow import NEW

LEADS = {"secretary", "chair"}
COUNCIL = {"board_member", "other_board_member", "secretary", "chair", "treasurer"}

MEETING_RULES = {
    ("", "planned"): LEADS,
    ("planned", "running"): LEADS,
    ("running", "planned"): LEADS,
    ("running", "held"): LEADS,
    ("held", "minutes_proposed"): LEADS,
    ("minutes_proposed", "minutes_draft"): LEADS,
    ("minutes_draft", "minutes_proposed"): LEADS,
    ("minutes_proposed", "minutes_adopted"): LEADS,
    ("held", "logged"): LEADS,
    ("planned", "cancelled"): LEADS,
}
MEETING_STATES = [
    "planned", "running", "held", "minutes_proposed", "minutes_draft", "minutes_adopted", "logged",
    "cancelled",
]  # fmt: skip

OWNER = {"owner"}
DECISION_RULES = {
    ("", "concept"): COUNCIL,
    ("concept", "adopted"): LEADS,
    ("concept", "rejected"): LEADS,
    ("concept", "deferred"): LEADS,
    ("concept", "scrapped"): {"secretary"},
    ("deferred", "concept"): LEADS,
    ("adopted", "executing"): OWNER,
    ("adopted", "done"): OWNER,
    ("adopted", "not_achieved"): OWNER,
    ("executing", "done"): OWNER,
    ("executing", "not_achieved"): OWNER,
    ("adopted", "superseded"): LEADS,
    ("executing", "superseded"): LEADS,
    ("adopted", "withdrawn"): LEADS,
    ("executing", "withdrawn"): LEADS,
    ("adopted", "lapsed"): LEADS,
    ("executing", "lapsed"): LEADS,
    ("done", "executing"): {"chair"},
}
DECISION_STATES = [
    "concept", "adopted", "rejected", "deferred", "scrapped", "executing", "done", "not_achieved",
    "superseded",
    "withdrawn", "lapsed",
]  # fmt: skip


def test_the_states_are_those_of_the_domain() -> None:
    """And one beside them: what was taken in from before the portal, from which nothing leads on."""
    assert list(MEETING.states) == [*MEETING_STATES, "imported"]
    assert set(DECISION.states) == {*DECISION_STATES, "imported"}
    assert sorted(MEETING.first_states) == ["imported", "planned"]
    assert sorted(DECISION.first_states) == ["concept", "imported"]
    for table in (MEETING, DECISION):
        assert [pair for pair in table.pairs if "imported" in pair and pair[0]] == []


@pytest.mark.parametrize("key", [*PERSONAS, "visitor"])
def test_meeting_moves(people: dict, key: str) -> None:
    user = people.get(key)
    for source, target in itertools.product([NEW, *MEETING_STATES], MEETING_STATES):
        allowed = can_move_meeting(user, Meeting(status=source), target)
        assert allowed == (key in MEETING_RULES.get((source, target), ())), (source, target)


RUN_BY_THE_LEAD = {
    ("", "planned"), ("planned", "running"), ("running", "planned"), ("running", "held"), ("held", "logged"),
    ("planned", "cancelled"),
}  # fmt: skip


@pytest.mark.parametrize("key", [*PERSONAS, "visitor"])
def test_the_lead_of_a_group_runs_its_meetings_while_on_the_board(people: dict, key: str) -> None:
    """And adopts nothing: such a meeting never decides, whatever its kind says."""
    user = people.get(key)
    group = WorkingGroup(lead=user) if user else WorkingGroup()
    for kind, allowed in (("werkgroep", RUN_BY_THE_LEAD if key in COUNCIL else set()), ("bestuur", set())):
        row = Meeting(kind=kind, working_group=group)
        for source, target in itertools.product([NEW, *MEETING_STATES], MEETING_STATES):
            row.status = source
            expected = (source, target) in allowed or key in MEETING_RULES.get((source, target), ())
            assert can_move_meeting(user, row, target) == expected, (kind, source, target)


@pytest.mark.parametrize("key", [*PERSONAS, "visitor"])
@pytest.mark.parametrize("owner", [False, True], ids=["somebody else's", "their own"])
def test_decision_moves(people: dict, key: str, owner: bool) -> None:
    user = people.get(key)
    if owner and user is None:
        return
    row = Decision(responsible=user if owner else people["neighbour"])
    if not owner and key == "neighbour":
        row.responsible = people["resident"]
    for source, target in itertools.product([NEW, *DECISION_STATES], DECISION_STATES):
        row.status = source
        rule = DECISION_RULES.get((source, target), set())
        expected = key in rule or (owner and rule == OWNER)
        assert can_move_decision(user, row, target) == expected, (source, target)


def test_a_suspended_person_moves_nothing(people: dict) -> None:
    secretary = people["secretary"]
    secretary.is_active = False
    secretary.__dict__.pop("_roles_on", None)
    assert not can_move_meeting(secretary, Meeting(status="planned"), "running")
    assert not can_move_decision(secretary, Decision(status="adopted", responsible=secretary), "done")
