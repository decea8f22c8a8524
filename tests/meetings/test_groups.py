"""Working groups end by themselves; late decisions climb; talk is counted. Each rule attacked."""

from datetime import date, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.test import Client

from meetings import actions
from meetings.models import DecisionRung, Meeting, WorkingGroup
from meetings.talk import talk_before, talk_between, talk_per_issue
from tests.conftest import connect
from tests.meetings.conftest import FIRST, Council
from tests.meetings.test_decisions import refused
from tests.meetings.test_races import at_once
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.portal.handover import held_by
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

END = date(2027, 3, 1)
LATER = date(2027, 9, 1)
GROUP = "UPDATE meetings_workinggroup SET"


def group(council: Council, **more) -> WorkingGroup:
    """A group of two with room for one more, by a decision."""
    given = {
        "name": "Werkgroep verkeer",
        "task": "Tellen.",
        "lead": council.owner,
        "members": [council.members[4]],
        "member_limit": 3,
        "ends_on": END,
        "decision": more.pop("decision", None) or council.decision(council.open()),
    }
    return actions.start_group(by=council.secretary, **(given | more))


def meet(council: Council, made: WorkingGroup, day: int) -> Meeting:
    return council.evening(day, kind="werkgroep", working_group=made)


def test_it_starts_with_a_decision_a_lead_and_an_end(council: Council, neighbour) -> None:
    proposal = council.proposal(None, about_council=True)
    assert refused(group, council, decision=proposal) == "no_decision"
    decision = council.decision(council.open())
    assert refused(group, council, decision=decision, lead=neighbour) == "group_lead"
    assert refused(group, council, decision=decision, ends_on=date(2020, 1, 1)) == "no_date"
    assert refused(group, council, decision=decision, member_limit=1) == "group_full"
    made = group(council, decision=decision)
    assert refused(group, council, decision=decision, name="Nog een") == "group_decision"
    assert refused(group, council, decision=council.decision(council.open(7))) == "group_name"
    assert made.members.count() == 2


def test_it_ends_by_itself_unless_a_later_decision_prolongs_it(council: Council) -> None:
    made, other = group(council), group(council, name="Groen", decision=council.decision(council.open(7)))
    by, decision = council.chair, council.decision(council.open(14))
    assert refused(actions.prolong_group, made, by=council.owner, decision=decision, ends_on=LATER) == (
        "not_allowed"
    )
    made = actions.prolong_group(made, by=by, decision=decision, ends_on=LATER)
    assert (made.ends_on, made.first_ends_on) == (LATER, END)
    meet(council, other, 21)
    with clock.moved_to(clock.now().replace(year=2027, month=3, day=2, hour=12)):
        assert not WorkingGroup.objects.get(pk=other.pk).is_running
        assert actions.end_groups() == 1
        other.refresh_from_db()
        assert (other.ended_on, actions.end_groups()) == (END, 0)
        more = {"by": by, "decision": council.decision(council.open(400)), "ends_on": LATER}
        assert refused(actions.prolong_group, other, **more) == "group_ended"
        assert refused(actions.add_member, other, by=by, person=council.chair) == "group_ended"
        assert refused(meet, council, other, 500) == "group_ended"
        assert refused(meet, council, other, 400) in ("group_ended", "meetings_group_ended")
        assert actions.cancel_rest(other, by=by) == 1
    assert made.is_running


def test_a_member_who_leads_hands_over_before_leaving(council: Council) -> None:
    made = group(council)
    assert "/werkgroepen/werkgroep-verkeer/" in [one.path for one in held_by(council.owner, "board")]
    assert refused(actions.remove_member, made, by=council.chair, person=council.owner) == "group_lead"
    actions.hand_over_group(made, by=council.owner, to=council.chair)
    actions.remove_member(made, by=council.owner, person=council.owner)
    assert sorted(made.members.values_list("name", flat=True)) == sorted(
        [council.chair.name, council.members[4].name]
    )
    assert refused(actions.end_group, made, by=council.owner, result="Klaar") == "not_allowed"
    assert refused(actions.end_group, made, by=council.chair, result=" ") == "no_reason"
    assert actions.end_group(made, by=council.chair, result="Een telling.").ended_on == clock.today()


def test_no_more_members_than_the_limit_though_ten_join_at_once(committed: str) -> None:
    council = Council()
    made = group(council)
    people = [person(key) for key in ("resident", "neighbour", "deputy", "manager", "treasurer")] * 2
    answers = at_once(lambda one: actions.add_member(made, by=council.chair, person=one), people)
    assert {a.code for a in answers if isinstance(a, Refused)} <= {"group_full", "meetings_group_full"}
    assert made.members.count() == 3
    attacks = {
        "INSERT INTO meetings_workinggroup_members (workinggroup_id, user_id)"
        " SELECT %(g)s, min(id) FROM people_user u WHERE NOT EXISTS (SELECT 1 FROM"
        " meetings_workinggroup_members m WHERE m.user_id = u.id)": "meetings_group_full",
        f"{GROUP} ends_on = ends_on + 365 WHERE id = %(g)s": "meetings_group_decision",
        f"{GROUP} member_limit = 31 WHERE id = %(g)s": "meetings_group_limit",
    }
    with connect("default", committed) as attacker:
        for statement, constraint in attacks.items():
            with pytest.raises(psycopg.errors.IntegrityError) as stopped:
                attacker.execute(statement, {"g": made.pk})
                attacker.commit()
            attacker.rollback()
            assert stopped.value.diag.constraint_name == constraint, statement


