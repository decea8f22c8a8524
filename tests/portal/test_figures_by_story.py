"""Edges of K2, K9, K16 and K19 by stories that are worked out by hand; the recount agrees with each."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.actions import (
    add_receipt,
    book_refund,
    correct_booking,
    match_entry,
    pay_request,
    reverse_booking,
    undo_part,
)
from budgets.banking.open_ends import bank_match
from budgets.models import Booking
from issues.models import Issue, StatusChange
from meetings.models import AgendaIssue, AgendaItem, Attendance, DecisionMove
from tests.budgets import scene
from tests.budgets.bank_scene import booking, entry
from tests.budgets.test_spending import proof
from tests.portal import makers
from tests.portal.test_engine import ENDED, asked, decision, figure, finish, issue, meeting, on
from tests.portal.test_stored import pay
from wijkraad.portal.figures import recount
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db
D = Decimal


def agreed() -> bool:
    """Whether the recount says the same of everything."""
    assert list(recount.differences()) == []
    return True


def test_k2_a_chain_of_three_about_two_matters_counts_once_from_its_first_day(people):
    """First 100 days ago, replaced 80 and 60 days ago, done 20 days ago: 80 days, one decision. Opened again
    it has no outcome; not achieved 5 days ago it has: 95 days. What was withdrawn about both stands apart,
    once.
    """
    both = [issue(days_ago=200), issue(days_ago=200)]
    chain = [decision(*both, days_ago=ago) for ago in (100, 80, 60)]
    for older, newer in zip(chain, chain[1:], strict=False):
        older.superseded_by = newer
        scene.end_decision(older, "superseded")
    found = figure("K2")
    assert (found.value, found.n, found.rows.count()) == (None, 0, 0) and agreed()
    last = chain[-1]
    finish(last, 20)
    scene.end_decision(decision(*both, days_ago=30))
    found = figure("K2")
    assert (found.value, found.n, found.rows.count(), found.beside["withdrawn"]) == (80, 1, 1, 1) and agreed()
    assert figure("K2", asked(back=21)).n == 0 and figure("K2", asked(back=20)).value == 80
    DecisionMove.objects.create(
        decision=last, from_state="done", to_state="executing", at=makers.moment(10), reason="Het is terug"
    )  # fmt: skip
    last.status, last.finished_on = "executing", None
    last.save()
    assert figure("K2").n == 0 and agreed()
    assert figure("K2", asked(back=11)).value == 80, "as it stood then"
    finish(last, 5, "not_achieved")
    assert (figure("K2").value, figure("K2").n) == (95, 1) and agreed()


def test_k9_what_came_back_later_shares_and_a_matter_that_ended_twice(people):
    """100,01 for two matters, 60 and 40 %: 60,01 (60,006) and 40,00 (40,004). With one that cost nothing:
    100,01 ÷ 3 = 33,34 (33,3367), median 40,00. The cash of today counts today only: yesterday 0.

    30,01 comes back: 70,00 is left, 42,00 and 28,00: 70 ÷ 3 = 23,33. One is opened again: 28 ÷ 2 = 14,00;
    it ends once more and counts once.
    """
    scene.year()
    one, other, free = (issue(ENDED, days_ago=60) for _number in range(3))
    request = scene.approved("100.01", shares=[(one, D(60)), (other, D(40))])
    pay(request, "100.01")
    found = figure("K9")
    assert (found.value, found.n, found.beside["median"]) == (D("33.34"), 3, 40) and agreed()
    assert {row.pk for row in found.rows} == {one.pk, other.pk, free.pk}
    assert figure("K9", asked(back=1)).value == 0, "yesterday nothing was paid"
    book_refund(scene.fresh(request), by=scene.person("treasurer"), amount=D("30.01"))
    found = figure("K9")
    assert (found.value, found.part, found.beside["median"]) == (D("23.33"), 70, 28) and agreed()
    move(one, "assessing in_progress", days_ago=5, relapse_count=1)
    assert (figure("K9").value, figure("K9").n) == (14, 2) and agreed()
    move(one, "reported_done resolved", days_ago=2)
    assert (figure("K9").value, figure("K9").n) == (D("23.33"), 3) and agreed()


def move(about: Issue, path: str, *, days_ago: int, **facts: int) -> None:
    """From state to state on one day."""
    about.refresh_from_db()
    for target in path.split():
        at = makers.moment(days_ago)
        StatusChange.objects.create(issue=about, from_state=about.status, to_state=target, at=at)
        Issue.objects.filter(pk=about.pk).update(status=target, last_event_at=at, **facts)
        about.status = target


def k16() -> tuple[Fraction | None, int, Fraction | None]:
    """K16 with its number and its share of the amount; the page of the bank says the same."""
    found, day = figure("K16"), clock.today()
    told = bank_match(on(364), day + timedelta(days=1))
    assert (found.part, found.n, found.rows.count()) == (
        told.matched,
        told.bookings,
        told.bookings - told.matched,
    )
    assert (found.beside["amount"], found.beside["of"]) == (told.matched_amount, told.amount)
    assert agreed()
    return found.value, found.n, found.beside["by_amount"]


def test_k16_in_parts_together_turned_back_and_undone(people):
    """Nothing: n.v.t. 60 of 100,00 found: 0 of 1, and 60 %. The rest too: 1 of 1. Two found in one entry of
    200,01: 3 of 3. One of the three undone: 2 of 3, and 220,01 of 300,01.
    """
    scene.year(lines={"Verkeer": "9000.00"})
    treasurer = scene.person("treasurer")
    assert k16() == (None, 0, None)
    paid = booking("100.00")
    match_entry(entry("-60.00"), by=treasurer, parts=[(paid, D("60.00"))])
    assert k16() == (0, 1, Fraction(3, 5))
    match_entry(entry("-40.00"), by=treasurer, parts=[(paid, D("40.00"))])
    two = [(booking(amount), D(amount)) for amount in ("120.01", "80.00")]
    parts = match_entry(entry("-200.01"), by=treasurer, parts=two)
    assert k16() == (1, 3, 1)
    undo_part(parts[1], by=treasurer, reason="Dit was een andere")
    assert k16() == (Fraction(2, 3), 3, Fraction(22001, 30001))


def test_k16_counts_what_goes_over_the_bank_only(people, settings, tmp_path):
    """Cash does not, nor a mistake in the books that was set right: 0 of 1. What the bank sent back does."""
    settings.MEDIA_ROOT = tmp_path
    scene.year(lines={"Verkeer": "9000.00"})
    treasurer = scene.person("treasurer")
    correct_booking(booking("110.00"), by=treasurer, amount=D("100.00"), reason="verkeerd getypt")
    assert k16() == (0, 1, 0)
    cash = scene.approved("20.00")
    how = {"method": Booking.Method.CASH, "receipt": add_receipt(cash, by=treasurer, proof=proof())}
    pay_request(cash, by=treasurer, second_signature=scene.person("chair"), **how)
    assert k16() == (0, 1, 0)
    sent = booking("50.00")
    match_entry(entry("-50.00"), by=treasurer, parts=[(sent, D("50.00"))])
    reverse_booking(sent, by=treasurer, reason="rekening bestaat niet")
    assert k16() == (Fraction(1, 3), 3, Fraction(1, 4))


def test_k19_one_point_about_two_matters_and_a_meeting_without_a_decision(people):
    """No decision: n.v.t., though 3 people talked 20 minutes: 1 hour. A point about two matters counts once
    in the whole, and with each of them. A point of 9 hours by the clock lasts as long as its meeting, 2
    hours: 1 + 3 × 2 = 7 hours, one decision: 7,0.
    """
    one, other = issue(days_ago=100), issue(days_ago=100)
    first = meeting(20, ("informative", one))
    item = first.items.get()
    AgendaItem.objects.filter(pk=item.pk).update(planned_minutes=20)
    AgendaIssue.objects.create(item=item, issue=other)
    for place, state in enumerate(("present", "present", "present", "excused", "absent")):
        Attendance.objects.create(meeting=first, guest=f"Gast {place}", state=state)
    found = figure("K19")
    assert (found.value, found.n, found.beside["hours"]) == (None, 0, 1) and agreed()
    assert {key: talk.hours for key, talk in found.beside["per_issue"]} == {one.pk: 1, other.pk: 1}
    second = meeting(10, ("decision", one), decides=one)
    starts = makers.moment(10)
    AgendaItem.objects.filter(meeting=second).update(started_at=starts, ended_at=starts + timedelta(hours=9))
    for place in range(3):
        Attendance.objects.create(meeting=second, guest=f"Gast {place}", state="present")
    found = figure("K19")
    assert (found.value, found.n, found.beside["hours"]) == (7, 1, 7) and agreed()
