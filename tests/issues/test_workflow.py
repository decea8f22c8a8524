"""Every pair of states for every kind of person, against the table of the domain typed here once more."""

import pytest

from issues.actions import move_issue
from issues.models import Issue
from issues.workflow import LETTER_STATES, LETTER_WORKFLOW, STATES, WORKFLOW
from tests.issues.stories import DECISION, in_days, issue_in
from tests.personas import PERSONAS, municipality, person
from wijkraad.terms.refusal import Refused

COUNCIL = "board"
# to: (from, who): the table of 2-domain, "Issues"
TABLE = {
    "assessing": [
        ("reported decided waiting in_progress rejected withdrawn not_resolved merged", "board manager"),
        ("resolved", "board manager system"),
    ],
    "decided": [("assessing waiting", "decision")],
    "in_progress": [
        ("assessing decided waiting", "responsible manager"),
        ("reported_done", "responsible manager system"),
    ],
    "waiting": [("assessing decided in_progress", "responsible manager")],
    "reported_done": [("in_progress waiting", "responsible partner")],
    "resolved": [("reported_done", "other system")],
    "not_resolved": [("assessing decided in_progress waiting", "decision responsible")],
    "rejected": [("reported assessing", "board manager")],
    "withdrawn": [("reported assessing", "reporter")],
    "merged": [("reported assessing", "board manager")],
}
LETTERS = {
    "sent": [("concept", "responsible secretary chair"), ("answered", "responsible secretary")],
    "scrapped": [("concept", "responsible secretary")],
    "in_default": [("sent", "responsible secretary chair")],
    "answered": [("sent in_default", "responsible secretary")],
    "withdrawn": [("sent in_default", "responsible secretary chair")],
    "closed": [("sent answered", "responsible secretary")],
}


def expected(table, source: str, target: str) -> set[str]:
    found = [set(who.split()) for sources, who in table.get(target, []) if source in sources.split()]
    return set().union(*found)


@pytest.mark.parametrize("source", STATES)
@pytest.mark.parametrize("target", STATES)
def test_the_issue_table_is_that_of_the_domain(source: str, target: str) -> None:
    assert WORKFLOW.who(source, target) == expected(TABLE, source, target)


@pytest.mark.parametrize("source", LETTER_STATES)
@pytest.mark.parametrize("target", LETTER_STATES)
def test_the_letter_table_is_typed_twice(source: str, target: str) -> None:
    assert LETTER_WORKFLOW.who(source, target) == expected(LETTERS, source, target)


def test_an_issue_begins_as_a_report() -> None:
    assert WORKFLOW.first_states == ["reported"]
    assert LETTER_WORKFLOW.first_states == ["concept"]


BOARD = {"board_member", "other_board_member", "secretary", "chair", "treasurer"}
MAY = {  # what each actor of the table is, among the personas, for an issue of `board_member`
    "board": BOARD,
    "manager": {"manager"},
    "responsible": {"board_member"},
    "partner": {"partner"},
    "other": (BOARD | {"manager", "deputy"}) - {"board_member"},
    "decision": set(),
    "system": set(),
    "reporter": set(),
}
ENOUGH = {
    "reason": "Omdat het zo is.",
    "goal": "doel",
    "criterion": "maatstaf",
    "baseline": "begin",
    "evidence": "gezien",
    "action_title": "doen",
}


@pytest.mark.parametrize("source", STATES)
def test_every_move_for_everybody(db, source: str) -> None:
    """One issue in the state; each persona tries each target in a savepoint that is rolled back."""
    from django.db import transaction

    class Back(Exception):
        pass

    issue = issue_in(source)
    Issue.objects.filter(pk=issue.pk).update(
        partner=municipality(), judgement="reached", judged_by=person("chair")
    )
    other = issue_in("assessing")
    for key in PERSONAS:
        for target in STATES:
            may = {one for actor in WORKFLOW.who(source, target) for one in MAY[actor]}
            needs = dict(ENOUGH, responsible=person("board_member"), partner=municipality(), until=in_days(9))
            needs |= {"action_due": in_days(9), "into": other}
            if target == "not_resolved" and key == "board_member":
                Issue.objects.filter(pk=issue.pk).update(size="klein")
            try:
                with transaction.atomic():
                    move_issue(Issue.objects.get(pk=issue.pk), target, by=person(key), **needs)
                    raise Back
            except Back:
                assert key in may, f"{key} brought it from {source} to {target}"
            except Refused as refusal:
                assert key not in may, f"{key} {source} → {target}: {refusal}"
            Issue.objects.filter(pk=issue.pk).update(size="gewoon")


@pytest.mark.parametrize("target", ["decided", "not_resolved"])
def test_a_decision_moves_it(db, target: str) -> None:
    issue = issue_in("assessing")
    move_issue(issue, target, by=person("secretary"), cause=DECISION, reason="Besloten.")
    assert issue.status == target
    assert issue.status_changes.last().cause_number == "B2026-001"
