"""The lead of a working group holds its meetings; an interest ends the writing; a screen asks little."""

from html import unescape

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import actions
from meetings.models import AgendaItem, Meeting, WorkingGroup
from tests.meetings.conftest import Council
from tests.meetings.test_decisions import refused
from tests.meetings.test_groups import group
from tests.personas import person

MOST = 11
"""Statements of a page, signing in included (5-bars: every page under 12)."""


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return unescape(response.content.decode())


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return len(queries)


@pytest.fixture
def crew(council: Council) -> WorkingGroup:
    return group(council)


def test_the_lead_plans_holds_and_logs_a_meeting_of_the_group(council: Council, crew) -> None:
    """Every page and button of the evening, by somebody who is neither secretary nor chair."""
    lead = as_(council.owner)
    page = text(lead.get(f"/werkgroepen/{crew.slug}/"))
    assert "Plan een bijeenkomst" in page
    sent = {
        "day": "12-01-2027",
        "starts": "20.00",
        "ends": "21.30",
        "place": "Bij Hanneke",
        "kind": "bestuur",
    }
    answer = lead.post(
        f"/werk/werkgroepen/{crew.slug}/bijeenkomst/", sent | {"repeat": "2", "times": "2"}, follow=True
    )
    first, second = Meeting.objects.filter(working_group=crew).order_by("starts_at")
    assert (first.kind, (second.starts_at - first.starts_at).days) == ("werkgroep", 14)
    inside = f"/werk/vergaderingen/{first.slug}/"
    assert inside in answer.request["PATH_INFO"]
    lead.post(inside, {"title": "Hoe tellen wij?", "minutes": "20"})
    lead.post(f"{inside}uitnodigen/", {"guest": "Vier buren", "email": ""})
    lead.post(f"{inside}versturen/")
    lead.post(f"{inside}stap/open/")
    live = f"{inside}nu/1/"
    assert "Leg besluit vast" not in text(lead.get(live))
    lead.post(f"{live}aanwezig/", {"wie": f"{council.owner.pk}.present"})
    lead.post(
        f"{live}uitkomst/", {"tekst": "Wij lenen een lasergun.", "base_version": "0", "uitkomst": "advies"}
    )
    lead.post(f"{inside}sluiten/", {"zeker": "1"})
    lead.post(f"{inside}stap/afronden/")
    first.refresh_from_db()
    assert (first.status, first.items.get().outcome) == ("logged", "advice")
    assert "Wij lenen een lasergun." in text(Client().get(f"/vergaderingen/{first.slug}/"))
    lead.post(f"/werk/vergaderingen/{second.slug}/stap/afzeggen/")
    second.refresh_from_db()
    assert second.status == "cancelled"


def test_the_lead_runs_nothing_else(council: Council, crew) -> None:
    """Not the board's evenings, not those of another group, and nothing more once handed over."""
    other = group(council, name="Groen", lead=council.chair, decision=council.decision(council.open(7)))
    own = council.evening(20, kind="werkgroep", working_group=crew)
    strangers = [council.evening(30), council.evening(40, kind="werkgroep", working_group=other)]
    lead = as_(council.owner)
    for meeting in strangers:
        for path in ("", "tijd/", "uitnodigen/", "nu/"):
            assert lead.get(f"/werk/vergaderingen/{meeting.slug}/{path}").status_code == 403, path
        assert refused(actions.add_item, meeting, by=council.owner, title="Erbij") == "not_allowed"
        assert refused(actions.open_meeting, meeting, by=council.owner) == "meeting_move"
    assert lead.get("/werk/vergaderingen/nieuw/").status_code == 403
    assert lead.get(f"/werk/werkgroepen/{other.slug}/bijeenkomst/").status_code == 403
    more = {"starts_at": own.starts_at, "ends_at": own.ends_at, "place": "Hier", "by": council.owner}
    assert refused(actions.plan_meeting, kind="werkgroep", **more) == "not_allowed"
    assert (
        refused(actions.plan_meeting, kind="bestuur", working_group=crew, **more) == "meetings_meeting_group"
    )
    actions.hand_over_group(crew, by=council.owner, to=council.chair)
    assert lead.get(f"/werk/vergaderingen/{own.slug}/").status_code == 403
    assert as_(council.chair).get(f"/werk/vergaderingen/{own.slug}/").status_code == 200


