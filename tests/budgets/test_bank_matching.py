"""What is an entry of the bank? Proposed with reasons, said by a person, to the cent, undone with history."""

from datetime import timedelta
from decimal import Decimal

import pytest

from budgets.actions import (
    account_request,
    ask_about,
    book_entry,
    correct_booking,
    explain_entry,
    match_entry,
    refund_entry,
    reverse_booking,
    undo_part,
)
from budgets.actions.accounts import lacks
from budgets.banking.open_ends import asked_about, bank_match, open_bookings, open_entries, rows_of_bank_match
from budgets.banking.proposing import proposals
from budgets.models import BankPart, Booking
from budgets.money import divide
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.budgets.bank_files import PERSON, SHOP, Line
from tests.budgets.bank_scene import booking, entries, entry
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def treasurer(people):
    scene.year(lines={"Verkeer": "9000.00"})
    return person("treasurer")


def k16() -> tuple[int, int, D, D]:
    today = clock.today()
    found = bank_match(today.replace(month=1, day=1), today + timedelta(days=1))
    return found.matched, found.bookings, found.matched_amount, found.amount


def test_a_proposal_says_why_and_matches_nothing_by_itself(treasurer) -> None:
    paid = booking("120.00", payee_iban=SHOP)
    other = booking("120.00", payee_name="Drukkerij Delta BV")
    number = paid.request.number
    found = entry("-120.00", words=f"betreft {number} plantenbakken")
    first, second = proposals(open_entries())[found.pk]
    assert (first.parts, first.score) == (((paid, D("120.00")),), 100)
    assert first.why == ("amount", "reference", "account", "date")
    assert (second.parts[0][0], second.why) == (other, ("amount", "date"))
    assert k16() == (0, 2, D("0.00"), D("240.00"))
    (part,) = match_entry(found, by=treasurer, parts=first.parts, score=first.score, why=first.why)
    assert (part.score, part.why) == (100, "amount reference account date")
    assert k16() == (1, 2, D("120.00"), D("240.00"))
    assert list(open_entries()) == [] and list(open_bookings()) == [other]
    assert [one.pk for one in rows_of_bank_match(clock.today(), clock.today() + timedelta(days=1))] == [
        other.pk,
        paid.pk,
    ]
    assert verify() == []


def test_money_in_is_not_proposed_for_money_out(treasurer) -> None:
    booking("120.00")
    assert proposals([entry("120.00")]) == {}


def test_one_entry_for_several_bookings_is_proposed_together(treasurer) -> None:
    one, other = booking("120.00", payee_iban=SHOP), booking("80.01", payee_iban=SHOP)
    found = entry("-200.01")
    (proposal,) = proposals(open_entries())[found.pk]
    assert {part.pk for part, _amount in proposal.parts} == {one.pk, other.pk}
    assert proposal.why[0] == "together"
    match_entry(found, by=treasurer, parts=proposal.parts)
    assert not open_entries().exists() and not open_bookings().exists()


def test_several_entries_for_one_booking(treasurer) -> None:
    paid = booking("100.00")
    match_entry(entry("-60.00"), by=treasurer, parts=[(paid, D("60.00"))])
    assert k16() == (0, 1, D("60.00"), D("100.00"))
    match_entry(entry("-40.00"), by=treasurer, parts=[(paid, D("40.00"))])
    assert k16() == (1, 1, D("100.00"), D("100.00"))


def test_never_more_than_the_entry_or_the_booking(treasurer) -> None:
    paid, found = booking("100.00"), entry("-60.00")
    with pytest.raises(Refused, match="60,00 open"):
        match_entry(found, by=treasurer, parts=[(paid, D("60.01"))])
    match_entry(found, by=treasurer, parts=[(paid, D("60.00"))])
    with pytest.raises(Refused, match="al uitgelegd"):
        match_entry(found, by=treasurer, parts=[(paid, D("0.01"))])
    with pytest.raises(Refused, match="al bij een andere bankregel"):
        match_entry(entry("-60.00", words="nog een"), by=treasurer, parts=[(paid, D("60.00"))])
    with pytest.raises(Refused, match="hoort niet bij elkaar"):
        match_entry(entry("10.00"), by=treasurer, parts=[(paid, D("10.00"))])
    assert verify() == []


@pytest.mark.parametrize(
    ("total", "weights"), [("100.00", [1, 1, 1]), ("0.05", [1, 2]), ("1234.57", [3, 1, 7])]
)
def test_an_entry_is_divided_to_the_cent(treasurer, total: str, weights: list[int]) -> None:
    parts = divide(D(total), [D(weight) for weight in weights])
    bookings = [booking(str(amount)) for amount in parts]
    found = entry(f"-{total}")
    match_entry(found, by=treasurer, parts=list(zip(bookings, parts, strict=True)))
    assert not open_entries().exists() and not open_bookings().exists()
    assert sum(one.amount for one in BankPart.objects.filter(entry=found)) == D(total)


