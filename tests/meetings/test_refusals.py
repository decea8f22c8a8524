"""What each action refuses, with its reason and nothing changed: the table of the room, by direct calls."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from issues.models import Issue
from meetings import actions
from meetings.models import AgendaItem, AgendaRequest, Decision
from tests.meetings.conftest import FIRST, Council
from tests.meetings.test_decisions import refused
from tests.personas import person

Act = Callable[[SimpleNamespace], Any]
LATER = date(2027, 8, 1)


@pytest.fixture
def table(council: Council) -> SimpleNamespace:
    """One evening that runs, one that is planned and one that is over, with a proposal and a decision."""
    past = council.evening(-7)
    actions.open_meeting(past, by=council.secretary)
    actions.record_attendance(past, by=council.secretary, person=council.chair)
    past = council.close(past)
    running = council.open()
    item = actions.add_item(running, by=council.secretary, title="Punt", issues=[council.issue()])
    return SimpleNamespace(
        council=council,
        by=council.secretary,
        past=past,
        running=running,
        planned=council.evening(14),
        advising=council.evening(21, kind="werkgroep"),
        item=item,
        taken=council.decision(running),
        proposal=council.proposal(item),
        loose=actions.add_item(council.evening(28), by=council.secretary, title="Los punt"),
    )


def hidden(council: Council) -> Any:
    """An issue that a visitor does not know of."""
    issue = council.issue("Geheim")
    Issue.objects.filter(pk=issue.pk).update(visibility="confidential")
    issue.refresh_from_db()
    return issue


REFUSALS: dict[str, tuple[str, Act]] = {
    "an end before the begin": (
        "meetings_meeting_order",
        lambda t: actions.plan_meeting(
            by=t.by, kind="bestuur", starts_at=FIRST, ends_at=FIRST, place="Buurthuis"
        ),
    ),
    "moving what runs": (
        "meeting_move",
        lambda t: actions.change_meeting(
            t.running, by=t.by, starts_at=FIRST, ends_at=FIRST + timedelta(hours=2), place="Elders"
        ),
    ),
    "logging a board meeting": ("kind", lambda t: actions.log_meeting(t.past, by=t.by)),
    "an outcome that is none": (
        "outcome",
        lambda t: actions.set_outcome(t.item, by=t.by, outcome="misschien"),
    ),
    "a decision that is not there": (
        "no_decision",
        lambda t: actions.set_outcome(t.item, by=t.by, outcome="decision"),
    ),
    "another end than the decision": (
        "decided",
        lambda t: actions.set_outcome(t.taken.agenda_item, by=t.by, outcome="informative"),
    ),
    "deferral without reason": (
        "no_reason",
        lambda t: actions.set_outcome(t.item, by=t.by, outcome="deferred", reason=" ", until=LATER),
    ),
    "deferral without date": (
        "no_date",
        lambda t: actions.set_outcome(t.item, by=t.by, outcome="deferred", reason="eerst kijken"),
    ),
    "once more without a name": (
        "meetings_item_once_more",
        lambda t: actions.set_outcome(t.item, by=t.by, outcome="informative", once_more_on=LATER),
    ),
    "removing what was written in": ("written", lambda t: actions.remove_item(t.item, by=t.by)),
    "a name that a member did not choose": (
        "not_allowed",
        lambda t: actions.name_attendance(
            t.running.attendance.get(person=t.council.chair), by=t.by, shown="none"
        ),
    ),
    "a name in a way that is none": (
        "shown",
        lambda t: actions.name_attendance(
            t.running.attendance.get(person=t.council.chair), by=t.council.chair, shown="groot"
        ),
    ),
    "a guest with an endless name": (
        "too_long",
        lambda t: actions.record_attendance(t.running, by=t.by, guest="x" * 500),
    ),
    "an interest after the decision": (
        "decided",
        lambda t: actions.declare_conflict(t.taken.agenda_item, by=t.by, person=t.council.owner),
    ),
    "an interest taken back after the decision": (
        "decided",
        lambda t: actions.undo_conflict(t.taken.agenda_item, by=t.by, person=t.council.owner),
    ),
    "an interest taken back before the evening": (
        "not_running",
        lambda t: actions.undo_conflict(t.loose, by=t.by, person=t.council.owner),
    ),
    "minutes longer than an item holds": (
        "too_long",
        lambda t: actions.write_minutes(t.item, by=t.by, text="x" * 2_000_000, base_version=0),
    ),
    "an agenda of an evening that began": ("meeting_move", lambda t: actions.send_agenda(t.running, by=t.by)),
    "an empty request": ("no_text", lambda t: actions.ask_for_item(by=person("resident"), text="  ")),
    "a request about what one does not see": (
        "issue",
        lambda t: actions.ask_for_item(by=person("resident"), text="Waarom?", issue=hidden(t.council)),
    ),
    "a request declined in silence": (
        "no_reason",
        lambda t: actions.decline_request(
            actions.ask_for_item(by=person("resident"), text="Mag het licht aan?"), by=t.by, answer=" "
        ),
    ),
    "a proposal by a resident": (
        "not_allowed",
        lambda t: actions.draft_decision(by=person("resident"), item=t.item, title="Ik", text="wil geld"),
    ),
    "a proposal in no way": ("way", lambda t: t.council.proposal(t.item, way="outside")),
    "the text of what was taken": (
        "meetings_decision_text",
        lambda t: actions.change_decision(t.taken, by=t.by, text="toch niet"),
    ),
    "a proposal changed by a resident": (
        "not_allowed",
        lambda t: actions.change_decision(t.proposal, by=person("resident"), text="anders"),
    ),
    "an answer that nobody asked": (
        "not_asked",
        lambda t: actions.answer_outside(t.proposal, by=t.council.chair, choice="for"),
    ),
    "bringing back to an advising evening": (
        "advises",
        lambda t: actions.bring_back(
            t.proposal, by=t.by, item=actions.add_item(t.advising, by=t.by, title="Advies")
        ),
    ),
    "a date of what does not run": (
        "decision_move",
        lambda t: actions.move_deadline(t.proposal, by=t.by, to=LATER, reason="druk"),
    ),
    "the date that it has": (
        "no_date",
        lambda t: actions.move_deadline(t.taken, by=t.by, to=t.taken.deadline, reason="zelfde dag"),
    ),
    "a date moved by somebody else": (
        "not_allowed",
        lambda t: actions.move_deadline(t.taken, by=person("other_board_member"), to=LATER, reason="druk"),
    ),
    "ratifying with what is not decided": (
        "not_running",
        lambda t: actions.ratify_decision(t.taken, t.proposal, by=t.by),
    ),
    "a lapse of what was decided here": (
        "decision_move",
        lambda t: actions.lapse_decision(t.taken, by=t.by, reason="niet bekrachtigd"),
    ),
    "handing over what is not yours": (
        "not_allowed",
        lambda t: actions.hand_over_decision(t.taken, by=person("resident"), to=t.council.chair),
    ),
    "handing over to a resident": (
        "owner_gone",
        lambda t: actions.hand_over_decision(t.taken, by=t.by, to=person("resident")),
    ),
    "minutes corrected before they were adopted": (
        "not_adopted",
        lambda t: actions.adopt_erratum(t.past, by=t.by, text="Het was anders.", decision=t.taken),
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_refused_with_its_reason(table: SimpleNamespace, what: str) -> None:
    code, act = REFUSALS[what]
    before = {model: list(model.objects.order_by("pk").values()) for model in (AgendaItem, Decision)}
    asked = AgendaRequest.objects.filter(state="declined").count()
    assert refused(act, table) == code
    for model, rows in before.items():
        there = {row["id"]: row for row in model.objects.values()}
        assert [there[row["id"]] for row in rows] == rows, "nothing changed"
    assert AgendaRequest.objects.filter(state="declined").count() == asked


def test_points_go_up_and_down_and_stop_at_the_ends(council: Council) -> None:
    evening = council.evening()
    first, second, third = (
        actions.add_item(evening, by=council.secretary, title=name) for name in ("een", "twee", "drie")
    )

    def order() -> list[str]:
        return list(evening.items.order_by("order").values_list("title", flat=True))

    actions.move_item(third, by=council.secretary, up=True)
    assert order() == ["een", "drie", "twee"]
    actions.move_item(first, by=council.secretary, up=True)
    actions.move_item(second, by=council.secretary, up=False)
    assert order() == ["een", "drie", "twee"], "at the end nothing happens"
    actions.move_item(first, by=council.secretary, up=False)
    assert order() == ["drie", "een", "twee"]
    actions.remove_item(third, by=council.secretary)
    assert order() == ["een", "twee"]


def test_a_proposal_that_was_put_off_comes_back_on_an_evening(council: Council) -> None:
    issue = council.issue()
    item = actions.add_item(council.open(), by=council.secretary, title="Bakken", issues=[issue])
    proposal = council.proposal(item)
    actions.defer_decision(proposal, by=council.secretary, reason="eerst een offerte", until=LATER)
    later = council.evening(28)
    back = actions.put_on_agenda(proposal, by=council.secretary, meeting=later)
    assert (back.status, back.agenda_item.meeting) == ("concept", later)
    assert list(back.agenda_item.issues.all()) == [issue]
