"""The stored number of what is late says what a count would say, for everybody and after every change."""

from datetime import timedelta

import pytest

from budgets.actions import evaluate_request
from budgets.models import SpendRequest
from issues.models import Issue
from meetings.models import Decision
from tests.budgets import scene
from tests.issues.stories import readers
from tests.personas import person
from tests.portal import makers
from tests.portal.test_stored import pay
from wijkraad.people.models import User
from wijkraad.portal.dashboard.page import Dashboard
from wijkraad.portal.figures import now
from wijkraad.portal.figures.owed import DECISIONS, OWED, REPORTS
from wijkraad.terms import clock
from wijkraad.trail.stored import differences, renew, trusted

pytestmark = pytest.mark.django_db
WHO = ("manager", "chair", "treasurer")


def late_decision(*issues: Issue) -> Decision:
    """Taken sixty days ago, with its date thirty days after it."""
    with clock.moved_to(makers.moment(60)):
        return scene.decision(issues=issues)


def late_report(**words: object) -> SpendRequest:
    """Paid, and its report was due yesterday."""
    made = scene.approved("120.00", **words)
    pay(made, "120.00")
    SpendRequest.objects.filter(pk=made.pk).update(report_due=clock.today() - timedelta(days=1))
    return scene.fresh(made)


def shown(key: str) -> dict[str, int]:
    board = Dashboard(User.objects.get(pk=person(key).pk))
    return {name: board.counts[name] for name in (DECISIONS, REPORTS)}


def right(key: str) -> dict[str, int]:
    counts = now.counts(User.objects.get(pk=person(key).pk), clock.today())
    return {name: counts[name] for name in (DECISIONS, REPORTS)}


def agree() -> None:
    """Shown and counted are the same for everybody, with the number marked, stored anew, and found right."""
    for _time in range(2):
        for key in WHO:
            assert shown(key) == right(key), key
        renew(OWED)
    assert list(differences(OWED)) == [] and len(trusted(OWED)) == 1


@pytest.fixture
def council(people):
    """Two of each, of which one is about a matter that few may know of."""
    scene.year()
    known, secret = scene.issue(), scene.issue(visibility="confidential")
    readers("chair", "secretary")
    late_decision(known)
    late_decision(secret)
    late_report(issue=known)
    late_report(issue=secret, by=person("secretary"))
    renew(OWED)
    return known, secret


def test_the_numbers_are_those_of_each_person(council):
    assert OWED.facts() == {DECISIONS: 1, REPORTS: 1}
    assert shown("manager") == {DECISIONS: 1, REPORTS: 1}
    assert shown("chair") == {DECISIONS: 2, REPORTS: 2}
    assert shown("treasurer") == {DECISIONS: 1, REPORTS: 2}
    agree()


def hide(known: Issue, secret: Issue) -> None:
    Issue.objects.filter(pk=known.pk).update(visibility="confidential")


def open_up(known: Issue, secret: Issue) -> None:
    Issue.objects.filter(pk=secret.pk).update(visibility="limited")


def finish(known: Issue, secret: Issue) -> None:
    made = Decision.objects.filter(issues=known).get()
    made.finished_on, made.result, made.evidence = clock.today(), "x", "y"
    scene.end_decision(made, "done")


def report(known: Issue, secret: Issue) -> None:
    made = SpendRequest.objects.filter(shares__issue=known).get()
    evaluate_request(
        made, by=made.requester, reached="yes", brought="Rust in de straat", lesson="Eerder beginnen"
    )


CHANGES = {
    "a matter becomes secret": hide,
    "a matter opens": open_up,
    "a decision is done": finish,
    "another decision is late": lambda known, secret: late_decision(known),
    "a report is given": report,
    "another report is late": lambda known, secret: late_report(issue=known),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_each_change_pages_say_what_a_count_says(council, change):
    before = OWED.facts()
    change(*council)
    assert not trusted(OWED) and OWED.facts() != before
    agree()


def test_a_step_in_the_work_leaves_the_number_trusted(council):
    makers.issue("reported")
    Issue.objects.filter(pk=council[0].pk).update(report_count=9)
    assert len(trusted(OWED)) == 1
    agree()


def test_tomorrow_more_is_late(council):
    with clock.moved_to(makers.moment(28)):
        scene.decision(issues=[council[0]])
    renew(OWED)
    with clock.moved_to(clock.now() + timedelta(days=3)):
        for key in WHO:
            assert shown(key) == right(key), key
        assert shown("manager")[DECISIONS] == 2
