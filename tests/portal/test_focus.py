"""Focus: few priorities, each in full; the limit is raised by a decision only, whoever tries."""

import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import Issue, Priority
from tests.budgets.scene import decision as adopted
from tests.issues.stories import issue_in, theme
from tests.personas import person
from wijkraad.people.models import SettingProposal
from wijkraad.portal.focus import acts
from wijkraad.portal.focus.board import focus_of
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value


def priority(title: str = "Veilig fietsen", key: str = "verkeer", **more) -> Priority:
    return Priority.objects.create(
        theme=theme(key), title=title, why_now_kind="trend", why_now="meer botsingen",
        responsible=person("chair"), goal="minder", criterion="5 per jaar", baseline="14 botsingen",
        review_on=clock.today() + timedelta(days=90), **more,
    )  # fmt: skip


def full() -> list[Priority]:
    """As many active priorities as the limit allows."""
    by = adopted("Twee prioriteiten")
    return [acts.begin(priority(name), by=person("secretary"), decision=by) for name in ("Een", "Twee")]


@pytest.mark.django_db
def test_a_third_priority_waits_for_a_decision_that_raises_the_limit(client, people):
    full()
    third = priority("Drie")
    with pytest.raises(Refused, match="zoveel prioriteiten"):
        acts.begin(third, by=people["secretary"], decision=adopted("Ook drie"))
    by = adopted("Drie mag")
    proposal = acts.propose_limit(by=people["chair"], limit=3, decision=by)
    with pytest.raises(Refused, match="tweede persoon"):
        acts.confirm_limit(proposal, by=people["chair"])
    assert value("active_priority_limit") == 2
    client.force_login(people["secretary"])
    client.post("/werk/focus/", {"voorstel": proposal.pk})
    assert value("active_priority_limit") == 3
    assert acts.begin(third, by=people["secretary"], decision=by).active
    assert by.number in client.get("/werk/focus/").content.decode()


@pytest.mark.django_db
def test_the_page_offers_the_limit_to_who_may_change_it_and_the_signature_to_a_second_person(client, people):
    acts.propose_limit(by=people["chair"], limit=3, decision=adopted("Drie mag"))
    offered = {}
    for who in ("chair", "secretary", "manager"):
        client.force_login(people[who])
        page = client.get("/werk/focus/").content.decode()
        assert "stelt voor: 3 prioriteiten tegelijk" in page
        offered[who] = "/werk/focus/grens/" in page, 'name="voorstel"' in page
    assert offered == {"chair": (True, False), "secretary": (True, True), "manager": (False, False)}


@pytest.mark.django_db
def test_a_limit_without_an_adopted_decision_is_refused_for_everybody(people):
    draft = adopted("Nog niet")
    type(draft).objects.filter(pk=draft.pk).update(title="Nog niet")
    made = SettingProposal.objects.create(
        key="active_priority_limit", value=5, starts_on=clock.today(), source="zomaar",
        decision_number="B1999-999", proposed_by=people["chair"], proposed_at=clock.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match="niet aangenomen"):
        acts.confirm_limit(made, by=people["secretary"])


def test_plain_sql_raises_no_limit_without_a_decision(sql_as_app):
    insert = (
        "INSERT INTO terms_setting (key, value, valid, source, decision_number, created_at)"
        " VALUES ('active_priority_limit', %s, '[2020-01-01,)', 'sql', %s, now())"
    )
    for number in ("", "B1999-001"):
        with pytest.raises(psycopg.errors.CheckViolation, match="adopted decision"):
            sql_as_app.execute(insert, ("9", number))
        sql_as_app.rollback()
    sql_as_app.execute(insert, ("2", ""))


def test_of_many_activations_at_once_only_the_limit_wins(committed, people):
    by = adopted("Prioriteiten")
    waiting = [priority(f"Nummer {n}") for n in range(8)]
    outcomes: list[str] = []

    def begin(one: Priority) -> None:
        try:
            acts.begin(one, by=people["secretary"], decision=by)
            outcomes.append("won")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=(one,)) for one in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["issues_priority_limit"] * 6 + ["won"] * 2
    assert Priority.objects.filter(active=True).count() == 2


@pytest.mark.django_db
def test_a_priority_is_proposed_begun_measured_and_ended_from_the_page(client, people):
    client.force_login(people["secretary"])
    sent = {
        "theme": theme().pk,
        "title": "Veilig oversteken",
        "why_now_kind": "incident",
        "why_now": "Een botsing.",
        "responsible": people["chair"].pk,
        "goal": "minder hard",
        "criterion": "onder 25",
        "baseline": "58",
        "review_on": (clock.today() + timedelta(days=60)).isoformat(),
    }
    short = client.post("/werk/focus/nieuw/", sent | {"why_now": ""})
    assert short.status_code == 200 and "Veilig oversteken" in short.content.decode()
    assert (
        "Een besluit maakt het actief"
        in client.post("/werk/focus/nieuw/", sent, follow=True).content.decode()
    )
    one = Priority.objects.get()
    by = adopted("Dit eerst")
    client.post(f"/werk/focus/{one.pk}/begin/", {"decision": by.pk})
    one.refresh_from_db()
    assert (one.active, one.decision_number) == (True, by.number)
    client.post(f"/werk/focus/{one.pk}/meting/", {"current": "40 van de 100"})
    client.post(f"/werk/focus/{one.pk}/einde/", {"current": "19 van de 100", "decision": by.pk})
    one.refresh_from_db()
    assert (one.active, one.current) == (False, "19 van de 100")


@pytest.mark.django_db
def test_measures_without_goal_and_on_the_same_place_are_named(people):
    first = issue_in("in_progress")
    second = issue_in("assessing", title="Nog een")
    one, two = adopted("Bakken", issues=[first]), adopted("Borden", issues=[second])
    found = focus_of(people["manager"])
    assert [row.pk for row in found.aimless] == [two.pk]
    assert {row.pk for row in found.loose} == {one.pk, two.pk}
    (overlap,) = found.overlaps
    assert (overlap.place, len(overlap.rows)) == ("Weimarstraat", 2)
    begun = acts.begin(priority(), by=people["secretary"], decision=one)
    Issue.objects.filter(pk=first.pk).update(priority=begun)
    assert [row.pk for row in focus_of(people["manager"]).loose] == [two.pk]


@pytest.mark.django_db
def test_the_page_costs_a_constant_number_of_statements(client, people):
    client.force_login(people["manager"])
    counts = []
    for name in ("Een", "Twee"):
        adopted(name, issues=[issue_in("assessing", title=name)])
        priority(name)
        client.get("/werk/focus/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/werk/focus/").status_code == 200
        counts.append(len([q for q in seen if "terms_setting" not in q["sql"]]))
    assert counts[0] == counts[1]
