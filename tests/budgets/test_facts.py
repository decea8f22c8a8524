"""What other rooms read of money: the story of an issue, shares per theme, what waits, and the recount."""

from datetime import timedelta
from decimal import Decimal

import pytest

from budgets import facts
from budgets.actions import book_refund, pay_request, request_spend, submit_request
from budgets.models import SpendRequest
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.conftest import as_owner
from wijkraad.terms import clock

D = Decimal


@pytest.fixture
def year(db, people):
    return scene.year()


def paid(amount: str = "100.00", **words):
    request = scene.approved(amount, **words)
    pay_request(request, by=scene.person("treasurer"), second_signature=scene.person("secretary"))
    return scene.fresh(request)


def test_the_story_of_an_issue_names_no_person(year):
    issue = scene.issue()
    paid("100.00", issue=issue, payee_kind="person", payee_name="Jan Jansen", payee_count=2)
    paid("60.00", issue=issue, payee_kind="firm", payee_name="Klusbedrijf Piet")
    rows = facts.story_of(issue)
    assert [row.payee for row in rows] == ["twee personen", "een ondernemer"]
    assert [row.paid for row in rows] == [D("100.00"), D("60.00")]
    assert rows[0].approvers == ("chair",)
    assert rows[0].path == f"/uitgaven/{rows[0].number}/"


def test_a_shared_spend_is_divided_to_the_cent(year):
    issues = [scene.issue(f"Kwestie {n}", key) for n, key in enumerate(("verkeer", "groen", "winkels"))]
    shares = [(issues[0], D("33.33")), (issues[1], D("33.33")), (issues[2], D("33.34"))]
    paid("100.01", shares=shares)
    parts = [facts.story_of(issue)[0].paid for issue in issues]
    assert sum(parts) == D("100.01")
    themes = facts.paid_per_theme_of_year(year.year)
    assert sum(one.paid for one in themes) == D("100.01")
    assert {one.key for one in themes} == {"verkeer", "groen", "winkels"}


def test_unlinked_and_organisation_are_slices_of_their_own(year):
    board, organisation = scene.line("Verkeer"), scene.line("Organisatie")
    paid("80.00", on=board)
    paid("20.00", on=board, exception="", decision=scene.decision())
    organisation.theme = None
    organisation.save(update_fields=["theme"])
    paid("50.00", on=organisation)
    found = {one.key: one.paid for one in facts.paid_per_theme_of_year(year.year)}
    assert found == {"verkeer": D("20.00"), "": D("80.00"), "org": D("50.00")}
    today = clock.today()
    assert facts.paid_per_theme(today, today) == []
    by_date = facts.paid_per_theme(today, today + timedelta(days=1))
    assert sum(one.paid for one in by_date) == D("150.00")


def test_refunds_lower_the_net(year, people):
    request = paid("100.00")
    book_refund(request, by=people["treasurer"], amount=D("30.00"))
    assert facts.paid_per_theme_of_year(year.year)[0].paid == D("70.00")
    assert scene.fresh(request).status == "paid"


def test_what_waits_for_whom(year, people):
    scene.submitted("100.00")
    scene.approved("50.00")
    paid("40.00")
    kinds = {key: sorted(one.kind for one in facts.waiting_for(user)) for key, user in people.items()}
    assert kinds["chair"] == ["approve"]
    assert kinds["treasurer"] == ["account", "approve", "pay"]
    assert kinds["board_member"] == ["report"]
    for key in ("resident", "manager", "auditor", "admin", "deputy", "partner"):
        assert kinds[key] == [], key


def test_a_confidential_issue_shows_nowhere(year, people):
    secret = scene.issue(visibility="confidential")
    treasurer = people["treasurer"]
    request = SpendRequest.objects.get(pk=scene.draft(by=treasurer, exception="goed").pk)
    request.shares.create(issue=secret, percent=D("100"))
    submit_request(request, by=treasurer)
    scene.fresh(request)
    assert facts.story_of(secret) == []
    assert facts.waiting_for(people["board_member"]) == []
    assert not SpendRequest.objects.visible_to(people["board_member"]).filter(pk=request.pk).exists()
    assert SpendRequest.objects.visible_to(people["auditor"]).filter(pk=request.pk).exists()


def test_verify_names_each_difference(committed, people):
    scene.year()
    paid("100.00", issue=scene.issue())
    assert verify() == []
    with as_owner(committed) as connection:
        connection.execute("ALTER TABLE budgets_budgetline DISABLE TRIGGER USER")
        connection.execute("UPDATE budgets_budgetline SET paid = paid + 1 WHERE name = 'Verkeer'")
        connection.execute("ALTER TABLE budgets_budgetline ENABLE TRIGGER USER")
    assert verify() == [f"begroot Verkeer {clock.today().year}: betaald: 101.00, moet zijn 100.00"]


def test_request_of_a_resident_goes_through_a_board_member(year, people):
    with pytest.raises(Exception, match="bestuursleden"):
        request_spend(
            by=people["resident"],
            line=scene.line(),
            goal="Feest",
            amount=D(5),
            payee_name="Ik",
            exception="feest",
        )
