"""An action at a point without an issue: promised, reminded of, done with evidence, fixed in the minutes."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from issues.actions import Proof, add_action
from meetings import actions
from meetings.actions import Count
from meetings.models import AgendaItem, Task
from tests.meetings.conftest import Council
from tests.meetings.test_decisions import refused
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.people.handover import held_by
from wijkraad.terms import clock

DUE = date(2027, 3, 10)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def item(council: Council) -> AgendaItem:
    return actions.add_item(council.open(), by=council.secretary, title="Nieuwe folder")


@pytest.fixture
def task(council: Council, item: AgendaItem) -> Task:
    given = {"title": "De drukker bellen", "responsible": council.owner, "due": DUE}
    return actions.add_task(item, by=council.secretary, **given)


def test_it_is_added_on_the_live_screen_and_stands_in_minutes_and_paper(council: Council, item) -> None:
    where = f"/werk/vergaderingen/{item.meeting.slug}/nu/1/"
    client = as_(council.secretary)
    assert "Actie toevoegen" in text(client.get(where))
    sent = {"a-title": "De drukker bellen", "a-responsible": council.owner.pk, "a-due": "10-03-2027"}
    wrong = text(client.post(f"{where}actie/", sent | {"a-due": "31-02-2027"}))
    assert "Februari heeft 28 dagen." in wrong
    assert "De drukker bellen" in wrong
    client.post(f"{where}actie/", sent)
    assert "De drukker bellen" in text(client.get(where))
    actions.set_outcome(item, by=council.secretary, outcome="informative")
    meeting = actions.propose_minutes(council.close(item.meeting), by=council.secretary)
    assert "De drukker bellen" in text(Client().get(f"/vergaderingen/{meeting.slug}/"))
    assert Client().get(f"/vergaderingen/{meeting.slug}/notulen.pdf").status_code == 200


def test_of_an_internal_point_nobody_outside_reads_it(council: Council, item) -> None:
    actions.change_item(item, by=council.secretary, internal=True)
    given = {"title": "Geheim woord", "responsible": person("manager"), "due": DUE}
    made = actions.add_task(item, by=council.secretary, **given)
    actions.set_outcome(item, by=council.secretary, outcome="informative")
    meeting = actions.propose_minutes(council.close(item.meeting), by=council.secretary)
    assert "Geheim woord" not in text(Client().get(f"/vergaderingen/{meeting.slug}/"))
    assert as_(person("deputy")).get(made.path).status_code == 404
    assert as_(person("resident")).get(made.path).status_code == 403
    assert "Geheim woord" in text(as_(person("manager")).get(made.path))


def test_it_needs_a_person_a_day_that_comes_and_no_issue(council: Council, item, neighbour) -> None:
    good = {"title": "Bellen", "responsible": council.owner, "due": DUE, "by": council.secretary}
    assert refused(actions.add_task, item, **good | {"title": " "}) == "task.empty"
    assert refused(actions.add_task, item, **good | {"responsible": neighbour}) == "owner_gone"
    assert refused(actions.add_task, item, **good | {"due": date(2020, 1, 1)}) == "past_deadline"
    assert refused(actions.add_task, item, **good | {"by": council.owner}) == "not_allowed"
    about = actions.add_item(item.meeting, by=council.secretary, title="Punt", issues=[council.issue()])
    assert refused(actions.add_task, about, **good) == "task.issue"


def test_who_does_it_says_so_with_evidence_or_hands_it_over(council: Council, task: Task) -> None:
    owner, other = council.owner, council.members[4]
    assert "De drukker bellen" in text(as_(owner).get("/werk/"))
    assert [one.path for one in held_by(owner, "board")] == [task.path]
    page = text(as_(owner).post(task.path, {"doe": "klaar", "klaar-result": "Gedrukt", "klaar-evidence": ""}))
    assert "Vul dit in" in page
    assert "Gedrukt" in page
    assert "Zeg dat het klaar is" not in text(as_(other).get(task.path))
    assert refused(actions.finish_task, task, by=other, result="x", proof=Proof("y")) == "not_allowed"
    as_(owner).post(task.path, {"doe": "geef", "geef-to": other.pk})
    assert held_by(owner, "board") == []
    assert Message.objects.filter(template="meetings/action_given", recipient=other).exists()
    as_(other).post(task.path, {"doe": "klaar", "klaar-result": "Gedrukt", "klaar-evidence": "Een doos vol"})
    task.refresh_from_db()
    assert (task.result, task.done_at is not None) == ("Gedrukt", True)
    assert refused(actions.hand_over_task, task, by=other, to=owner) == "task.done"
    assert "Een doos vol" in text(as_(owner).get(task.path))


def test_each_action_is_reminded_of_seven_days_before_on_the_day_and_seven_after(
    council: Council, task: Task
) -> None:
    """Of a point and of an issue alike, each once; not when it is done or its issue is closed."""
    issue = council.issue()
    add_action(issue, by=council.chair, title="Tellen", responsible=council.owner, due=DUE)
    seen = []
    for day in (1, 3, 3, 9, 10, 11, 17, 18, 31):
        with clock.moved_to(clock.now().replace(year=2027, month=3, day=day, hour=12)):
            seen.append(actions.remind_actions())
    assert seen == [0, 2, 0, 0, 2, 0, 2, 0, 0]
    templates = (
        Message.objects.filter(thread=f"task:{task.pk}").order_by("id").values_list("template", flat=True)
    )
    assert [name.rpartition("_")[2] for name in templates] == ["given", "soon", "today", "late"]
    late = actions.add_task(
        task.item, by=council.secretary, title="Vergeten", responsible=council.owner, due=DUE
    )
    actions.finish_task(late, by=council.owner, result="Gedaan", proof=Proof("Gezien"))
    with clock.moved_to(clock.now().replace(year=2027, month=3, day=10, hour=12)):
        assert actions.remind_actions() == 0


def test_what_was_promised_never_changes_and_the_adopted_minutes_take_no_more(
    council: Council, task: Task
) -> None:
    """Attack by plain SQL as the application's own role; the hash of the minutes holds the promise."""
    actions.set_outcome(task.item, by=council.secretary, outcome="informative")
    meeting = actions.propose_minutes(council.close(task.item.meeting), by=council.secretary)
    point = actions.add_item(council.open(30), by=council.secretary, title="Verslag")
    meeting = actions.adopt_minutes_at(point, meeting, by=council.secretary, count=Count(5))
    actions.finish_task(task, by=council.owner, result="Gedrukt", proof=Proof("Een doos vol"))
    attacks = {
        "UPDATE meetings_task SET title = 'x'": "meetings_task_fixed",
        "UPDATE meetings_task SET due = due + 30": "meetings_task_fixed",
        "UPDATE meetings_task SET result = 'x'": "meetings_task_done",
        "UPDATE meetings_task SET evidence_link = 'https://elders.test/'": "meetings_task_done",
        "UPDATE meetings_task SET done_at = NULL": "meetings_task_done",
        "INSERT INTO meetings_task (item_id, title, responsible_id, due, result, evidence, created_at,"
        " created_by_id) SELECT item_id, 'x', responsible_id, due, '', '', created_at, created_by_id"
        " FROM meetings_task": "meetings_minutes_locked",
    }
    for statement, constraint in attacks.items():
        with pytest.raises(DatabaseError) as stopped, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert stopped.value.__cause__.diag.constraint_name == constraint, statement
    assert clock.date_of(meeting.starts_at) + timedelta(days=1) < DUE
