"""What came in at the bank: a gift goes into the register by its rules, a returned payment is reversed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from budgets.actions import (
    add_source,
    explain_entry,
    gift_entry,
    make_order,
    mark_sent,
    match_entry,
    pay_request,
    record_entry_gift,
    record_gift,
    return_entry,
    undo_part,
)
from budgets.actions.orders import book_item
from budgets.banking.open_ends import open_bookings, open_entries
from budgets.banking.proposing import proposals
from budgets.banking.returning import returned_payments
from budgets.models import BankEntry, BankPart, Booking, Gift
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.budgets.bank_files import PERSON, SHOP
from tests.budgets.bank_scene import account, booking, entry
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db
D = Decimal
RETURNED = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"


@pytest.fixture
def treasurer(people):
    scene.year(lines={"Verkeer": "9000.00"})
    return person("treasurer")


@pytest.fixture
def source(treasurer):
    budget = scene.line().budget
    return add_source(budget, by=treasurer, kind="gifts", name="Giften", amount=D("2000.00"))


def facts(**more):
    known = {"known_to": person("treasurer"), "also_known_to": person("chair"), "is_party": False}
    return {"giver": "J. de Vries", **known, **more}


def refused(code, function, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        function(*args, **kwargs)
    assert refusal.value.code == code, str(refusal.value)
    return str(refusal.value)


def sent_back(amount: str = "100.00", **words):
    return entry(amount, more=RETURNED, bank=f"R{BankEntry.objects.count()}", **words)


def test_a_gift_at_the_bank_becomes_a_row_of_the_register(treasurer, source) -> None:
    found = entry("40.00", name="J. de Vries", iban=PERSON)
    refused("explain_gift", explain_entry, found, by=treasurer, kind="gift", words="een gift")
    refused("books_who", record_entry_gift, found, by=person("chair"), source=source, **facts())
    part = record_entry_gift(found, by=treasurer, source=source, **facts())
    gift = Gift.objects.get()
    assert (gift.amount, gift.received_on, gift.cash) == (D("40.00"), found.booked_on, False)
    assert (part.kind, part.gift, part.amount) == ("gift", gift, D("40.00"))
    assert not open_entries().exists() and verify() == []


def test_the_rules_of_gifts_hold_at_the_bank_too(treasurer, source) -> None:
    found, small = entry("501.00"), entry("5.00")
    for code, more in (
        ("budgets_gift_two_people", {"also_known_to": person("treasurer")}),
        ("budgets_gift_party", {"is_party": True}),
    ):
        refused(code, record_entry_gift, small, by=treasurer, source=source, **facts(**more))
    refused("budgets_gift_decision", record_entry_gift, found, by=treasurer, source=source, **facts())
    assert not Gift.objects.exists() and not BankPart.objects.exists()
    refused("entry_settled", record_entry_gift, settled(treasurer), by=treasurer, source=source, **facts())


def settled(treasurer):
    found = entry("3.00", words="rente")
    explain_entry(found, by=treasurer, kind="income", words="rente")
    return found


def test_a_gift_of_the_register_stands_at_one_entry(treasurer, source) -> None:
    gift = record_gift(source, by=treasurer, amount=D("25.00"), received_on=clock.today(), **facts())
    in_hand = {"amount": D("9.00"), "received_on": clock.today(), "cash": True}
    cash = record_gift(source, by=treasurer, **in_hand, **facts())
    first, second = entry("25.00", words="een"), entry("25.00", words="twee")
    refused("gift_cash", gift_entry, first, by=treasurer, gift=cash)
    part = gift_entry(first, by=treasurer, gift=gift)
    refused("gift_matched", gift_entry, second, by=treasurer, gift=gift)
    undo_part(part, by=treasurer, reason="verkeerde regel")
    assert gift_entry(second, by=treasurer, gift=gift).gift == gift
    refused("budgets_entry_not_over", gift_entry, entry("5.00"), by=treasurer, gift=other(source, treasurer))


def other(source, treasurer):
    return record_gift(source, by=treasurer, amount=D("7.00"), received_on=clock.today(), **facts())


def test_a_gift_by_its_page(client, treasurer, source) -> None:
    found = entry("40.00", name="J. de Vries", iban=PERSON)
    client.force_login(treasurer)
    address = f"/werk/geld/bank/regel/{found.pk}/gift/"
    assert address in client.get(f"/werk/geld/bank/regel/{found.pk}/").content.decode()
    assert 'value="J. de Vries"' in client.get(address).content.decode()
    sent = {"source": source.pk, "giver": "J. de Vries", "giver_kind": "person", "is_party": "no"}
    sent |= {"known_to": treasurer.pk}
    page = client.post(address, sent)
    assert page.status_code == 422 and 'value="J. de Vries"' in page.content.decode()
    assert client.post(address, sent | {"also_known_to": treasurer.pk}).status_code == 409
    done = client.post(address, sent | {"also_known_to": person("chair").pk}, follow=True)
    assert "De gift staat in het register" in done.content.decode() and Gift.objects.count() == 1
    assert client.get(address).status_code == 404
    again = record_gift(source, by=treasurer, amount=D("5.00"), received_on=clock.today(), **facts())
    second = entry("5.00", words="nog een")
    address = f"/werk/geld/bank/regel/{second.pk}/gift/"
    assert client.post(address, {"gift": "999"}).status_code == 404
    assert client.post(address, {"gift": again.pk}).status_code == 302
    assert BankPart.objects.get(gift=again).entry == second


def test_a_returned_payment_is_proposed_and_turned_back(treasurer, client) -> None:
    paid = booking("100.00", payee_iban=SHOP)
    booking("100.00", payee_name="Iemand anders BV")
    out = entry("-100.00", bank="uit")
    match_entry(out, by=treasurer, parts=[(paid, D("100.00"))])
    back = sent_back(iban=SHOP, words=f"retour {paid.request.number}")
    assert back.returned
    first, second = returned_payments([back])[back.pk]
    assert first.booking == paid and first.why == ("returned", "amount", "reference", "account")
    assert second.why == ("returned", "amount")
    client.force_login(treasurer)
    assert "Teruggestuurd door de bank?" in client.get("/werk/geld/bank/").content.decode()
    client.post(f"/werk/geld/bank/regel/{back.pk}/", {"doe": "retour", "boeking": paid.pk})
    request = scene.fresh(paid.request)
    assert (request.status, request.paid) == ("approved", D("0.00"))
    reversal = Booking.objects.get(reverses=paid)
    assert reversal.paid_on == back.booked_on and reversal not in open_bookings()
    assert not open_entries().filter(pk=back.pk).exists() and verify() == []


def test_only_what_the_bank_says_came_back_is_proposed(treasurer) -> None:
    booking("100.00", payee_iban=SHOP)
    assert returned_payments([entry("100.00", iban=SHOP), entry("-100.00", words="uit")]) == {}
    assert returned_payments([sent_back("60.00")]) == {}


def test_our_own_reference_tells_which_payment_came_back(treasurer) -> None:
    account()
    request = scene.approved("100.00", payee_iban=SHOP)
    order = make_order([(request, "")], by=treasurer, execute_on=clock.today())
    mark_sent(order, by=treasurer)
    item = order.items.get()
    paid = book_item(item, by=treasurer, paid_on=clock.today(), second_signature=person("chair"))
    back = entry("100.00", words=f"terug {item.end_to_end}")
    (one,) = returned_payments([back])[back.pk]
    assert (one.booking, one.why) == (paid, ("amount", "reference", "account"))


def test_a_part_that_comes_back_is_money_back(treasurer) -> None:
    paid = booking("100.00")
    text = refused("returned_amount", return_entry, sent_back("60.00"), by=treasurer, booking=paid)
    assert "100,00" in text and scene.fresh(paid.request).status == "paid"
    refused("books_who", return_entry, sent_back("100.00"), by=person("chair"), booking=paid)


def test_the_state_says_what_is_left_when_payments_come_back(treasurer) -> None:
    """60.00 and 40.00 paid; the first comes back, then the second; both are paid again."""
    request = scene.approved("100.00")
    parts = [pay(request, amount) for amount in ("60.00", "40.00")]
    assert scene.fresh(request).status == "paid"
    return_entry(sent_back("60.00"), by=treasurer, booking=parts[0])
    assert (scene.fresh(request).status, scene.fresh(request).paid) == ("part_paid", D("40.00"))
    assert scene.fresh(request).report_due is not None
    return_entry(sent_back("40.00"), by=treasurer, booking=parts[1])
    found = scene.fresh(request)
    assert (found.status, found.paid, found.report_due) == ("approved", D("0.00"), None)
    assert scene.line().reserved == D("100.00")
    pay(request, "100.00")
    assert scene.fresh(request).status == "paid" and verify() == []


def pay(request, amount: str) -> Booking:
    return pay_request(request, by=person("treasurer"), amount=D(amount), second_signature=person("chair"))


def test_a_part_payment_that_came_back_leaves_nothing_part_paid(treasurer) -> None:
    request = scene.approved("100.00")
    paid = pay(request, "60.00")
    assert scene.fresh(request).status == "part_paid"
    return_entry(sent_back("60.00"), by=treasurer, booking=paid)
    assert scene.fresh(request).status == "approved"
    assert [one.to_state for one in request.moves.order_by("id")][-2:] == ["part_paid", "approved"]


def test_proposals_come_from_the_nearest_of_equal_amounts(treasurer, django_assert_num_queries) -> None:
    """Many bookings of one amount: the one of the same account comes first, and the statements stay two."""
    request = scene.approved("900.00", payee_iban=PERSON)
    for n in range(25):
        pay_request(
            request, by=treasurer, amount=D("5.00"), paid_on=clock.today() - timedelta(days=n % 3),
            second_signature=person("chair"),
        )  # fmt: skip
    right = booking("5.00", payee_iban=SHOP)
    found = list(open_entries().filter(pk__in=[entry("-5.00", iban=SHOP).pk, entry("-5.00", bank="2").pk]))
    with django_assert_num_queries(2):
        made = proposals(found)
    assert made[found[0].pk][0].parts[0][0] == right and len(made[found[0].pk]) == 3
