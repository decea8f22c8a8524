"""What tells of a private payee goes when its term is over; amounts, dates and public words stay."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets import actions
from budgets.models import BankEntry, BankWords, Booking, PaymentItem, SpendRequest
from budgets.retention import due_bank_words, due_orders, due_payees
from budgets.verifying.totals import verify
from budgets.words import public_payee
from tests.budgets import scene
from tests.budgets.bank_files import OWN, PERSON
from tests.budgets.bank_scene import booking, entry
from tests.personas import person
from wijkraad.people.models import Role
from wijkraad.terms import clock
from wijkraad.trail import retention

SINCE = date(2000, 1, 1)
PRIVATE = {
    "payee_kind": "person",
    "payee_name": "J. de Vries",
    "payee_iban": PERSON,
    "payee_address": "Kade 1",
}


@pytest.fixture(autouse=True)
def log(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "erasures.log"


@pytest.fixture
def long_ago(people) -> Iterator[None]:
    """Eight years ago; the database itself always knows what day it is."""
    Role.objects.update(held=(SINCE, None))
    with clock.moved_to(datetime(clock.today().year - 8, 12, 20, 12, tzinfo=clock.AMSTERDAM)):
        scene.year()
        yield


def account() -> None:
    """The own account of the council, in use since long ago."""
    actions.add_account(by=person("treasurer"), iban=OWN, name="Stichting Wijkraad", since=SINCE)


def now():
    return clock.moved_to(datetime.now(UTC))


def told(request: SpendRequest) -> tuple[str, ...]:
    found = scene.fresh(request)
    return found.payee_name, found.payee_iban, found.payee_address


def test_a_private_payee_goes_seven_years_after_the_year(long_ago, log) -> None:
    mine = booking(**PRIVATE).request
    shop = booking(payee_iban=PERSON).request
    firm = {**PRIVATE, "payee_kind": "firm", "payee_name": "Klusbedrijf Vos"}
    shy, open_one = booking(**firm).request, booking(**firm, payee_agrees=True).request
    with clock.moved_to(clock.now().replace(year=clock.now().year + 7)):
        assert not due_payees().exists()
    with now():
        assert set(due_payees()) == {mine, shy, open_one}
        assert retention.waiting()["spend.payee"] == 3 and told(mine) == ("J. de Vries", PERSON, "Kade 1")
        assert retention.run()["spend.payee"] == 3 and not due_payees().exists()
        assert verify() == []
    assert told(mine) == told(shy) == ("", "", "")
    assert told(open_one) == ("Klusbedrijf Vos", "", "") and told(shop)[1] == PERSON
    assert [public_payee(scene.fresh(one)) for one in (mine, shy, open_one)] == [
        "een persoon", "een ondernemer", "Klusbedrijf Vos",
    ]  # fmt: skip
    assert scene.fresh(mine).paid == Booking.objects.get(request=mine).amount
    assert f"spend.payee {mine.pk}" in log.read_text()


def test_a_correction_keeps_the_name_with_its_own_year(long_ago, people) -> None:
    """Books of eight years ago, a row of today: the name stays as long as that row."""
    found = booking(**PRIVATE)
    actions.close_year(found.line.budget, by=people["treasurer"])
    with now():
        later = scene.year(clock.today().year, {"Later": "500.00"})
        line, words = later.lines.get(), {"amount": Decimal("90.00"), "reason": "kassabon"}
        actions.correct_booking(found, by=people["treasurer"], line=line, **words)
        assert not due_payees().exists()


def test_what_was_never_paid_is_no_part_of_the_books(long_ago, people) -> None:
    rejected = actions.reject_request(scene.submitted(**PRIVATE), by=people["chair"], reason="geen doel")
    waiting = scene.submitted(**PRIVATE)
    assert not due_payees().exists()
    with now():
        assert list(due_payees()) == [rejected]
        retention.run()
        assert told(rejected) == ("", "", "") and told(waiting)[0] == "J. de Vries"
        actions.reject_request(waiting, by=people["chair"], reason="geen doel")
        assert not due_payees().exists()


def test_an_order_forgets_whom_it_paid(long_ago, client) -> None:
    account()
    request = scene.approved("100.00", **PRIVATE)
    order = actions.make_order([(request, "")], by=person("treasurer"), execute_on=clock.today())
    at = f"/werk/geld/betaalopdracht/{order.uuid}/bestand.xml"
    client.force_login(person("treasurer"))
    assert b"J. de Vries" in client.get(at).content
    item = PaymentItem.objects.get()
    with now():
        assert list(due_orders()) == [item]
        retention.run()
        item.refresh_from_db()
        assert (item.creditor_name, item.creditor_iban, item.remittance) == ("", "", "")
        assert item.amount == request.amount and item.is_forgotten
        refused = client.get(at)
        assert refused.status_code == 409 and "zijn gewist" in refused.content.decode()


def test_the_words_of_the_bank_go_by_the_same_job(long_ago) -> None:
    account()
    found = entry("-1.00", name="J. de Vries", iban=PERSON)
    with now():
        assert due_bank_words().count() == 1
        assert retention.run()["bank.words"] == 1
    assert not BankWords.objects.exists() and BankEntry.objects.get() == found
