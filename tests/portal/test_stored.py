"""Stored figures say what a count would say, after every change; a wrong one is found out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.actions import pay_request
from issues.models import Issue, Priority, StatusChange, Theme
from meetings.models import DeadlineChange, Decision
from tests.budgets import scene
from tests.personas import person
from tests.portal import makers
from wijkraad.portal.figures.stored import ALL, MONEY, SPEED
from wijkraad.portal.verifying import differences
from wijkraad.terms import clock
from wijkraad.trail.models import FigureMark, StoredFigure
from wijkraad.trail.stored import Figure, forget, renew, trusted

pytestmark = pytest.mark.django_db


def facts() -> dict[str, dict]:
    """What the pages use, of every figure."""
    return {figure.name: figure.facts() for figure in ALL}


def counted() -> dict[str, dict]:
    """What a count gives now."""
    return {figure.name: figure.count(clock.today()) for figure in ALL}


@pytest.fixture
def council(people):
    """A public issue with a decision and a payment, and one that was resolved."""
    scene.year()
    issue = scene.issue()
    paid = scene.approved("300.00", issue=issue, decision=scene.decision(amount=scene.D(300), issues=[issue]))
    pay(paid, "120.00")
    path = "reported assessing in_progress reported_done resolved"
    ended = {"goal": "x", "criterion": "y", "claimed_by": people["chair"], "claimed_at": makers.moment(50)}
    ended |= {"verified_at": makers.moment(40), "judgement": "reached", "aftercare_until": clock.today()}
    makers.issue(path, number="2026-9001", responsible=people["chair"], **ended)
    return issue


def pay(request, amount: str) -> None:
    pay_request(
        request, by=person("treasurer"), amount=scene.D(amount), paid_on=clock.today(), reference=amount,
        second_signature=person("chair"),
    )  # fmt: skip


def reject(issue: Issue) -> None:
    """The issue ends without a result; its moves may go on after it."""
    StatusChange.objects.create(issue=issue, from_state="assessing", to_state="not_resolved", at=clock.now())
    Issue.objects.filter(pk=issue.pk).update(status="not_resolved", closed_at=clock.now())


def open_priority(issue: Issue) -> None:
    long_ago = clock.now() - timedelta(days=9)
    words = {"why_now_kind": "trend", "why_now": "x", "goal": "x", "criterion": "y", "baseline": "9 klachten"}
    words |= {"target": "1 klacht", "current": "9 klachten", "title": "Verkeer"}
    person_of = person("board_member")
    Priority.objects.create(
        theme=issue.theme, responsible=person_of, review_on=clock.today(), opened_at=long_ago, **words
    )


def date_moved(issue) -> None:
    """A date before today, with the row that tells of it: moving one to the past is no action."""
    decision = Decision.objects.filter(status__in=("adopted", "executing")).earliest("pk")
    past = clock.today() - timedelta(days=1)
    DeadlineChange.objects.create(
        decision=decision, before=decision.deadline, after=past, reason="Te laat", by=decision.responsible,
        at=clock.now(),
    )  # fmt: skip
    Decision.objects.filter(pk=decision.pk).update(deadline=past)


CHANGES = {
    "a decision": lambda issue: scene.decision("Nog een besluit", issues=[issue]),
    "a decision withdrawn": lambda issue: scene.end_decision(Decision.objects.earliest("pk")),
    "a date of a decision": date_moved,
    "an issue that nobody may know of": lambda issue: Issue.objects.update(visibility="confidential"),
    "an issue of another theme": lambda issue: Issue.objects.update(theme=scene.theme("groen")),
    "an issue that ended": reject,
    "a payment": lambda issue: pay(scene.approved("50.00", issue=issue), "50.00"),
    "a priority": open_priority,
    "a theme with another name": lambda issue: Theme.objects.update(name="Anders"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_pages_count_for_themselves_until_it_is_stored(council, change) -> None:
    renew(*ALL)
    before = facts()
    assert before == counted() and len(trusted(*ALL)) == len(ALL)
    change(council)
    assert facts() == counted() != before
    renew(*ALL)
    assert facts() == counted() and len(trusted(*ALL)) == len(ALL)


def test_a_new_report_and_a_step_in_the_work_leave_them_trusted(council) -> None:
    renew(*ALL)
    makers.issue("reported")
    StatusChange.objects.create(issue=council, from_state="assessing", to_state="decided", at=clock.now())
    Issue.objects.filter(pk=council.pk).update(status="decided", report_count=7)
    assert len(trusted(*ALL)) == len(ALL) and facts() == counted()


def test_what_changes_during_the_count_keeps_its_mark() -> None:
    """As another transaction does that commits between the start of the count and its end."""

    def count(day):
        FigureMark.objects.create(figure="busy")
        return {"n": 1}

    busy = Figure("busy", count)
    FigureMark.objects.create(figure="busy")
    assert renew(busy) == ["busy"]
    assert FigureMark.objects.filter(figure="busy").count() == 1 and not trusted(busy)


def test_yesterday_is_not_today(council) -> None:
    renew(*ALL)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert facts() == counted()
        assert renew(*ALL) == [figure.name for figure in ALL] and renew(*ALL) == []


def test_a_wrong_figure_is_found_and_one_that_is_not_trusted_is_left(council) -> None:
    def wrong() -> list[str]:
        return [line.partition(":")[0] for line in differences() if line.startswith("cijfer")]

    renew(*ALL)
    assert wrong() == []
    StoredFigure.objects.filter(name="speed").update(facts={"k1": 4})
    assert wrong() == [f"cijfer speed van {clock.today()}"]
    FigureMark.objects.create(figure="speed")
    assert wrong() == []


@pytest.mark.parametrize("path", ["/", "/cijfers/", "/besluiten/"])
def test_a_page_says_the_same_with_and_without_them(client, council, path: str) -> None:
    plain = client.get(path).content
    renew(*ALL)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).content == plain
    forget()
    with CaptureQueriesContext(connection) as live:
        assert client.get(path).content == plain
    assert len(seen) < len(live)


def test_money_and_speed_are_read_from_what_is_stored(client, council) -> None:
    """A figure that the count would not give shows where a page reads it."""
    renew(*ALL)
    StoredFigure.objects.filter(name=MONEY.name).update(facts={"rows": []})
    speed = SPEED.facts() | {"k1": {"twice": 2468, "n": 99}}
    StoredFigure.objects.filter(name=SPEED.name).update(facts=speed)
    page = client.get("/cijfers/").content.decode()
    assert "1.234" in page and "Te weinig gegevens" in page
