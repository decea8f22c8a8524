"""The pages about people: my profile, the list, giving roles with two, suspending by one."""

import pytest
from django.urls import reverse

from wijkraad.people.actions import give_role
from wijkraad.people.models import Role, User
from wijkraad.people.roles import has_role
from wijkraad.trail.models import TrailEvent

PROFILE, PEOPLE, NEW = (reverse(f"people:{name}") for name in ("profile", "people", "new_person"))


def page(client, user, address, **fields):
    """Open a page as somebody, or send its form."""
    client.force_login(user)
    return client.post(address, fields, follow=True) if fields else client.get(address)


def page_of(user) -> str:
    return reverse("people:person", args=[user.pk])


def test_i_change_my_name_and_language(client, resident) -> None:
    page(client, resident, PROFILE, name="Noor B.", language="en")
    resident.refresh_from_db()
    assert (resident.name, resident.language) == ("Noor B.", "en")
    event = TrailEvent.objects.latest("id")
    assert (event.verb, event.actor, event.changes) == ("person.profile", resident, {"name": True})


def test_only_officials_choose_how_the_site_shows_them(client, resident, treasurer) -> None:
    fields = {"name": "x", "language": "nl", "shown_as": "function", "function": "Koning"}
    assert "shown_as" not in page(client, resident, PROFILE).content.decode()
    page(client, resident, PROFILE, **fields)
    page(client, treasurer, PROFILE, **fields)
    assert [User.objects.get(pk=one.pk).function for one in (resident, treasurer)] == ["", "Koning"]


def test_a_wrong_profile_says_why(client, resident) -> None:
    answer = page(client, resident, PROFILE, name="x" * 121, language="nl")
    assert "data-fouten" in answer.content.decode()


@pytest.mark.parametrize("who", ["resident", "manager", "partner", "deputy"])
def test_the_list_of_people_is_not_for_everybody(client, request, who) -> None:
    assert page(client, request.getfixturevalue(who), PEOPLE).status_code == 403


def test_the_list_shows_officials_and_finds_others(client, auditor, chair, resident) -> None:
    text = page(client, auditor, PEOPLE).content.decode()
    assert "Vera Voorzitter" in text
    assert resident.email not in text
    assert resident.email in client.get(PEOPLE, {"q": "bewoner"}).content.decode()
    assert "Niemand gevonden" in client.get(PEOPLE, {"q": "xyzzy"}).content.decode()


def test_the_list_pages_forth_and_back(client, auditor) -> None:
    for number in range(60):
        user = User.objects.create_user(f"p{number}@test.example", name=f"Partner {number:02}")
        give_role(user, by=None, kind="partner")
    first = page(client, auditor, PEOPLE).content.decode()
    onward = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(PEOPLE + onward).content.decode()
    assert "Partner 59" in second and "Partner 59" not in first
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Partner 00" in client.get(PEOPLE + back).content.decode()


def test_a_board_role_on_two_screens(client, chair, secretary, resident) -> None:
    fields = {"kind": "board", "decision_number": "B2026-003"}
    page(client, chair, page_of(resident), **fields)
    role = Role.objects.get(user=resident, kind="board")
    settle = reverse("people:settle_role", args=[role.pk])
    assert "Bevestig deze rol" not in page(client, chair, page_of(resident)).content.decode()
    refusal = page(client, chair, settle, step="confirm")
    assert "tweede persoon moet" in refusal.content.decode()
    assert "Bevestig deze rol" in page(client, secretary, page_of(resident)).content.decode()
    assert "Vera Voorzitter" in page(client, secretary, PEOPLE).content.decode()
    page(client, secretary, settle, step="confirm")
    assert has_role(User.objects.get(pk=resident.pk), "board")
    assert "Beëindig vandaag" in page(client, chair, page_of(resident)).content.decode()
    page(client, chair, settle, step="end")
    page(client, chair, settle, step="nonsense")
    assert not has_role(User.objects.get(pk=resident.pk), "board")


def test_a_refused_role_keeps_the_form_and_says_why(client, chair, resident) -> None:
    answer = page(client, chair, page_of(resident), kind="resident")
    assert "heeft deze rol al" in answer.content.decode()


def test_the_auditor_looks_and_changes_nothing(client, auditor, resident) -> None:
    text = page(client, auditor, page_of(resident)).content.decode()
    assert "Geef deze rol" not in text and "Schors" not in text
    page(client, auditor, page_of(resident), kind="partner")
    assert not resident.roles.filter(kind="partner").exists()
    assert page(client, auditor, reverse("people:suspend", args=[resident.pk]), step="do").status_code == 403


def test_one_person_suspends_and_undoes(client, board_member, resident) -> None:
    address = reverse("people:suspend", args=[resident.pk])
    assert "Hef de schorsing op" in page(client, board_member, address, step="do").content.decode()
    assert "Schors deze persoon" in page(client, board_member, address, step="undo").content.decode()
    answer = page(client, board_member, reverse("people:suspend", args=[board_member.pk]), step="do")
    assert "niet schorsen" in answer.content.decode()


def test_a_new_account_on_the_page(client, secretary, resident) -> None:
    made = page(client, secretary, NEW, email="nieuw@test.example", name="Nieuwe Buur")
    assert "Nieuwe Buur" in made.content.decode()
    again = page(client, secretary, NEW, email="nieuw@test.example", name="Nog Een")
    assert "al een account" in again.content.decode()
    assert "Nog Een" in again.content.decode()


def test_the_list_costs_the_same_for_few_and_many(client, auditor, django_assert_max_num_queries) -> None:
    client.force_login(auditor)
    for amount in (1, 30):
        for number in range(amount):
            user = User.objects.create_user(f"p{amount}-{number}@test.example", name="Partner")
            give_role(user, by=None, kind="partner")
        with django_assert_max_num_queries(6):
            client.get(PEOPLE)
