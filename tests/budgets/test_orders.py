"""Payment orders: the file for the bank, element by element, and that it books nothing."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import actions
from budgets.actions.orders import stale_items, waiting_order
from budgets.banking import sepa
from budgets.models import BankAccount, Booking
from tests.budgets import scene
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

D = Decimal
IBAN = "NL91ABNA0417164300"
OWN = "NL20INGB0001234567"
NS = f"{{{sepa.NAMESPACE}}}"


def refused(code, function, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        function(*args, **kwargs)
    assert refusal.value.code == code, str(refusal.value)
    return str(refusal.value).replace("\xa0", " ")


@pytest.fixture
def year(db, people):
    made = scene.year()
    BankAccount.objects.create(
        iban=OWN, name="Stichting Wijkraad", since=date(2020, 1, 1), added_by=people["treasurer"],
        added_at=clock.now(),
    )  # fmt: skip
    return made


def payable(amount="100.00", **words):
    return scene.approved(amount, payee_iban=IBAN, **words)


def order_of(*requests, people):
    return actions.make_order(
        [(one, "") for one in requests], by=people["treasurer"], execute_on=clock.today()
    )


BATCH = sepa.Batch(
    reference="BO2026-001",
    made_at=datetime(2026, 11, 20, 20, 15, tzinfo=clock.AMSTERDAM),
    execute_on=date(2026, 11, 23),
    name="Stichting Wijkraad Mafuganova Valkenbosch",
    iban=OWN,
    transfers=(
        sepa.Transfer(
            "BO2026-001-001-U2026-018", D("2340.00"), "Kwekerij De Loosduin BV", IBAN, "Factuur 12"
        ),
        sepa.Transfer("BO2026-001-002-U2026-019", D("0.05"), "Café René & Zn", IBAN, "Koffie “op” 3/4; €2"),
    ),
)


def test_the_file_has_every_element_in_its_place():
    """The order of the schema, the totals twice, single bookings, no address, and nothing else."""
    tree = ElementTree.fromstring(sepa.pain001(BATCH))
    assert tree.tag == f"{NS}Document"
    leaves = [(path, node.text) for path, node in _leaves(tree)]
    head, block, first = (
        "CstmrCdtTrfInitn/GrpHdr/",
        "CstmrCdtTrfInitn/PmtInf/",
        "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/",
    )
    assert leaves[:22] == [
        (head + "MsgId", "BO2026-001"),
        (head + "CreDtTm", "2026-11-20T20:15:00+01:00"),
        (head + "NbOfTxs", "2"),
        (head + "CtrlSum", "2340.05"),
        (head + "InitgPty/Nm", "Stichting Wijkraad Mafuganova Valkenbosch"),
        (block + "PmtInfId", "BO2026-001-1"),
        (block + "PmtMtd", "TRF"),
        (block + "BtchBookg", "false"),
        (block + "NbOfTxs", "2"),
        (block + "CtrlSum", "2340.05"),
        (block + "PmtTpInf/SvcLvl/Cd", "SEPA"),
        (block + "ReqdExctnDt/Dt", "2026-11-23"),
        (block + "Dbtr/Nm", "Stichting Wijkraad Mafuganova Valkenbosch"),
        (block + "DbtrAcct/Id/IBAN", OWN),
        (block + "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED"),
        (block + "ChrgBr", "SLEV"),
        (first + "PmtId/EndToEndId", "BO2026-001-001-U2026-018"),
        (first + "Amt/InstdAmt", "2340.00"),
        (first + "Cdtr/Nm", "Kwekerij De Loosduin BV"),
        (first + "CdtrAcct/Id/IBAN", IBAN),
        (first + "RmtInf/Ustrd", "Factuur 12"),
        (first + "PmtId/EndToEndId", "BO2026-001-002-U2026-019"),
    ]
    assert len(leaves) == 26
    assert {node.get("Ccy") for node in tree.iter(f"{NS}InstdAmt")} == {"EUR"}
    assert [node.text for node in tree.iter(f"{NS}Ustrd")][1] == "Koffie 'op' 3/4, EUR2"
    assert [node.text for node in tree.iter(f"{NS}Nm")][-1] == "Cafe Rene + Zn"
    assert not list(tree.iter(f"{NS}PstlAdr"))
    assert sepa.pain001(BATCH) == sepa.pain001(BATCH)
    with pytest.raises(ValueError):
        sepa.pain001(sepa.Batch("x", clock.now(), clock.today(), "x", OWN, ()))


def _leaves(node, path=""):
    for child in node:
        here = f"{path}/{child.tag.removeprefix(NS)}".strip("/")
        yield from _leaves(child, here) if len(child) else [(here, child)]


@given(st.text(max_size=300), st.sampled_from([35, 70, 140]))
def test_only_letters_that_every_bank_knows(text, most):
    found = sepa.sepa_text(text, most)
    assert len(found) <= most and set(found) <= sepa.LETTERS
    assert "//" not in found and found.strip(" /") == found
    assert sepa.sepa_text(found, most) == found


def test_an_order_books_nothing_and_is_paid_once(year, people):
    treasurer = people["treasurer"]
    one, two = payable("100.00"), payable("60.00", payee_name="Drukkerij Van Nes BV")
    order = order_of(two, one, people=people)
    assert [item.amount for item in order.items.all()] == [D("100.00"), D("60.00")]
    actions.mark_sent(order, by=treasurer)
    assert not Booking.objects.exists() and scene.fresh(one).status == "approved"
    item = order.items.first()
    signed = {"by": treasurer, "paid_on": clock.today(), "second_signature": people["secretary"]}
    first = actions.book_item(item, **signed)
    assert actions.book_item(item, **signed) == first
    assert Booking.objects.count() == 1 and scene.fresh(one).status == "paid"
    assert waiting_order(scene.fresh(one)) is None and waiting_order(two) == order


def test_what_cannot_be_put_in_an_order(year, people):
    treasurer, today = people["treasurer"], clock.today()
    good, waiting = payable(), scene.submitted("10.00", payee_iban=IBAN)
    make = actions.make_order
    refused("books_who", make, [(good, "")], by=people["chair"], execute_on=today)
    refused("order_empty", make, [], by=treasurer, execute_on=today)
    refused("order_past", make, [(good, "")], by=treasurer, execute_on=today - timedelta(days=1))
    words = refused("order_state", make, [(good, ""), (waiting, "")], by=treasurer, execute_on=today)
    assert "Vier plantenbakken" in words
    refused("order_iban", make, [(scene.approved("5.00"), "")], by=treasurer, execute_on=today)
    order = order_of(good, people=people)
    assert order.reference in refused("order_twice", make, [(good, "")], by=treasurer, execute_on=today)
    refused("request_reason", actions.drop_order, order, by=treasurer, reason=" ")
    actions.drop_order(order, by=treasurer, reason="verkeerde dag")
    assert order_of(good, people=people).reference != order.reference
    refused("order_move", actions.mark_sent, order, by=treasurer)
    BankAccount.objects.update(until=today - timedelta(days=1))
    refused("order_account", make, [(good, "")], by=treasurer, execute_on=today)


def test_what_lies_at_the_bank_does_not_change(year, people):
    """A list that was not sent yet turns stale; one that was sent first has to be dropped."""
    treasurer, request = people["treasurer"], payable()
    order = order_of(request, people=people)
    refused("order_not_sent", actions.book_item, order.items.get(), by=treasurer, paid_on=clock.today())
    change = {"by": treasurer, "payee_iban": "NL44RABO0123456789", "reason": "andere rekening"}
    actions.change_request(request, **change)
    assert [item.request for item in stale_items(order)] == [request]
    assert "Vier plantenbakken" in refused("order_stale", actions.mark_sent, order, by=treasurer)
    actions.drop_order(order, by=treasurer, reason="rekening veranderd")
    again = actions.approve_request(scene.fresh(request), by=people["chair"])
    order = order_of(again, people=people)
    actions.mark_sent(order, by=treasurer)
    refused("request_at_bank", actions.change_request, again, **{**change, "payee_iban": IBAN})
    refused("request_at_bank", actions.cancel_request, again, by=treasurer, reason="toch niet")
    actions.drop_order(order, by=treasurer, reason="bank weigert")
    assert actions.cancel_request(again, by=treasurer, reason="toch niet").status == "cancelled"


def test_a_part_paid_request_goes_out_with_what_is_left(year, people):
    request = payable("100.00")
    actions.pay_request(
        request, by=people["treasurer"], amount=D("30.00"), second_signature=people["secretary"]
    )
    assert order_of(request, people=people).items.get().amount == D("70.00")


def test_an_order_is_executed_on_a_day_of_the_banks(year, people):
    """Saturday 26 December is asked: the file says the Monday after it."""
    saturday = date(clock.today().year + 1, 12, 26)
    order = actions.make_order([(payable(), "")], by=people["treasurer"], execute_on=saturday)
    assert order.execute_on > saturday and order.execute_on.weekday() < 5


def test_plain_sql_moves_no_order(committed, people):
    """What was taken to the bank stays as it was, whatever `app` writes."""
    from tests.budgets.conftest import Attacker, connect

    scene.year()
    BankAccount.objects.create(
        iban=OWN, name="Wij", since=date(2020, 1, 1), added_by=people["treasurer"], added_at=clock.now()
    )
    request, waiting = payable(), scene.submitted("10.00", payee_iban=IBAN)
    order = order_of(request, people=people)
    with connect("default", committed) as connection:
        tries = Attacker([connection]).tries
        assert tries("UPDATE budgets_paymentorder SET debtor_iban = 'NL00X'") == "budgets_order_fixed"
        assert (
            tries("UPDATE budgets_paymentitem SET creditor_iban = 'NL00X'")
            == "budgets_paymentitem_append_only"
        )
        assert tries("DELETE FROM budgets_paymentitem") == "privilege"
        item = (
            "INSERT INTO budgets_paymentitem (order_id, request_id, end_to_end, amount, creditor_name,"
            f" creditor_iban, remittance) VALUES ({order.pk}, {{}}, 'x{{}}', {{}}, 'Ik', 'NL00X', '')"
        )
        assert tries(item.format(waiting.pk, 1, 5)) == "budgets_payment_approved"
        assert tries(item.format(request.pk, 2, 500)) == "budgets_payment_approved"
        assert tries("UPDATE budgets_paymentorder SET status = 'sent'") == "budgets_order_sent"
        who = people["treasurer"].pk
        sent = f"SET status = 'sent', sent_by_id = {who}, sent_at = now()"
        assert tries(f"UPDATE budgets_paymentorder {sent}") == ""
        assert tries("UPDATE budgets_paymentorder SET status = 'made'") == "budgets_order_move"
        assert tries(item.format(request.pk, 3, 5)) == "budgets_order_fixed"


def test_booking_an_order_is_all_or_nothing(year, people, client):
    """The treasurer signed the second one herself: without another signature neither is booked."""
    one, two = payable("100.00"), payable("300.00", decision=scene.decision(amount=D("300.00")))
    order = order_of(one, two, people=people)
    actions.mark_sent(order, by=people["treasurer"])
    client.force_login(people["treasurer"])
    at = f"/werk/geld/betaalopdracht/{order.uuid}/boeken/"
    keys = [item.pk for item in order.items.all()]
    sent = {"boeken-items": keys, "boeken-paid_on": clock.today().isoformat()}
    page = client.post(at, sent)
    assert page.status_code == 409 and "Er is niets veranderd" in page.content.decode()
    assert not Booking.objects.exists() and page.content.decode().count(" checked") == 2
    assert client.post(at, sent | {"boeken-second_signature": people["chair"].pk}).status_code == 302
    assert Booking.objects.count() == 2
