"""Money that comes back for a year that is closed: the open year takes it, and it can be paid once more."""

from decimal import Decimal

import pytest

from budgets import actions
from budgets.banking.open_ends import open_bookings, open_entries
from budgets.banking.returning import returned_payments
from budgets.models import Booking, BudgetLine
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.budgets.bank_files import SHOP
from tests.budgets.bank_scene import booking, entry
from tests.budgets.test_bank_giving import refused, sent_back
from tests.personas import person
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def treasurer(people):
    return person("treasurer")


@pytest.fixture
def paid(treasurer) -> Booking:
    """100.00 paid of Verkeer; its year is closed, the next one is open with the same lines."""
    year = scene.year()
    made = booking("100.00", payee_iban=SHOP)
    actions.adopt_budget(
        actions.open_budget(year.year + 1, by=treasurer, copied=True), by=treasurer, decision=scene.decision()
    )
    actions.close_year(year, by=treasurer)
    return made


def line_of(number: int, name: str = "Verkeer"):
    return BudgetLine.objects.get(budget__year=number, name=name)


def test_the_return_is_proposed_and_lands_in_the_open_year(paid, treasurer) -> None:
    back, here = sent_back("100.00", iban=SHOP), line_of(clock.today().year + 1)
    (one,) = returned_payments([back])[back.pk]
    assert one.booking == paid and one.year_closed
    text = refused("budgets_booking_year", actions.return_entry, back, by=treasurer, booking=paid)
    assert "onderdeel van het lopende jaar" in text
    actions.return_entry(back, by=treasurer, booking=paid, line=here)
    found = scene.fresh(paid.request)
    assert (found.status, found.paid) == ("paid", D("0.00"))
    assert (scene.fresh(here).paid, scene.fresh(paid.line).paid) == (D("-100.00"), D("100.00"))
    assert not open_entries().filter(pk=back.pk).exists() and verify() == []


def test_what_came_back_is_paid_once_more_and_named(paid, treasurer) -> None:
    here = line_of(clock.today().year + 1)
    again = {"by": treasurer, "second_signature": person("chair"), "key": "een-keer"}
    refused("again_state", actions.pay_again, paid, **again)
    actions.return_entry(sent_back("100.00"), by=treasurer, booking=paid, line=here)
    refused("books_who", actions.pay_again, paid, by=person("chair"))
    refused("pay_second", actions.pay_again, paid, by=treasurer, second_signature=treasurer)
    second = actions.pay_again(paid, **again)
    assert actions.pay_again(paid, **again) == second
    refused("again_state", actions.pay_again, paid, by=treasurer, second_signature=person("chair"))
    assert (second.corrects, second.line, second.amount) == (paid, here, D("100.00"))
    assert (scene.fresh(here).paid, scene.fresh(paid.request).paid) == (D("0.00"), D("100.00"))
    assert second in open_bookings() and verify() == []
    actions.return_entry(sent_back("100.00"), by=treasurer, booking=second, line=here)
    third = actions.pay_again(second, by=treasurer, second_signature=person("chair"))
    assert third.corrects == second and verify() == []


def test_in_an_open_year_nobody_pays_twice_by_this_road(people, treasurer) -> None:
    scene.year()
    made = booking("100.00")
    actions.return_entry(sent_back("100.00"), by=treasurer, booking=made)
    refused("again_state", actions.pay_again, made, by=treasurer, second_signature=person("chair"))


def test_the_pages_ask_for_a_line_of_the_open_year(paid, client) -> None:
    client.force_login(person("treasurer"))
    here, back = line_of(clock.today().year + 1), sent_back("100.00", iban=SHOP)
    at = f"/werk/geld/bank/regel/{back.pk}/"
    assert 'name="onderdeel"' in client.get(at).content.decode()
    sent = {"doe": "retour", "boeking": paid.pk}
    assert client.post(at, sent).status_code == 409
    assert client.post(at, sent | {"onderdeel": here.pk}).status_code == 302
    page = f"/werk/geld/{paid.request.uuid}/"
    assert f'name="opnieuw-booking" value="{paid.pk}"' in client.get(page).content.decode()
    more = {
        "opnieuw-booking": paid.pk, "opnieuw-key": "k1", "opnieuw-paid_on": clock.today().isoformat(),
        "opnieuw-second_signature": person("chair").pk,
    }  # fmt: skip
    assert client.post(f"{page}opnieuw/", more).status_code == 302
    assert scene.fresh(here).paid == D("0.00")


def test_the_page_of_a_closed_spend_turns_a_booking_back_in_the_open_year(paid, client) -> None:
    client.force_login(person("treasurer"))
    at, here = f"/werk/geld/{paid.request.uuid}/", line_of(clock.today().year + 1)
    sent = {"terugdraaien-booking": paid.pk, "terugdraaien-reason": "rekening bestaat niet meer"}
    wrong = client.post(f"{at}terugdraaien/", sent)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "rekening bestaat niet meer" in page and f'id="id_terugdraaien-line_{paid.pk}"' in page
    assert client.post(f"{at}terugdraaien/", sent | {"terugdraaien-line": here.pk}).status_code == 302
    assert scene.fresh(here).paid == D("-100.00")


def test_money_back_of_a_closed_year_names_a_line_of_the_open_one(paid, client) -> None:
    client.force_login(person("treasurer"))
    found, here = entry("30.00", words="minder afgenomen"), line_of(clock.today().year + 1)
    at, sent = f"/werk/geld/bank/regel/{found.pk}/", {"doe": "terug", "terug-request": paid.request_id}
    wrong = client.post(at, sent)
    assert wrong.status_code == 422 and "is afgesloten. Kies een onderdeel" in wrong.content.decode()
    assert client.post(at, sent | {"terug-line": here.pk}).status_code == 302
    assert scene.fresh(here).paid == D("-30.00")


def test_forms_of_two_bookings_do_not_share_a_field(treasurer, client) -> None:
    """What was typed for one payment comes back at that payment alone."""
    scene.year()
    request = scene.approved("100.00")
    for amount in ("60.00", "40.00"):
        actions.pay_request(request, by=treasurer, amount=D(amount), second_signature=person("chair"))
    first, second = request.bookings.order_by("id")
    client.force_login(treasurer)
    sent = {"corrigeren-booking": second.pk, "corrigeren-amount": "dertig", "corrigeren-reason": "kassabon"}
    page = client.post(f"/werk/geld/{request.uuid}/corrigeren/", sent).content.decode()
    assert page.count('value="dertig"') == page.count("kassabon") == 1
    for one in (first, second):
        assert page.count(f'id="id_corrigeren-amount_{one.pk}"') == 1


def test_a_visitor_finds_in_the_open_year_whose_money_came_back(paid, treasurer, client) -> None:
    """From the year that took it back to the spend in one press."""
    now = clock.today().year
    assert "Wat nog kwam van eerdere jaren" not in client.get(f"/budget/{now + 1}/").content.decode()
    actions.return_entry(sent_back("100.00"), by=treasurer, booking=paid, line=line_of(now + 1))
    page = client.get(f"/budget/{now + 1}/").content.decode()
    _before, _mark, told = page.partition("Wat nog kwam van eerdere jaren")
    assert f'href="/uitgaven/{paid.request.number}/"' in told and "−€\xa0100,00" in told
    assert "Wat nog kwam" not in client.get(f"/budget/{now}/").content.decode()
