"""Do you come? By account, by a guest's own link, by phone; and whether enough members come to decide."""

from html import unescape

import pytest
from django.db import IntegrityError
from django.test import Client

from meetings import actions
from meetings.models import Invitation, Meeting
from tests.meetings.conftest import Council
from tests.meetings.test_decisions import refused
from tests.meetings.test_groups import group
from tests.personas import person
from wijkraad.notices.models import Message


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def evening(council: Council) -> Meeting:
    """Planned, with a point, the wijkmanager and two guests asked, and the agenda mailed."""
    meeting = council.evening()
    actions.add_item(meeting, by=council.secretary, title="Oversteek")
    actions.add_item(meeting, by=council.secretary, title="Geheim woord", internal=True)
    actions.invite(
        meeting, by=council.secretary, people=[person("manager")], guest="Buurtzorg", email="g@b.test"
    )
    actions.invite(meeting, by=council.secretary, guest="Oud-voorzitter")
    actions.send_agenda(meeting, by=council.secretary)
    return meeting


def test_a_guest_answers_by_an_own_link_that_changes_nothing_until_a_button_is_pressed(
    evening: Meeting,
) -> None:
    mail = Message.objects.get(address="g@b.test")
    row = evening.invitations.get(email="g@b.test")
    assert mail.path == f"/uitnodiging/{row.token}/"
    visitor = Client()
    page = text(visitor.get(mail.path))
    assert "Oversteek" in page
    assert "Geheim woord" not in page
    assert "no-store" in visitor.get(mail.path).headers["Cache-Control"]
    row.refresh_from_db()
    assert row.answer == ""
    assert "Uw antwoord: Misschien." in text(visitor.post(mail.path, {"antwoord": "perhaps"}, follow=True))
    visitor.post(mail.path, {"antwoord": "yes"})
    visitor.post(mail.path, {"antwoord": "onzin"})
    row.refresh_from_db()
    assert (row.answer, row.answered_at is not None) == ("yes", True)


def test_a_link_of_another_or_after_the_beginning_is_worth_nothing(
    council: Council, evening: Meeting
) -> None:
    row = evening.invitations.get(email="g@b.test")
    asked = evening.invitations.get(person=person("manager"))
    for token in ("onzin", f"{row.pk}:onzin", asked.token, f"{row.pk + 1}:{row.token.split(':')[1]}"):
        assert Client().get(f"/uitnodiging/{token}/").status_code == 404, token
    actions.open_meeting(evening, by=council.secretary)
    late = Client().post(f"/uitnodiging/{row.token}/", {"antwoord": "yes"}, follow=True)
    assert (late.status_code, "Antwoorden kan niet meer" in text(late)) == (410, True)
    row.refresh_from_db()
    assert row.answer == ""


def test_who_has_an_account_answers_and_others_are_not_asked(council: Council, evening: Meeting) -> None:
    where = f"/mijn/uitnodiging/{evening.slug}/"
    assert Message.objects.get(recipient=person("manager"), template="meetings/agenda").path == where
    for who in (council.owner, person("manager")):
        assert "Uw antwoord: Ik kom niet." in text(as_(who).post(where, {"antwoord": "no"}, follow=True))
    assert as_(person("resident")).get(where).status_code == 404
    assert refused(actions.answer_invitation, evening, by=person("resident"), answer="yes") == "not_asked"
    assert Client().get(where).status_code == 302


def test_the_secretary_sees_whether_enough_members_come(council: Council, evening: Meeting) -> None:
    """Five members, three needed: nobody answered, then two no, then three no; one of them by phone."""
    client, where = as_(council.secretary), f"/werk/vergaderingen/{evening.slug}/"
    assert "Het is nog niet zeker of er genoeg leden komen." in text(client.get(f"{where}uitnodigen/"))
    for member in council.members[:3]:
        actions.answer_invitation(evening, by=member, answer="yes")
    assert "Er komen genoeg leden om te besluiten." in text(client.get(f"{where}uitnodigen/"))
    for member in council.members[:2]:
        actions.answer_invitation(evening, by=member, answer="no")
    client.post(f"{where}antwoord/", {"antwoord": f"lid.{council.members[4].pk}.no"})
    page = text(client.get(f"{where}uitnodigen/"))
    assert "Er komen te weinig leden om te besluiten." in page
    assert "Om te besluiten zijn er 3 van de 5 leden nodig." in page
    guest = evening.invitations.get(guest="Oud-voorzitter")
    client.post(f"{where}antwoord/", {"antwoord": f"gast.{guest.pk}.yes"})
    guest.refresh_from_db()
    assert guest.answer == "yes"
    other = {"antwoord": f"lid.{council.owner.pk}.no"}
    assert as_(council.owner).post(f"{where}antwoord/", other).status_code == 403
    assert client.post(f"{where}antwoord/", {"antwoord": "lid.x.no"}).status_code == 404


def test_who_said_no_stands_as_excused_when_the_evening_begins(council: Council, evening: Meeting) -> None:
    actions.answer_invitation(evening, by=council.owner, answer="no")
    actions.answer_invitation(evening, by=council.chair, answer="yes")
    actions.answer_invitation(evening, by=person("manager"), answer="no")
    actions.open_meeting(evening, by=council.secretary)
    assert [(row.person, row.state) for row in evening.attendance.all()] == [(council.owner, "excused")]


def test_the_members_of_a_group_are_asked_for_its_meetings(council: Council) -> None:
    crew = group(council, members=[council.members[4], person("neighbour")])
    meeting = council.evening(20, kind="werkgroep", working_group=crew)
    actions.add_item(meeting, by=council.owner, title="Tellen")
    actions.send_agenda(meeting, by=council.owner)
    assert Message.objects.filter(recipient=person("neighbour"), template="meetings/agenda").exists()
    actions.answer_invitation(meeting, by=person("neighbour"), answer="yes")
    page = text(as_(council.owner).get(f"/werk/vergaderingen/{meeting.slug}/uitnodigen/"))
    assert person("neighbour").name in page
    assert "Om te besluiten" not in page


def test_an_answer_has_its_moment(evening: Meeting) -> None:
    with pytest.raises(IntegrityError, match="meetings_invitation_answer"):
        Invitation.objects.filter(meeting=evening).update(answer="yes")
