"""Changing a threshold: two board members, a source, from a day on; the past keeps its value."""

from datetime import timedelta
from decimal import Decimal

import pytest

from wijkraad.people.actions import change_setting, confirm_setting, refuse_setting
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.models import TrailEvent

DAY = timedelta(days=1)


def changed(key, new, chair, secretary, **more):
    proposal = change_setting(key, new, by=chair, source="statuten artikel 9", **more)
    return confirm_setting(proposal, by=secretary)


def test_a_new_limit_takes_two_people_and_keeps_its_decision(chair, secretary) -> None:
    proposal = change_setting(
        "light_limit", Decimal("400"), by=chair, source="statuten", decision_number="B2026-031"
    )
    assert value("light_limit") == Decimal("250.00")
    with pytest.raises(Refused, match="tweede persoon"):
        confirm_setting(proposal, by=chair)
    setting = confirm_setting(proposal, by=secretary)
    assert value("light_limit") == Decimal("400.00")
    assert setting.decision_number == "B2026-031"
    event = TrailEvent.objects.get(table="terms_setting")
    assert (event.verb, event.actor) == ("setting.confirm", secretary)
    with pytest.raises(Refused, match="al afgehandeld"):
        confirm_setting(proposal, by=secretary)


def test_the_past_keeps_its_value(chair, secretary) -> None:
    changed("talk_limit", 4, chair, secretary, starts_on=clock.today() + 10 * DAY)
    assert [value("talk_limit"), value("talk_limit", clock.today() + 10 * DAY)] == [3, 4]


def test_a_later_value_takes_over_from_an_earlier_one(chair, secretary) -> None:
    today = clock.today()
    changed("talk_limit", 5, chair, secretary, starts_on=today + 20 * DAY)
    changed("talk_limit", 4, chair, secretary, starts_on=today + 10 * DAY)
    changed("talk_limit", 2, chair, secretary)
    changed("talk_limit", 6, chair, secretary)
    days = [today - DAY, today, today + 10 * DAY, today + 20 * DAY]
    assert [value("talk_limit", day) for day in days] == [3, 6, 4, 5]
    assert Setting.objects.count() == 3


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("talk_limit", "drie"),
        ("talk_limit", -1),
        ("light_limit", "veel"),
        ("stuck_after", {"reported": 3}),
        ("signal_free_text", 1),
        ("no_such_setting", 1),
    ],
)
def test_a_value_of_another_kind_is_refused(chair, key, wrong) -> None:
    with pytest.raises(Refused):
        change_setting(key, wrong, by=chair, source="statuten")


def test_a_setting_needs_a_source_and_no_past(chair) -> None:
    with pytest.raises(Refused, match="waar deze waarde vandaan komt"):
        change_setting("talk_limit", 4, by=chair, source=" ")
    with pytest.raises(Refused, match="verleden"):
        change_setting("talk_limit", 4, by=chair, source="statuten", starts_on=clock.today() - DAY)


@pytest.mark.parametrize("who", ["resident", "manager", "admin", "auditor"])
def test_settings_are_the_boards(who, request, chair) -> None:
    somebody = request.getfixturevalue(who)
    with pytest.raises(Refused):
        change_setting("talk_limit", 4, by=somebody, source="statuten")
    proposal = change_setting("talk_limit", 4, by=chair, source="statuten")
    for settle in (confirm_setting, refuse_setting):
        with pytest.raises(Refused):
            settle(proposal, by=somebody)


def test_a_proposal_can_be_taken_away(chair, secretary) -> None:
    proposal = change_setting("talk_limit", 4, by=chair, source="statuten")
    refuse_setting(proposal, by=secretary)
    with pytest.raises(Refused):
        confirm_setting(proposal, by=secretary)
