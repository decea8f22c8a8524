"""The rules of 2-domain, Budgets, each as a short story."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from budgets import actions, facts
from budgets.models import Booking, Interest
from budgets.permissions import approvals_needed, why_not_approve
from issues.actions import note_chain
from tests.budgets import scene
from tests.papers import whole_pdf
from tests.personas import make_person
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

D = Decimal


@pytest.fixture
def year(db, people):
    return scene.year()


def refused(code, function, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        function(*args, **kwargs)
    assert refusal.value.code == code, str(refusal.value)
    return str(refusal.value)


def paid(amount="100.00", **words):
    request = scene.approved(amount, **words)
    actions.pay_request(request, by=scene.person("treasurer"), second_signature=scene.person("secretary"))
    return scene.fresh(request)


def test_up_to_the_light_limit_one_above_it_two(year):
    assert [approvals_needed(D(one)) for one in ("0.01", "250.00", "250.01")] == [1, 1, 2]


def test_above_the_limit_a_decision_must_say_what_it_may_cost(year, people):
    request = scene.submitted("300.00")
    words = refused("mandate", actions.approve_request, request, by=people["chair"])
    assert "Boven € 250,00" in words.replace("\xa0", " ")
    plain = scene.submitted("300.00", decision=scene.decision())
    refused("mandate", actions.approve_request, plain, by=people["chair"])


def test_a_decision_is_never_passed(year, people):
    ruling = scene.decision(amount=D("400.00"))
    scene.approved("300.00", decision=ruling)
    small = scene.submitted("100.01", decision=ruling)
    refused("mandate_left", actions.approve_request, small, by=people["chair"])
    actions.change_request(small, by=small.requester, amount=D("100.00"))
    assert actions.approve_request(small, by=people["chair"]).status == "approved"


def test_a_standing_mandate_of_the_line(year, people):
    treasurer, line = people["treasurer"], scene.line("Organisatie")
    ruling = scene.decision()
    actions.grant_mandate(ruling, by=treasurer, line=line, amount=D("350.00"), kind="standing")
    request = scene.submitted("300.00", on=line)
    for key in ("chair", "treasurer"):
        request = actions.approve_request(request, by=people[key])
    assert request.status == "approved" and request.mandate.kind == "standing"
    more = scene.submitted("300.00", on=line)
    refused("line_room", actions.approve_request, more, by=people["chair"])
    other = scene.submitted("260.00", on=scene.line())
    refused("mandate", actions.approve_request, other, by=people["chair"])


def test_an_overspend_needs_a_decision_and_shows(year, people):
    treasurer, line = people["treasurer"], scene.line("Organisatie")
    ruling = scene.decision(amount=D("600.00"))
    request = scene.submitted("600.00", on=line, decision=ruling)
    refused("line_room", actions.approve_request, request, by=people["chair"])
    over = scene.decision(amount=D("100.00"))
    mandate = actions.grant_mandate(over, by=treasurer, line=line, amount=D("100.00"), kind="overspend")
    refused(
        "mandate_amount",
        actions.grant_mandate,
        over,
        by=treasurer,
        line=line,
        amount=D("0.01"),
        kind="overspend",
    )
    for key in ("chair", "treasurer"):
        request = actions.approve_request(scene.fresh(request), by=people[key])
    line = scene.line("Organisatie")
    assert (line.available, line.room, line.over_original) == (D("-100.00"), 0, D("100.00"))
    refused("budgets_line_not_over", actions.withdraw_mandate, mandate, by=treasurer)


PERSONS = {
    "board_member": "approve_requester",
    "auditor": "approve_auditor",
    "resident": "approve_role",
    "manager": "approve_role",
    "admin": "approve_role",
    "partner": "approve_role",
    "deputy": "approve_deputy",
}


@pytest.mark.parametrize(("key", "code"), PERSONS.items())
def test_who_never_approves(year, people, key, code):
    request = scene.submitted("100.00")
    refused(code, actions.approve_request, request, by=people[key])
    assert why_not_approve(people[key], request)
    assert scene.fresh(request).approvals_given == 0


def test_payee_related_conflicted_and_household_stand_aside(year, people):
    chair, other = people["chair"], people["other_board_member"]
    mine = scene.submitted("50.00", payee_user=chair, payee_kind="person", payee_name="Vera")
    refused("approve_payee", actions.approve_request, mine, by=chair)
    assert mine.payee_insider
    request = scene.submitted("60.00")
    actions.declare_interest(request, by=other, person=other, kind="related", reason="mijn zus")
    refused("approve_related", actions.approve_request, request, by=other)
    assert scene.fresh(request).payee_insider
    actions.declare_interest(request, by=chair, person=chair, kind="conflict")
    refused("approve_conflict", actions.approve_request, request, by=chair)
    for user in (people["board_member"], people["treasurer"]):
        User.objects.filter(pk=user.pk).update(household="zelfde-adres")
    treasurer = User.objects.get(pk=people["treasurer"].pk)
    refused("approve_household", actions.approve_request, request, by=treasurer)


def test_a_second_account_with_the_same_iban_is_out(year, people):
    iban = "NL91ABNA0417164300"
    scene.submitted("20.00", payee_user=people["chair"], payee_iban=iban, payee_kind="person")
    request = scene.submitted("30.00", payee_iban="NL91 ABNA 0417 1643 00")
    refused("approve_account", actions.approve_request, request, by=people["chair"])


def test_five_members_one_on_holiday_one_conflicted(year, people):
    """Requester, one away, one conflicted: two are left, and the deputy only when one of those falls out."""
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    away, conflicted = people["other_board_member"], people["chair"]
    for person, kind in ((away, "away"), (conflicted, "conflict")):
        actions.declare_interest(request, by=person, person=person, kind=kind)
    refused("approve_deputy", actions.approve_request, request, by=people["deputy"])
    actions.declare_interest(request, by=people["treasurer"], person=people["secretary"], kind="related")
    actions.approve_request(request, by=people["deputy"])
    request = actions.approve_request(scene.fresh(request), by=people["treasurer"])
    assert request.status == "approved"


def test_approvals_lapse_when_amount_payee_iban_or_line_changes(year, people):
    treasurer = people["treasurer"]
    changes = {
        "amount": D("90.00"),
        "payee_name": "Ander BV",
        "payee_iban": "NL91ABNA0417164300",
        "line": scene.line("Organisatie"),
    }
    for name, new in changes.items():
        request = scene.approved("100.00")
        held = scene.line().reserved
        request = actions.change_request(
            request, by=treasurer, reason="offerte viel anders uit", **{name: new}
        )
        assert (request.status, request.round, scene.fresh(request).approvals_given) == ("submitted", 2, 0)
        assert scene.line().reserved == held - D("100.00")
        actions.cancel_request(request, by=request.requester)
    request = scene.approved("100.00")
    refused("request_fixed", actions.change_request, request, by=treasurer, goal="iets anders")
    refused("request_reason", actions.change_request, request, by=treasurer, amount=D("1.00"))


def test_unlinked_needs_a_reason_and_shares_add_up(year, people):
    request = scene.draft("10.00", exception="")
    refused("request_link", actions.submit_request, request, by=request.requester)
    issue = scene.issue()
    refused("request_shares", scene.draft, "10.00", shares=[(issue, D("60"))])
    with pytest.raises(TypeError):
        actions.change_request(request, by=request.requester, status="approved")


def test_splitting_is_flagged_at_the_fifth(year):
    flags = [scene.submitted("40.00", payee_name="Feest BV").split_flag for _n in range(5)]
    assert flags == [False] * 4 + [True]


def test_partial_short_refund_and_correction(year, people):
    treasurer, chair = people["treasurer"], people["chair"]
    request = scene.approved("200.00")
    first = actions.pay_request(request, by=treasurer, amount=D("120.00"), second_signature=chair)
    line = scene.line()
    assert (scene.fresh(request).status, line.reserved, line.paid) == ("part_paid", D("80.00"), D("120.00"))
    refused(
        "pay_amount", actions.pay_request, request, by=treasurer, amount=D("80.01"), second_signature=chair
    )
    actions.pay_short(request, by=treasurer, reason="korting")
    line = scene.line()
    assert (scene.fresh(request).status, line.reserved, line.paid) == ("paid_short", 0, D("120.00"))
    refused("reverse_state", actions.reverse_booking, first, by=treasurer, reason="x")
    actions.correct_booking(first, by=treasurer, amount=D("110.00"), reason="typefout")
    assert scene.line().paid == D("110.00")
    refused(
        "reverse_twice", actions.correct_booking, first, by=treasurer, amount=D("1.00"), reason="nog eens"
    )
    actions.book_refund(request, by=treasurer, amount=D("10.00"))
    refused("refund_amount", actions.book_refund, request, by=treasurer, amount=D("100.01"))
    assert scene.line().paid == D("100.00")
    assert [row.amount for row in Booking.objects.order_by("id")] == [D("120"), D("-120"), D("110"), D("-10")]


def test_only_the_treasurer_pays_and_needs_a_second_signature(year, people):
    request = scene.submitted("100.00")
    actions.approve_request(request, by=people["treasurer"])
    for key in ("chair", "board_member", "auditor", "admin", "manager"):
        refused("books_who", actions.pay_request, request, by=people[key])
    refused("pay_second", actions.pay_request, request, by=people["treasurer"])
    refused(
        "pay_second",
        actions.pay_request,
        request,
        by=people["treasurer"],
        second_signature=people["treasurer"],
    )
    tomorrow = clock.today() + timedelta(days=1)
    signed = {"by": people["treasurer"], "second_signature": people["chair"]}
    refused("pay_future", actions.pay_request, request, paid_on=tomorrow, **signed)
    actions.pay_request(request, key="a", **signed)
    assert actions.pay_request(request, key="a", **signed).amount == D("100.00")
    refused("pay_key", actions.pay_request, request, key="a", amount=D("1.00"), **signed)
    refused("pay_state", actions.pay_request, request, key="b", **signed)


def test_accounted_needs_receipt_bank_line_and_report(year, people):
    request = paid("100.00")
    refused("account_lacks", actions.account_request, request, by=people["treasurer"])
    refused("report_who", actions.evaluate_request, request, by=people["chair"], reached="yes", brought="x")
    refused(
        "books_who",
        actions.confirm_bank_line,
        request.bookings.get(),
        by=people["chair"],
        seen_on=clock.today(),
    )


def test_the_kascommissie_opens_an_accounted_spend_again(year, people, settings, tmp_path):
    import io

    from budgets.proofs import read

    settings.MEDIA_ROOT = tmp_path
    request = paid("100.00")
    treasurer = people["treasurer"]
    receipt = actions.add_receipt(request, by=treasurer, proof=read(io.BytesIO(whole_pdf())))
    again = actions.add_receipt(request, by=treasurer, proof=read(io.BytesIO(whole_pdf())))
    assert receipt == again
    actions.confirm_bank_line(request.bookings.get(), by=treasurer, seen_on=clock.today())
    actions.evaluate_request(request, by=treasurer, reached="partly", brought="half")
    actions.account_request(request, by=treasurer)
    refused("receipt_refuse_who", actions.refuse_receipt, receipt, by=treasurer, reason="onleesbaar")
    actions.refuse_receipt(receipt, by=people["auditor"], reason="onleesbaar")
    assert scene.fresh(request).status == "paid"
    assert "bon" in refused("account_lacks", actions.account_request, request, by=treasurer)


def test_a_year_closes_only_when_nothing_is_promised(year, people):
    treasurer = people["treasurer"]
    request = scene.approved("100.00")
    words = refused("budgets_budget_reserved", actions.close_year, year, by=treasurer)
    assert request.number in words
    next_year = scene.year(year.year + 1, {"Verkeer ": "900.00"})
    line = next_year.lines.get()
    request = actions.carry_over(request, by=treasurer, line=line, decision=scene.decision())
    assert request.status == "submitted"
    actions.close_year(year, by=treasurer)
    request = actions.approve_request(request, by=people["chair"])
    line.refresh_from_db()
    assert (request.line_id, line.reserved) == (line.pk, D("100.00"))


def test_a_correction_of_a_closed_year_lands_in_the_open_one(year, people):
    treasurer = people["treasurer"]
    request = paid("100.00")
    following = scene.year(year.year + 1, {"Verkeer later": "100.00"})
    actions.close_year(year, by=treasurer)
    refused("budgets_booking_year", actions.book_refund, request, by=treasurer, amount=D("40.00"))
    actions.book_refund(request, by=treasurer, amount=D("40.00"), line=following.lines.get())
    assert scene.line().paid == D("100.00")
    assert following.lines.get().paid == D("-40.00")
    assert scene.fresh(request).paid == D("60.00")


def test_the_cost_year_and_the_cash_date_are_kept_apart(db, people):
    """00:30 on 1 January in Amsterdam is the new year, though it is 23:30 UTC on 31 December."""
    with clock.moved_to(datetime(2026, 6, 1, 12, tzinfo=clock.AMSTERDAM)):
        scene.year(2026)
        request = scene.approved("100.00")
    with clock.moved_to(datetime(2027, 1, 1, 0, 30, tzinfo=clock.AMSTERDAM)):
        booking = actions.pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
        late = scene.submitted("10.00")
        late = actions.approve_request(late, by=people["chair"])
    assert (booking.cost_year, booking.paid_on) == (2026, date(2027, 1, 1))
    assert late.number == "U2027-001"


def test_budget_only_by_decision(year, people):
    treasurer, line = people["treasurer"], scene.line()
    ruling = scene.decision()
    refused("keepers_only", actions.amend_line, line, by=people["board_member"], amount=D(1), decision=ruling)
    gone = scene.decision()
    scene.end_decision(gone)
    refused("decision_stands", actions.amend_line, line, by=treasurer, amount=D(1), decision=gone)
    actions.amend_line(line, by=treasurer, amount=D("500.00"), decision=ruling)
    other = scene.line("Organisatie")
    actions.transfer(line, other, by=treasurer, amount=D("200.00"), decision=ruling)
    assert (scene.line().amended, scene.line().original) == (D("1300.00"), D("1000.00"))
    assert scene.line("Organisatie").amended == D("700.00")
    refused("budgets_line_original", actions.add_line, year, by=treasurer, name="Nieuw", original=D(5))
    refused("budget_exists", actions.open_budget, year.year, by=treasurer)
    refused("budgets_budget_move", actions.adopt_budget, year, by=treasurer, decision=ruling)


def test_interest_is_declared_before_it_is_decided(year, people):
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    actions.approve_request(request, by=people["chair"])
    refused(
        "interest_late",
        actions.declare_interest,
        request,
        by=people["chair"],
        person=people["chair"],
        kind="conflict",
    )
    outsider = make_person("outsider", "Buiten Staander", ("resident",))
    refused(
        "interest_who",
        actions.declare_interest,
        request,
        by=outsider,
        person=people["chair"],
        kind="conflict",
    )
    assert not Interest.objects.exists()


def test_an_issue_hears_of_its_money(year, people):
    issue = scene.issue()
    before = issue.last_event_at
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        paid("100.00", issue=issue)
    assert scene.fresh(issue).last_event_at > before


def test_paid_money_stays_on_the_mini_trail(year, people):
    """Paid while the work still goes on: the stop Geld is done, and stays so after the next move."""
    issue = scene.issue()
    paid("100.00", issue=issue)
    assert scene.fresh(issue).stops[4] == "d"
    note_chain(issue, agenda=True)
    assert scene.fresh(issue).stops[4] == "d"


def test_promises_move_to_the_decision_that_replaces_theirs(year, people):
    treasurer = people["treasurer"]
    request = scene.approved("300.00")
    small, large = scene.decision(amount=D("200.00")), scene.decision(amount=D("300.00"))
    refused("mandate_left", actions.move_to_decision, request, by=treasurer, decision=small)
    moved = actions.move_to_decision(request, by=treasurer, decision=large)
    assert (moved.decision, moved.status, scene.line().reserved) == (large, "approved", D("300.00"))
    scene.end_decision(request.decision)
    draft = scene.draft("10.00")
    refused("move_state", actions.move_to_decision, draft, by=treasurer, decision=large)


def test_a_promise_under_a_lapsed_decision_is_frozen(year, people):
    request = scene.approved("300.00")
    scene.end_decision(request.decision, "lapsed")
    signed = {"by": people["treasurer"], "second_signature": people["chair"]}
    refused("pay_frozen", actions.pay_request, scene.fresh(request), **signed)
    assert scene.line().reserved == D("300.00")
    promised = facts.desk_of(people["treasurer"]).promised
    assert [one for one in promised if facts.is_frozen(one)] == [request]
    assert list(facts.to_pay(people["treasurer"])) == []