def test_undone_with_its_reason_and_matched_again(treasurer) -> None:
    paid, found = booking("100.00"), entry("-100.00")
    (part,) = match_entry(found, by=treasurer, parts=[(paid, D("100.00"))])
    with pytest.raises(Refused, match="waarom"):
        undo_part(part, by=treasurer, reason=" ")
    undo_part(part, by=treasurer, reason="Dit was de andere aanvraag")
    with pytest.raises(Refused, match="al losgemaakt"):
        undo_part(part, by=treasurer, reason="nog eens")
    assert list(open_entries()) == [found]
    match_entry(found, by=treasurer, parts=[(paid, D("100.00"))])
    assert BankPart.objects.count() == 2 and verify() == []


def test_a_fee_is_a_payment_of_an_approved_request(treasurer) -> None:
    fees = scene.approved("25.00", payee_name="De Bank NV")
    found = entry("-9.95", words="kosten zakelijke rekening", name="De Bank NV")
    for kind in ("other", "gift", "income", "booking"):
        with pytest.raises(Refused):
            explain_entry(found, by=treasurer, kind=kind, words="bankkosten")
    book_entry(found, by=treasurer, request=fees)
    fees.refresh_from_db()
    assert (fees.status, fees.paid) == ("part_paid", D("9.95"))
    assert Booking.objects.get().paid_on == found.booked_on
    assert k16()[:2] == (1, 1)


def test_money_back_is_a_refund_of_its_request(treasurer) -> None:
    paid = booking("100.00")
    found = entry("30.00", words="te veel betaald")
    with pytest.raises(Refused, match="geen geld terug"):
        refund_entry(entry("-3.00"), by=treasurer, request=paid.request)
    refund_entry(found, by=treasurer, request=paid.request)
    refund = Booking.objects.get(kind="refund")
    assert (refund.amount, refund.paid_on) == (D("-30.00"), found.booked_on)
    assert refund not in open_bookings()


def test_income_and_gifts_need_words_and_no_booking(treasurer) -> None:
    found = entry("40.00", name="J. de Vries", iban=PERSON)
    with pytest.raises(Refused, match="wat deze bankregel is"):
        explain_entry(found, by=treasurer, kind="income", words=" ")
    part = explain_entry(found, by=treasurer, kind="income", words="Rente over het eerste kwartaal")
    assert part.amount == D("40.00") and not open_entries().exists()
    assert k16()[1] == 0


def test_what_nobody_knows_has_an_owner_and_a_date_and_stays_open(treasurer) -> None:
    found = entry("40.00")
    asked = ask_about(found, by=treasurer, owner=person("chair"), words="Van wie is dit?")
    assert asked.due == clock.today() + timedelta(days=14)
    assert list(open_entries()) == [found]
    assert asked_about([found])[found.pk].owner == person("chair")


def test_a_mistake_in_the_books_never_was_at_the_bank(treasurer) -> None:
    wrong = booking("110.00")
    right = correct_booking(wrong, by=treasurer, amount=D("100.00"), reason="verkeerd getypt")
    assert list(open_bookings()) == [right]
    assert k16() == (0, 1, D("0.00"), D("100.00"))


def test_what_the_bank_returned_is_seen_twice(treasurer) -> None:
    paid = booking("100.00")
    out, back = entries(Line("-100.00", on=clock.today()), Line("100.00", on=clock.today()), on=clock.today())
    match_entry(out, by=treasurer, parts=[(paid, D("100.00"))])
    reversal = reverse_booking(paid, by=treasurer, reason="rekening bestaat niet")
    assert list(open_bookings()) == [reversal]
    match_entry(back, by=treasurer, parts=[(reversal, D("100.00"))])
    assert k16()[:2] == (2, 2)


def test_accounted_only_with_the_bank_line(treasurer) -> None:
    paid = booking("100.00")
    assert any("bankafschrift" in str(one) for one in lacks(paid.request))
    (part,) = match_entry(entry("-100.00"), by=treasurer, parts=[(paid, D("100.00"))])
    assert not any("bankafschrift" in str(one) for one in lacks(paid.request))
    with pytest.raises(Refused, match="bon"):
        account_request(paid.request, by=treasurer)
    assert part.booking == paid


@pytest.mark.parametrize("who", ["board_member", "chair", "auditor"])
def test_only_the_treasurer_says_what_an_entry_is(treasurer, who: str) -> None:
    paid, found = booking("100.00"), entry("-100.00")
    with pytest.raises(Refused, match="penningmeester"):
        match_entry(found, by=person(who), parts=[(paid, D("100.00"))])
    with pytest.raises(Refused, match="penningmeester"):
        ask_about(found, by=person(who), owner=person(who), words="wat is dit?")
