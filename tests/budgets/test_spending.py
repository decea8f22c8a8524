"""Asking, splitting, lapsing, cash: what a request carries and what an approval is worth."""

import io
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from budgets import actions, proofs
from budgets.answers import answer, signing_of
from budgets.editing import digest_of
from budgets.models import Booking, Interest
from budgets.permissions import Panel, can_see_payee, why_not_approve
from budgets.splitting import split_of
from tests.budgets import scene
from tests.papers import whole_pdf
from tests.personas import make_person
from wijkraad.notices.models import Message
from wijkraad.people.actions import change_setting, confirm_setting
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

D = Decimal
IBAN = "NL91ABNA0417164300"
OTHER = "NL44RABO0123456789"


@pytest.fixture
def year(db, people):
    return scene.year()


def refused(code, function, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        function(*args, **kwargs)
    assert refusal.value.code == code, str(refusal.value)
    return str(refusal.value).replace("\xa0", " ")


def proof(words: bytes = b"% bon\n"):
    return proofs.read(io.BytesIO(whole_pdf(before=b"", objects=words)))


def told(what: str) -> set[str]:
    return set(Message.objects.filter(template=f"budgets/{what}").values_list("recipient__email", flat=True))


def mail(key: str) -> str:
    return f"{key}@test.example"


# what a request carries


def test_items_add_to_the_amount_to_the_cent(year, people):
    words = refused(
        "request_items", scene.draft, "100.00", items=[("bakken", D("60.00")), ("aarde", D("39.99"))]
    )
    assert "€ 99,99" in words and "€ 100,00" in words
    request = scene.draft("100.00", items=[("bakken", D("60.00")), ("aarde", D("40.00"))])
    assert [(one.what, one.amount) for one in request.items.all()] == [
        ("bakken", D("60")),
        ("aarde", D("40")),
    ]
    refused("request_items", actions.change_request, request, by=request.requester, amount=D("90.00"))
    items = [("bakken", D("60.00")), ("aarde", D("30.00"))]
    actions.change_request(request, by=request.requester, amount=D("90.00"), items=items)
    whole = scene.draft("80.00")
    actions.change_request(whole, by=whole.requester, amount=D("70.00"))
    assert whole.items.get().amount == D("70.00")


def test_a_rejected_request_is_handed_in_as_a_new_one(year, people):
    old = scene.submitted("80.00")
    refused("request_replaces", scene.draft, "70.00", replaces=old)
    actions.reject_request(old, by=people["chair"], reason="te duur")
    assert told("rejected") == {mail("board_member")}
    old = scene.fresh(old)
    refused("request_replaces", scene.draft, "70.00", by=people["secretary"], replaces=old)
    assert scene.draft("70.00", replaces=old).replaces == old


def test_two_editors_the_second_hears_it(year, people):
    request = scene.submitted("50.00")
    seen = digest_of(request)
    actions.approve_request(request, by=people["chair"])
    reason = {"reason": "offerte", "seen": seen}
    actions.change_request(request, by=people["treasurer"], amount=D("60.00"), **reason)
    refused(
        "request_conflict", actions.change_request, request, by=request.requester, amount=D("70.00"), **reason
    )
    assert scene.fresh(request).amount == D("60.00")


def test_iban_and_address_of_a_person_are_for_who_must_know(year, people):
    """The requester wrote it; treasurer, kascommissie and approvers need it; who stands aside does not."""
    request = scene.submitted(
        "60.00", payee_kind="person", payee_name="Jan Jansen", payee_iban=IBAN, payee_address="Beeklaan 1"
    )
    actions.declare_interest(request, by=people["chair"], person=people["chair"], kind="related")
    sees = {key for key, user in people.items() if can_see_payee(user, request)}
    assert sees == {"board_member", "other_board_member", "secretary", "treasurer", "auditor"}
    firm = scene.submitted("60.00", payee_iban=IBAN)
    assert can_see_payee(people["chair"], firm) and not can_see_payee(people["resident"], firm)
    from wijkraad.trail.models import TrailEvent

    words = " ".join(str(one.changes) for one in TrailEvent.objects.filter(table="budgets_spendrequest"))
    assert IBAN not in words and "Beeklaan" not in words and "payee_address" in words


# who may not approve


def test_a_second_account_by_iban_counts_as_the_requester(year, people):
    """Samir was paid on the account of Hanneke: he does not approve what she asks, whoever gets it."""
    asker, second = people["board_member"], people["other_board_member"]
    for user in (asker, second):
        scene.submitted("5.00", by=people["secretary"], payee_user=user, payee_iban=IBAN, payee_kind="person")
    request = scene.submitted("40.00", payee_iban=OTHER)
    refused("approve_account", actions.approve_request, request, by=second)
    assert actions.approve_request(request, by=people["chair"]).status == "approved"


def test_two_accounts_of_one_household_are_one_signature(year, people):
    """Above the limit two different people sign: not twice from one address, nor twice on one account."""
    home, other = people["chair"], people["other_board_member"]
    for user in (home, other):
        User.objects.filter(pk=user.pk).update(household="zelfde-adres")
    home, other = (User.objects.get(pk=one.pk) for one in (home, other))
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    actions.approve_request(request, by=home)
    text = refused("approve_twin", actions.approve_request, request, by=other)
    assert "tweede handtekening is van een ander" in text
    assert other not in signing_of(scene.fresh(request)).signers
    assert actions.ask_info(scene.fresh(request), by=other, question="Waarom?").status == "needs_info"
    request = scene.fresh(actions.answer_info(scene.fresh(request), by=request.requester, answer="Daarom."))
    assert actions.approve_request(request, by=people["treasurer"]).status == "approved"


def test_two_accounts_paid_on_one_iban_are_one_signature(year, people):
    for key in ("chair", "other_board_member"):
        scene.submitted(
            "5.00", by=people["secretary"], payee_user=people[key], payee_iban=IBAN, payee_kind="person"
        )
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    actions.approve_request(request, by=people["chair"])
    refused("approve_twin", actions.approve_request, request, by=people["other_board_member"])


def test_the_deputy_signs_when_all_that_are_free_are_one_person(year, people):
    """Two of one address are free, and nobody else: the deputy is the second signature."""
    User.objects.filter(pk__in=[people[key].pk for key in ("chair", "treasurer")]).update(household="samen")
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    for key in ("secretary", "other_board_member"):
        actions.declare_interest(request, by=people[key], person=people[key], kind="away")
    chair, treasurer = (User.objects.get(pk=people[key].pk) for key in ("chair", "treasurer"))
    actions.approve_request(request, by=chair)
    refused("approve_twin", actions.approve_request, request, by=treasurer)
    assert actions.approve_request(request, by=people["deputy"]).status == "approved"


def test_the_same_name_as_on_the_account_counts_as_the_payee(year, people):
    request = scene.submitted("40.00", payee_name="VERA  voorzitter", payee_kind="person")
    refused("approve_payee", actions.approve_request, request, by=people["chair"])
    assert request.payee_insider


def test_every_other_person_hears_why_not(year, people):
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    actions.declare_interest(request, by=people["chair"], person=people["chair"], kind="away")
    signing = signing_of(request)
    assert [one.name for one in signing.signers] == [
        "Paul Penningmeester",
        "Samir Bestuur",
        "Sien Secretaris",
    ]
    assert {user.name: str(why.other) for user, why in signing.others} == {
        "Hanneke Bestuur": "vraagt dit zelf aan",
        "Vera Voorzitter": "is afwezig",
        "Pleun Plaatsvervanger": "is plaatsvervanger, en er zijn genoeg bestuursleden vrij",
    }
    assert (signing.needed, signing.missing) == (2, 0)


def test_five_members_one_on_holiday_one_conflicted_two_sign(year, people):
    """Requester Hanneke, Samir on holiday, Vera conflicted: Sien and Paul are enough, and Paul pays."""
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    for key, kind in (("other_board_member", "away"), ("chair", "conflict")):
        actions.declare_interest(request, by=people[key], person=people[key], kind=kind)
    assert [user.name for user in Panel([request]).signers(request)] == [
        "Paul Penningmeester",
        "Sien Secretaris",
    ]
    for key in ("secretary", "treasurer"):
        request = actions.approve_request(scene.fresh(request), by=people[key])
    assert request.status == "approved"
    refused("pay_second", actions.pay_request, request, by=people["treasurer"])
    booking = actions.pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
    assert booking.second_signature == people["secretary"]


def test_who_gets_the_money_is_no_second_signature(year, people):
    request = scene.approved("40.00", payee_user=people["secretary"], payee_kind="person", payee_name="Sien")
    signed = {"by": people["treasurer"], "second_signature": people["secretary"]}
    refused("pay_second_payee", actions.pay_request, request, **signed)
    own = scene.submitted("30.00", by=people["treasurer"])
    actions.approve_request(own, by=people["chair"])
    refused("pay_second", actions.pay_request, own, by=people["treasurer"])


def test_a_person_with_two_roles_of_which_one_checks_never_approves(year, people):
    both = make_person("both", "Dubbele Pet", ("board", "auditor"))
    request = scene.submitted("40.00")
    refused("approve_auditor", actions.approve_request, request, by=both)
    assert both.pk not in {user.pk for user in Panel([request]).signers(request)}


# what an approval is worth


def test_a_new_quote_ends_the_approvals(year, people, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    request = scene.approved("100.00")
    actions.add_receipt(request, by=request.requester, proof=proof(), kind="quote")
    request = scene.fresh(request)
    assert (request.status, request.round, request.approvals_given, scene.line().reserved) == (
        "submitted",
        2,
        0,
        0,
    )
    assert told("lapsed") == {mail("chair")}
    request = actions.approve_request(request, by=people["chair"])
    actions.pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
    refused(
        "receipt_quote",
        actions.add_receipt,
        request,
        by=people["treasurer"],
        proof=proof(b"% b\n"),
        kind="quote",
    )


def test_half_an_approval_lapses_too_and_is_told(year, people):
    request = scene.submitted("300.00", decision=scene.decision(amount=D("400.00")))
    actions.approve_request(request, by=people["chair"])
    Message.objects.all().delete()
    actions.change_request(request, by=request.requester, amount=D("310.00"))
    request = scene.fresh(request)
    assert (request.status, request.round, request.approvals_given) == ("submitted", 2, 0)
    assert told("lapsed") == {mail("chair")}
    assert told("waiting") == {mail("other_board_member"), mail("secretary"), mail("treasurer")}
    items = [("a", D("300.00")), ("b", D("10.00"))]
    actions.approve_request(request, by=people["chair"])
    actions.change_request(request, by=request.requester, items=items)
    assert scene.fresh(request).round == 3


def test_small_ones_that_add_up_are_flagged_with_their_list(year, people):
    with clock.moved_to(clock.now() - timedelta(days=31)):
        scene.submitted("200.00", payee_name="Feest BV")
    first = scene.submitted("200.00", payee_name="Feest BV", payee_iban=IBAN)
    assert not first.split_flag
    second = scene.submitted("60.00", payee_name="Feest en zo", payee_iban=IBAN)
    assert second.split_flag
    found = split_of(second)
    assert (found.others, found.total, found.many, found.large) == ([first], D("260.00"), False, True)
    actions.reject_request(first, by=people["chair"], reason="nee")
    assert not split_of(second)
    large = scene.submitted("300.00", payee_iban=IBAN, decision=scene.decision(amount=D("300.00")))
    assert not large.split_flag


def test_the_light_limit_changes_by_two_people_from_a_date_on(year, people):
    treasurer, chair = people["treasurer"], people["chair"]
    before = scene.submitted("90.00")
    proposal = change_setting("light_limit", D("50.00"), by=treasurer, source="B2026-001")
    assert answer(scene.line(), D("60.00")).needed == 1
    refused("setting.two_people", confirm_setting, proposal, by=treasurer)
    confirm_setting(proposal, by=chair)
    refused("mandate", actions.approve_request, before, by=chair)
    small = scene.submitted("50.00")
    assert actions.approve_request(small, by=chair).status == "approved"


# cash, years, and coming back


def test_cash_needs_a_receipt_and_stays_small(year, people, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    treasurer = people["treasurer"]
    request, large = scene.approved("40.00"), scene.approved("100.01")
    cash = {"by": treasurer, "method": "cash", "second_signature": people["secretary"]}
    refused("cash_receipt", actions.pay_request, request, **cash)
    receipt = actions.add_receipt(request, by=treasurer, proof=proof())
    refused("cash_receipt", actions.pay_request, scene.approved("5.00"), receipt=receipt, **cash)
    words = refused("cash_limit", actions.pay_request, large, receipt=receipt, **cash)
    assert "€ 100,00" in words
    booking = actions.pay_request(request, receipt=receipt, **cash)
    assert (booking.method, booking.receipt) == ("cash", receipt)
    actions.evaluate_request(request, by=treasurer, reached="yes", brought="koffie")
    assert actions.account_request(request, by=treasurer).status == "accounted"


def test_an_invoice_of_the_last_day_paid_in_the_new_year(db, people, settings, tmp_path):
    """Invoice 31 December, paid 2 January: the cost stays in the old year, the cash is of the new one."""
    settings.MEDIA_ROOT = tmp_path
    with clock.moved_to(datetime(2026, 12, 31, 20, tzinfo=clock.AMSTERDAM)):
        scene.year(2026)
        request = scene.approved("100.00")
        receipt = actions.add_receipt(
            request, by=request.requester, proof=proof(), kind="invoice", dated=date(2026, 12, 31)
        )
    with clock.moved_to(datetime(2027, 1, 2, 9, tzinfo=clock.AMSTERDAM)):
        booking = actions.pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
    assert (booking.cost_year, booking.paid_on, receipt.dated) == (2026, date(2027, 1, 2), date(2026, 12, 31))
    assert scene.fresh(request).report_due == date(2027, 3, 3)


def test_returned_by_the_bank_mended_and_paid_again(year, people):
    treasurer, chair = people["treasurer"], people["chair"]
    request = scene.approved("100.00", payee_iban=IBAN)
    booking = actions.pay_request(request, by=treasurer, second_signature=chair)
    actions.reverse_booking(booking, by=treasurer, reason="rekening opgeheven")
    request = scene.fresh(request)
    assert (request.status, request.paid, scene.line().reserved) == ("approved", 0, D("100.00"))
    assert told("returned") == {mail("board_member")}
    request = actions.change_request(request, by=treasurer, payee_iban=OTHER, reason="nieuw nummer")
    assert request.status == "submitted"
    request = actions.approve_request(request, by=chair)
    actions.pay_request(request, by=treasurer, second_signature=chair)
    assert [one.amount for one in Booking.objects.order_by("id")] == [D("100"), D("-100"), D("100")]
    assert scene.line().paid == D("100.00")


def test_a_correction_after_a_refund_says_what_first(year, people):
    """Paid 100, 20 came back: the refund is turned back, the payment corrected, the refund booked anew."""
    treasurer, chair = people["treasurer"], people["chair"]
    request = scene.approved("100.00")
    first = actions.pay_request(request, by=treasurer, second_signature=chair)
    back = actions.book_refund(request, by=treasurer, amount=D("20.00"))
    fix = {"by": treasurer, "amount": D("90.00"), "reason": "typefout"}
    refused("correct_refunded", actions.correct_booking, first, **fix)
    actions.reverse_booking(back, by=treasurer, reason="eerst corrigeren")
    right = actions.correct_booking(first, **fix)
    actions.book_refund(request, by=treasurer, amount=D("20.00"))
    assert (right.second_signature, scene.fresh(request).status) == (chair, "paid")
    assert (scene.fresh(request).paid, scene.line().paid) == (D("70.00"), D("70.00"))


def test_every_event_is_told_to_whom_it_concerns(year, people):
    treasurer = people["treasurer"]
    request = scene.approved("100.00")
    actions.pay_request(request, by=treasurer, amount=D("60.00"), second_signature=people["chair"])
    actions.pay_short(request, by=treasurer, reason="korting")
    gone = scene.approved("10.00")
    actions.cancel_request(gone, by=treasurer, reason="niet meer nodig")
    assert told("paid_short") == told("cancelled") == {mail("board_member")}
    assert told("approved") == {mail("board_member"), mail("treasurer")}
    assert not Interest.objects.exists() and not why_not_approve(people["chair"], scene.submitted("1.00"))
    assert User.objects.filter(email__in=told("waiting")).count() == 4
