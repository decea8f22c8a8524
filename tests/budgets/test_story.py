"""One euro from question to account, and the roads on which it is stopped."""

import io
from datetime import timedelta
from decimal import Decimal

from budgets.actions import (
    account_request,
    add_receipt,
    approve_request,
    confirm_bank_line,
    evaluate_request,
    pay_request,
)
from budgets.models import SpendMove
from budgets.proofs import read
from tests.budgets import scene
from tests.papers import whole_pdf
from wijkraad.terms import clock

D = Decimal


def pdf() -> io.BytesIO:
    return io.BytesIO(whole_pdf())


def test_a_euro_goes_the_whole_way(committed, people):
    scene.year()
    issue = scene.issue()
    ruling = scene.decision(amount=D("400.00"), issues=[issue])
    request = scene.submitted("400.00", decision=ruling, issue=issue)
    assert request.status == "submitted" and request.number is None

    request = approve_request(request, by=people["chair"])
    assert request.status == "submitted"
    assert scene.line().reserved == 0
    request = approve_request(request, by=people["treasurer"])
    assert request.status == "approved"
    assert request.number == f"U{clock.today().year}-001"
    assert scene.line().reserved == D("400.00")

    booking = pay_request(request, by=people["treasurer"], second_signature=people["chair"])
    request = scene.fresh(request)
    assert (request.status, request.paid) == ("paid", D("400.00"))
    assert request.report_due == clock.today() + timedelta(days=60)
    line = scene.line()
    assert (line.reserved, line.paid, line.committed, line.available) == (
        0,
        D("400.00"),
        D("400.00"),
        D("600.00"),
    )

    add_receipt(request, by=people["board_member"], proof=read(pdf()))
    confirm_bank_line(booking, by=people["treasurer"], seen_on=clock.today())
    evaluate_request(request, by=people["board_member"], reached="yes", brought="19 van de 100 te hard")
    request = account_request(request, by=people["treasurer"])
    assert request.status == "accounted"
    states = list(SpendMove.objects.filter(request=request).values_list("to_state", flat=True))
    assert states == ["draft", "submitted", "approved", "paid", "accounted"]