def test_a_meeting_of_a_group_cannot_decide_by_plain_sql(council: Council, crew) -> None:
    own = council.evening(20, kind="werkgroep", working_group=crew)
    with pytest.raises(IntegrityError, match="meetings_meeting_group"):
        Meeting.objects.filter(pk=own.pk).update(kind="bestuur")


@pytest.fixture
def item(council: Council) -> AgendaItem:
    return actions.add_item(council.open(), by=council.secretary, title="Geveltuinen")


def test_who_writes_and_has_an_interest_leaves_the_point_to_another(council: Council, item) -> None:
    """Text, outcome, proposal: all of it; and the screen says who writes instead."""
    where = f"/werk/vergaderingen/{item.meeting.slug}/nu/1/"
    actions.add_item(item.meeting, by=council.secretary, title="Volgende")
    by = council.secretary
    actions.write_minutes(item, by=by, text="Wat er al stond", base_version=0)
    actions.declare_conflict(item, by=by, person=by, reason="mijn zus heeft de kraam")
    assert refused(actions.write_minutes, item, by=by, text="Erbij", base_version=1) == "declared"
    assert refused(actions.set_outcome, item, by=by, outcome="informative") == "declared"
    page = text(as_(by).get(where))
    assert "U hebt een belang bij dit punt." in page
    assert f"{council.chair} schrijft hier" in page
    assert "Wat er al stond" in page
    assert 'name="tekst"' not in page
    assert "Leg de uitkomst vast" not in page
    assert f"{where[:-2]}2/" in page
    late = as_(by).post(f"{where}verslag/", {"tekst": "Nog getypt", "base_version": "1"})
    assert (late.status_code, "Nog getypt" in text(late)) == (409, True)
    assert 'name="tekst"' in text(as_(council.chair).get(where))
    assert actions.set_outcome(item, by=council.chair, outcome="informative").outcome == "informative"


def test_when_nobody_else_can_write_the_one_with_an_interest_goes_on(council: Council, item) -> None:
    by = council.secretary
    for member in (council.secretary, council.chair):
        actions.declare_conflict(item, by=by, person=member)
    actions.write_minutes(item, by=by, text="Kort", base_version=0)
    assert 'name="tekst"' in text(as_(by).get(f"/werk/vergaderingen/{item.meeting.slug}/nu/1/"))


def full_evening(council: Council, points: int) -> Meeting:
    """A running evening with all on it: talked issues, minutes to adopt, urgent decisions, interests."""
    issues = [council.issue(f"Kwestie {number}") for number in range(points)]
    for number in range(points):
        council.discuss(issues[number], 7 * number)
    for meeting in Meeting.objects.filter(status="held"):
        actions.propose_minutes(meeting, by=council.secretary)
    for _number in range(points):
        fast = council.proposal(None, way="urgent", about_council=True)
        for key in ("chair", "treasurer"):
            actions.answer_outside(fast, by=person(key), choice="for")
        actions.adopt_decision(fast, by=council.chair)
    meeting = council.open(300)
    for number in range(points):
        item = actions.add_item(meeting, by=council.secretary, title=f"Punt {number}", issues=issues)
        council.proposal(item)
        actions.declare_conflict(item, by=council.secretary, person=council.owner)
        actions.record_attendance(meeting, by=council.secretary, guest=f"Gast {number}")
        actions.write_minutes(item, by=council.secretary, text="…", base_version=0)
    return meeting


@pytest.mark.parametrize("page", ["nu/1/", ""])
def test_the_screens_of_an_evening_ask_the_same_however_full_it_is(council: Council, page: str) -> None:
    small = full_evening(council, 1)
    client = as_(council.secretary)
    few = asked(client, f"/werk/vergaderingen/{small.slug}/{page}")
    council.close(small)
    large = full_evening(council, 5)
    many = asked(client, f"/werk/vergaderingen/{large.slug}/{page}")
    assert many == few
    assert many <= MOST
