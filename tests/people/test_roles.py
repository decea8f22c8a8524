"""Roles: two people for the board and higher, dated, ended at once, never while something is held."""

from datetime import date, timedelta

import pytest

from wijkraad.people import handover
from wijkraad.people.actions import confirm_role, end_role, give_role, refuse_role
from wijkraad.people.handover import Held
from wijkraad.people.models import Role
from wijkraad.people.roles import has_role, holders, roles_of
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.models import TrailEvent


def fresh(user):
    """The same person at the next click: a new request reads the roles anew."""
    return type(user).objects.get(pk=user.pk)


def test_a_resident_becomes_entrepreneur_by_one_person(resident, chair) -> None:
    give_role(resident, by=chair, kind="entrepreneur")
    assert roles_of(fresh(resident)) == {"resident", "entrepreneur"}


def test_a_board_role_waits_for_a_second_person(resident, chair, secretary) -> None:
    role = give_role(resident, by=chair, kind="board", decision_number="B2026-003")
    assert not has_role(fresh(resident), "board")
    with pytest.raises(Refused, match="tweede persoon") as refusal:
        confirm_role(role, by=chair)
    assert refusal.value.code == "role.two_people"
    confirm_role(role, by=secretary)
    assert has_role(fresh(resident), "board")
    verbs = TrailEvent.objects.filter(table="people_role", row=str(role.pk)).order_by("id")
    assert [(event.verb, event.actor) for event in verbs] == [
        ("role.give", chair),
        ("role.confirm", secretary),
    ]


def test_nobody_confirms_an_own_role(chair, secretary) -> None:
    with pytest.raises(Refused, match="uzelf"):
        give_role(chair, by=chair, kind="treasurer")
    role = give_role(secretary, by=chair, kind="treasurer")
    with pytest.raises(Refused, match="tweede persoon"):
        confirm_role(role, by=secretary)


def test_the_administrator_proposes_but_the_board_confirms(resident, admin, chair) -> None:
    role = give_role(resident, by=admin, kind="auditor")
    with pytest.raises(Refused):
        confirm_role(role, by=admin)
    confirm_role(role, by=chair)
    with pytest.raises(Refused, match="al afgehandeld"):
        confirm_role(role, by=chair)


def test_a_deputy_is_appointed_by_a_decision(resident, chair) -> None:
    with pytest.raises(Refused, match="besluit"):
        give_role(resident, by=chair, kind="deputy", decision_number=" ")
    assert give_role(resident, by=chair, kind="deputy", decision_number="B2026-014").pending


def test_a_proposal_can_be_taken_away(resident, chair, secretary) -> None:
    role = give_role(resident, by=chair, kind="deputy", decision_number="B2026-014")
    with pytest.raises(Refused):
        refuse_role(role, by=resident)
    refuse_role(role, by=secretary)
    assert not Role.objects.filter(pk=role.pk).exists()
    with pytest.raises(Refused):
        refuse_role(role, by=secretary)


@pytest.mark.parametrize("who", ["resident", "manager", "auditor", "partner"])
def test_others_give_and_end_nothing(who, request, neighbour) -> None:
    somebody = request.getfixturevalue(who)
    with pytest.raises(Refused):
        give_role(neighbour, by=somebody, kind="entrepreneur")
    with pytest.raises(Refused):
        end_role(neighbour.roles.get(), by=somebody)


def test_the_same_role_twice_at_a_time_is_refused_in_dutch(resident, chair) -> None:
    with pytest.raises(Refused, match="heeft deze rol al"):
        give_role(resident, by=chair, kind="resident")


def test_dates_must_follow_each_other(resident, chair) -> None:
    with pytest.raises(Refused, match="einddatum"):
        give_role(resident, by=chair, kind="partner", start=date(2026, 5, 1), end=date(2026, 5, 1))


def test_an_ended_role_gives_nothing_from_that_day_on(treasurer, chair) -> None:
    end_role(treasurer.roles.get(kind="treasurer"), by=chair)
    assert roles_of(fresh(treasurer)) == {"board"}
    assert treasurer not in holders("treasurer")
    ended = end_role(treasurer.roles.get(kind="treasurer"), by=chair)
    assert ended.held.upper == clock.today()


def test_a_role_ends_by_itself_on_its_date(resident, chair) -> None:
    give_role(resident, by=chair, kind="partner", end=clock.today() + timedelta(days=2))
    assert has_role(fresh(resident), "partner")
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert not has_role(resident, "partner")


def test_a_role_that_never_began_ends_before_it_does(resident, chair) -> None:
    role = give_role(resident, by=chair, kind="partner", start=clock.today() + timedelta(days=9))
    end_role(role, by=resident)
    role.refresh_from_db()
    assert role.held.isempty


def test_a_role_stays_while_something_is_held(treasurer, chair) -> None:
    def two_requests(user, role):
        return [Held("Aanvraag U2026-018", "/uitgaven/U2026-018/")] if role == "treasurer" else []

    handover.register(two_requests)
    handover.register(two_requests)
    try:
        with pytest.raises(Refused, match="U2026-018") as refusal:
            end_role(treasurer.roles.get(kind="treasurer"), by=chair)
        assert refusal.value.first == "Draag deze eerst over."
        end_role(treasurer.roles.get(kind="board"), by=chair)
    finally:
        handover.unregister(two_requests)


def test_holders_leaves_out_the_suspended_and_the_named(chair, board_member, secretary, treasurer) -> None:
    board_member.suspended_at = clock.now()
    board_member.save()
    assert holders("board", without=[chair]) == [treasurer, secretary]
