"""The workspace: each role finds what it can do, and nothing of what it may not know."""

import pytest

from budgets.models import SpendRequest
from issues.models import Action
from tests.portal import makers
from wijkraad.portal.desk import piles
from wijkraad.portal.figures.now import actions_late

pytestmark = pytest.mark.django_db


def keys(user) -> dict[str, int]:
    return {pile.key: pile.total for pile in piles(user) if pile.total}


def test_new_reports_wait_for_board_and_manager_only(people):
    makers.issue("reported")
    assert keys(people["board_member"]) == keys(people["manager"]) == {"triage": 1}
    assert keys(people["auditor"]) == keys(people["resident"]) == keys(people["admin"]) == {}


def test_an_action_waits_for_whoever_is_named_until_it_is_done(people):
    found = makers.issue("reported assessing", number="2026-0001", responsible=people["chair"])
    action = Action.objects.create(
        issue=found, title="Bellen", responsible=people["board_member"], due=makers.moment(3).date(),
        first_due=makers.moment(3).date(), created_at=makers.moment(9),
    )  # fmt: skip
    (pile,) = [pile for pile in piles(people["board_member"]) if pile.key == "actions"]
    assert [(line.title, line.late) for line in pile.lines] == [("Bellen", 3)]
    assert "actions" not in keys(people["chair"])
    action.done_at, action.result, action.evidence = makers.moment(), "Gebeld", "De notitie van die dag"
    action.save()
    assert "actions" not in keys(people["board_member"])


def test_what_is_left_of_a_closed_issue_waits_for_nobody(people):
    """The goal was reached before the last action: nobody is late with it any more."""
    found = makers.issue("reported rejected", responsible=people["chair"])
    Action.objects.create(
        issue=found, title="Bellen", responsible=people["chair"], due=makers.moment(3).date(),
        first_due=makers.moment(3).date(), created_at=makers.moment(9),
    )  # fmt: skip
    assert "actions" not in keys(people["chair"])
    assert not actions_late(people["chair"], makers.moment().date())


def test_a_claim_waits_for_everybody_but_the_claimer(people):
    makers.issue(
        "reported assessing in_progress reported_done", number="2026-0001", responsible=people["chair"],
        goal="x", criterion="y", claimed_by=people["board_member"], claimed_at=makers.moment(5),
    )  # fmt: skip
    assert "claims" not in keys(people["board_member"])
    assert keys(people["other_board_member"]) == {"claims": 1}


def test_a_partner_sees_what_waits_for_its_own_organisation(people):
    partner = people["partner"].organisation
    makers.issue(
        "reported assessing waiting", number="2026-0001", responsible=people["chair"], partner=partner,
        waiting_until=makers.moment(-5).date(),
    )  # fmt: skip
    assert keys(people["partner"]) == {"partner": 1}


def test_what_is_confidential_waits_for_nobody_without_the_right(people):
    makers.issue("reported", visibility="confidential")
    assert keys(people["manager"]) == {}


def test_the_piles_cost_one_statement(people, django_assert_max_num_queries):
    makers.issue("reported")
    user = people["chair"]
    piles(user)
    with django_assert_max_num_queries(3):
        assert piles(user)
    assert not SpendRequest.objects.exists()


def test_a_resident_who_signs_in_lands_on_their_own_page(client, people):
    client.force_login(people["resident"])
    assert client.get("/werk/").headers["Location"] == "/mijn/"