def test_everybody_reads_the_task_and_only_the_board_the_names(council: Council) -> None:
    made = group(council, members=[council.members[4], person("neighbour")])
    meet(council, made, 20)
    page = Client().get(f"/werkgroepen/{made.slug}/").content.decode()
    assert "Tellen." in page
    assert "3 van hooguit 3" in page
    assert person("neighbour").name not in page
    assert "/werkgroepen/werkgroep-verkeer/" in Client().get("/werkgroepen/").content.decode()
    browser = Client()
    browser.force_login(council.owner)
    assert person("neighbour").name in browser.get(f"/werkgroepen/{made.slug}/").content.decode()
    steps = f"/werk/werkgroepen/{made.slug}"
    browser.post(f"{steps}/lid-weg/", {"wie": person("neighbour").pk})
    assert "Vul dit in" in browser.post(f"{steps}/stop/", {}).content.decode()
    said = browser.post(f"{steps}/lid/", {"lid-email": "niemand@test.example"}).content.decode()
    assert "Kies een naam" in said
    browser.post(f"{steps}/lid/", {"lid-email": person("resident").email})
    browser.post(f"{steps}/verleng/", {"verleng-ends_on": "01-09-2027", "verleng-decision": "B2026-001"})
    made.refresh_from_db()
    assert (made.members.count(), made.ends_on) == (3, END)
    browser.post(f"{steps}/stop/", {"stop-result": "Een telling."})
    assert "Een telling." in Client().get(f"/werkgroepen/{made.slug}/").content.decode()


def test_what_is_late_climbs_once_per_date(council: Council) -> None:
    """Five working days with the owner, five with the secretary, then the next board meeting."""
    decision = council.decision(council.open(), council.issue(), deadline=date(2027, 3, 1))
    for day, rungs in ((8, 0), (9, 1), (9, 1), (16, 2), (17, 2)):
        with clock.moved_to(clock.now().replace(year=2027, month=3, day=day, hour=12)):
            actions.raise_late()
            assert DecisionRung.objects.count() == rungs, day
    told = Message.objects.filter(template="meetings/raised")
    assert set(told.values_list("recipient", flat=True)) == {
        council.owner.pk, council.secretary.pk, council.chair.pk
    }  # fmt: skip
    with clock.moved_to(clock.now().replace(year=2027, month=3, day=17, hour=12)):
        actions.move_deadline(decision, by=council.owner, to=date(2027, 4, 1), reason="Vergunning")
        assert actions.raise_late() == 0


def test_reminders_come_seven_days_before_on_the_day_and_seven_after_each_once(council: Council) -> None:
    council.decision(council.open(), council.issue(), deadline=date(2027, 3, 10))
    seen = []
    for day in (1, 3, 3, 9, 10, 11, 17, 18, 31):
        with clock.moved_to(clock.now().replace(year=2027, month=3, day=day, hour=12)):
            seen.append(actions.remind_deadlines())
    assert seen == [0, 1, 0, 0, 1, 0, 1, 0, 0]


def test_talk_costs_people_times_hours(council: Council) -> None:
    """Five people, ten minutes and half an hour about one issue; one decision."""
    issue = council.issue()
    with clock.moved_to(FIRST):
        meeting = council.open()
        item = actions.add_item(meeting, by=council.secretary, title="Punt", issues=[issue], minutes=10)
        actions.set_outcome(item, by=council.secretary, outcome="informative")
        council.close(meeting)
    with clock.moved_to(FIRST + timedelta(days=7)):
        meeting = council.open(7)
        item = actions.add_item(meeting, by=council.secretary, title="Punt", issues=[issue])
        actions.start_item(item, by=council.secretary)
    with clock.moved_to(FIRST + timedelta(days=7, minutes=30)):
        decision = council.vote(council.proposal(item))
        decision = actions.adopt_decision(decision, by=council.chair)
        council.close(meeting)
    hours = round(Decimal(5 * 40) / 60, 2)
    ((key, cost),) = talk_per_issue(10)
    assert (key, cost.hours, cost.meetings, cost.decisions) == (issue.pk, hours, 2, 1)
    assert talk_before(decision).hours == hours
    assert talk_between(date(2026, 3, 5), date(2026, 4, 1)).per_decision == Decimal("2.5")
    browser = Client()
    browser.force_login(council.owner)
    assert "3,3" in browser.get("/werk/praattijd/").content.decode()
    browser.force_login(person("manager"))
    assert browser.get("/werk/praattijd/").status_code == 403


def test_my_own_list_names_what_i_must_answer_lead_and_do(council: Council) -> None:
    group(council)
    proposal = council.proposal(None, about_council=True)
    meeting = council.open(30)
    item = actions.add_item(meeting, by=council.secretary, title="Geheim", internal=True)
    hidden = actions.adopt_decision(
        council.vote(council.proposal(item, about_council=True)), by=council.chair
    )
    browser = Client()
    browser.force_login(council.owner)
    page = browser.get("/werk/").content.decode()
    inside = [f"/werk/besluiten/{one.uuid}/" for one in (proposal, hidden)]
    assert all(address in page for address in ["/werkgroepen/werkgroep-verkeer/", *inside])
