"""Accounts: made by those who may, suspended by one, out of open sessions at the next click."""

import pytest
from allauth.account.models import EmailAddress

from wijkraad.people.actions import create_person, end_role, suspend, unsuspend
from wijkraad.people.models import User
from wijkraad.people.roles import roles_of
from wijkraad.terms.refusal import Refused
from wijkraad.trail.models import TrailEvent

LOG = "/werk/post/"
"""A page for the secretary and the administrator."""


def test_the_secretary_makes_an_account(secretary) -> None:
    made = create_person(by=secretary, email="Nieuw@Test.example ", name="Nieuwe Buur")
    assert (made.email, made.has_usable_password()) == ("nieuw@test.example", False)
    assert EmailAddress.objects.get(user=made).verified
    with pytest.raises(Refused, match="al een account"):
        create_person(by=secretary, email="nieuw@test.example")


def test_a_resident_makes_none(resident) -> None:
    with pytest.raises(Refused):
        create_person(by=resident, email="nieuw@test.example")


def test_the_trail_tells_that_a_name_changed_but_not_which(resident) -> None:
    resident.name = "Iemand Anders"
    resident.function = "Bewoner"
    resident.save()
    event = TrailEvent.objects.filter(table="people_user").latest("id")
    assert event.changes == {"name": True, "function": ["", "Bewoner"]}


def test_a_suspended_person_is_out_at_the_next_click(client, secretary, board_member) -> None:
    client.force_login(secretary)
    assert client.get(LOG).status_code == 200
    suspend(secretary, by=board_member)
    assert client.get(LOG).status_code == 302
    assert roles_of(User.objects.get(pk=secretary.pk)) == set()


def test_a_suspended_person_does_not_get_in_again(client, board_member, password) -> None:
    person = create_person(by=None, email="nieuw@test.example", password=password)
    keys = {"login": person.email, "password": password}
    suspend(person, by=board_member)
    suspend(person, by=board_member)
    client.post("/accounts/login/", keys)
    assert "_auth_user_id" not in client.session
    unsuspend(person, by=board_member)
    client.post("/accounts/login/", keys)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_who_may_suspend(resident, neighbour, admin) -> None:
    with pytest.raises(Refused):
        suspend(neighbour, by=resident)
    with pytest.raises(Refused):
        suspend(admin, by=admin)
    suspend(resident, by=admin)
    with pytest.raises(Refused):
        unsuspend(resident, by=resident)
    with pytest.raises(Refused):
        unsuspend(resident, by=admin)


def test_an_ended_role_closes_its_pages_in_an_open_session(client, secretary, chair) -> None:
    client.force_login(secretary)
    assert client.get(LOG).status_code == 200
    end_role(secretary.roles.get(kind="secretary"), by=chair)
    assert client.get(LOG).status_code == 403


def test_how_the_site_names_people(chair, resident) -> None:
    assert chair.public_name == "Vera Voorzitter"
    chair.shown_as, chair.function = User.Shown.FUNCTION, "Voorzitter"
    assert chair.public_name == "Voorzitter"
    assert (str(User(email="a@b.example")), User().public_name) == ("a@b.example", "iemand van de wijkraad")
