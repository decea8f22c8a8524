"""Private addresses of calendars: one at a time, of one person, gone with the role."""

import pytest
from django.db import IntegrityError, transaction

from wijkraad.people.actions import (
    calendar_of_user,
    close_calendar,
    end_role,
    forget_person,
    keeper_of,
    open_calendar,
    suspend,
)
from wijkraad.people.models import CalendarKey
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.models import TrailEvent


def test_a_new_address_ends_the_one_before(secretary) -> None:
    old = open_calendar(by=secretary, kind="terms")
    assert keeper_of(old.token, "terms") == secretary
    new = open_calendar(by=secretary, kind="terms")
    assert keeper_of(old.token, "terms") is None and keeper_of(new.token, "terms") == secretary
    assert close_calendar(by=secretary, kind="terms") == 1
    assert keeper_of(new.token, "terms") is None and calendar_of_user(secretary, "terms") is None


def test_an_address_opens_one_calendar_and_cannot_be_made_up(secretary) -> None:
    key = open_calendar(by=secretary, kind="terms")
    assert keeper_of(key.token, "meetings") is None
    for wrong in (key.uuid.hex, f"{key.uuid.hex}.x", key.token[:-1], "", "é.é", key.token.swapcase()):
        assert keeper_of(wrong, "terms") is None


def test_it_is_empty_as_soon_as_nobody_holds_a_role_or_is_suspended(deputy, secretary, board_member) -> None:
    theirs, ours = (open_calendar(by=user, kind="terms").token for user in (deputy, secretary))
    end_role(deputy.roles.get(), by=board_member)
    suspend(secretary, by=board_member)
    assert keeper_of(theirs, "terms") is None and keeper_of(ours, "terms") is None


def test_a_forgotten_account_keeps_no_address(resident) -> None:
    key = open_calendar(by=resident, kind="meetings")
    forget_person(resident, by=resident)
    key.refresh_from_db()
    assert key.ended_at is not None


def test_who_has_no_role_has_no_calendar(resident) -> None:
    resident.roles.all().delete()
    resident.__dict__.pop("_roles_on", None)
    with pytest.raises(Refused, match="rol"):
        open_calendar(by=resident, kind="meetings")


def test_the_database_keeps_one_address_per_calendar(secretary) -> None:
    open_calendar(by=secretary, kind="terms")
    with pytest.raises(IntegrityError, match="people_calendarkey_one"), transaction.atomic():
        CalendarKey.objects.create(user=secretary, kind="terms", made_at=clock.now())
    assert TrailEvent.objects.filter(table="people_calendarkey", verb="calendar.open").exists()
