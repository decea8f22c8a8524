"""Many at once on one line: never a cent over, whatever the isolation level."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import connections

from budgets.actions import (
    add_source,
    adopt_budget,
    amend_line,
    approve_request,
    carry_rest,
    change_request,
    make_order,
    open_budget,
    pay_request,
    transfer,
)
from budgets.models import Approval, BankAccount, Booking, PaymentItem, PaymentOrder, SpendRequest
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.conftest import connect
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

D = Decimal


@pytest.fixture
def year(committed, people):
    return scene.year()


def all_at_once(jobs: list[Any]) -> Counter:
    """Run the jobs in as many threads, starting together; how often each refusal code (or "ok") came."""
    start = threading.Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            job()
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "ok"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return Counter(pool.map(run, jobs))


def test_fifty_approve_on_one_line(year, people):
    """1,000.00 on the line, requests of 200.00: five are approved, whoever is first."""
    requests = [scene.submitted("200.00") for _ in range(50)]
    jobs = [lambda one=one: approve_request(one, by=people["chair"]) for one in requests]
    found = all_at_once(jobs)
    assert found["ok"] == 5
    assert found["line_room"] + found["budgets_line_not_over"] == 45
    assert SpendRequest.objects.filter(status="approved").count() == 5
    numbers = set(SpendRequest.objects.filter(status="approved").values_list("number", flat=True))
    assert len(numbers) == 5
    line = scene.line()
    assert (line.reserved, line.room) == (D("1000.00"), 0)


def test_fifty_approve_while_money_moves_between_two_lines(year, people):
    """40 approvals of 100.00 on two lines beside ten transfers of 100.00 to and fro: no line ever over."""
    ruling = scene.decision()
    verkeer, organisatie = scene.line("Verkeer"), scene.line("Organisatie")
    requests = [scene.submitted("100.00", on=line) for line in (verkeer, organisatie) for _ in range(20)]
    jobs = [lambda one=one: approve_request(one, by=people["chair"]) for one in requests]
    for source, target in ((verkeer, organisatie), (organisatie, verkeer)) * 5:
        jobs.append(
            lambda source=source, target=target: transfer(
                source, target, by=people["treasurer"], amount=D("100.00"), decision=ruling
            )
        )
    found = all_at_once(jobs)
    approved = SpendRequest.objects.filter(status="approved")
    assert found["ok"] >= approved.count() and sum(found.values()) == 50
    lines = [scene.line("Verkeer"), scene.line("Organisatie")]
    assert sum(line.amended for line in lines) == D("1500.00")
    for line in lines:
        assert line.reserved == approved.filter(line=line).count() * D("100.00") <= line.amended
    assert verify() == []


def test_fifty_carry_the_rest_of_a_line_over(year, people):
    """25 carry 100.00 of 1,000.00 to the next year while 25 promise 100.00: together ten, never eleven."""
    ruling = scene.decision()
    later = adopt_budget(
        open_budget(clock.today().year + 1, by=people["treasurer"], copied=True),
        by=people["treasurer"],
        decision=scene.decision(),
    )
    here, there = year.lines.get(name="Verkeer"), later.lines.get(name="Verkeer")
    requests = [scene.submitted("100.00", on=here) for _ in range(25)]
    jobs = [lambda one=one: approve_request(one, by=people["chair"]) for one in requests]
    carry = {"by": people["treasurer"], "amount": D("100.00"), "decision": ruling}
    jobs += [lambda: carry_rest(here, there, **carry)] * 25
    assert all_at_once(jobs)["ok"] == 10
    here, there = scene.fresh(here), scene.fresh(there)
    assert here.amended == here.reserved and there.amended == D("2000.00") - here.amended
    assert verify() == []


def test_fifty_approvals_never_spend_money_that_is_for_something_else(year, people):
    """Of 1,500.00 budgeted 1,200.00 is for Verkeer alone: Organisatie gets 300.00 of its 500.00, no more."""
    add_source(
        year, by=people["treasurer"], kind="grant", name="Gemeente", amount=D("1200.00"), earmark="verkeer",
        only_line=scene.line("Verkeer"),
    )  # fmt: skip
    add_source(year, by=people["treasurer"], kind="own", name="Eigen", amount=D("300.00"))
    requests = [scene.submitted("50.00", on=scene.line("Organisatie")) for _ in range(50)]
    found = all_at_once([lambda one=one: approve_request(one, by=people["chair"]) for one in requests])
    assert found == {"ok": 6, "earmark_room": 44}
    assert scene.line("Organisatie").reserved == D("300.00")


def test_two_approvals_at_one_instant(year, people):
    """Both count; the request is approved once."""
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    found = all_at_once(
        [lambda key=key: approve_request(request, by=people[key]) for key in ("chair", "treasurer")]
    )
    assert found == {"ok": 2}
    assert scene.fresh(request).status == "approved"
    assert Approval.objects.filter(request=request).count() == 2
    assert request.moves.filter(to_state="approved").count() == 1


def test_one_person_at_two_screens_counts_once(year, people):
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    found = all_at_once([lambda: approve_request(request, by=people["chair"]) for _ in range(6)])
    assert found == {"ok": 1, "approve_twice": 5}
    assert scene.fresh(request).status == "submitted"


def test_a_retried_payment_is_one_booking(year, people):
    request = scene.approved("100.00")

    def pay():
        pay_request(request, by=people["treasurer"], key="form-1", second_signature=people["secretary"])

    assert all_at_once([pay] * 20) == {"ok": 20}
    assert Booking.objects.filter(request=request).count() == 1
    assert scene.fresh(request).paid == D("100.00")


def test_payments_under_different_keys_pay_once(year, people):
    request = scene.approved("100.00")
    jobs = [
        lambda n=n: pay_request(
            request, by=people["treasurer"], key=f"form-{n}", second_signature=people["secretary"]
        )
        for n in range(12)
    ]
    found = all_at_once(jobs)
    assert found == {"ok": 1, "pay_state": 11}
    assert scene.line().paid == D("100.00")


def test_one_request_goes_into_one_order(year, people):
    """Two screens put the same request on a list: one list gets it, the other says where it is."""
    BankAccount.objects.create(
        iban="NL20INGB0001234567",
        name="Wij",
        since=clock.today(),
        added_by=people["treasurer"],
        added_at=clock.now(),
    )
    request = scene.approved("100.00", payee_iban="NL91ABNA0417164300")

    def make():
        make_order([(request, "")], by=people["treasurer"], execute_on=clock.today())

    assert all_at_once([make] * 8) == {"ok": 1, "order_twice": 7}
    assert PaymentOrder.objects.count() == PaymentItem.objects.count() == 1


def test_a_change_and_an_approval_at_once(year, people):
    """Either the approval saw the old amount and lapsed, or it is worth the new one; never both."""
    request = scene.submitted("300.00", decision=scene.decision(amount=D("400.00")))
    approve_request(request, by=people["secretary"])
    all_at_once(
        [
            lambda: approve_request(request, by=people["chair"]),
            lambda: change_request(request, by=request.requester, amount=D("350.00")),
        ]
    )
    found = scene.fresh(request)
    assert (found.status, found.amount) in {("approved", D("300.00")), ("submitted", D("350.00"))}
    assert found.items.get().amount == found.amount


def test_approving_while_the_line_is_lowered(year, people):
    """Either the money is promised or the line is lowered; never both."""
    request, ruling = scene.submitted("200.00"), scene.decision()
    lower = D("-900.00")
    all_at_once(
        [
            lambda: approve_request(request, by=people["chair"]),
            lambda: amend_line(scene.line(), by=people["treasurer"], amount=lower, decision=ruling),
        ]
    )
    line = scene.line()
    assert line.committed <= line.amended


@pytest.mark.parametrize("level", list(psycopg.IsolationLevel)[1:])
def test_plain_sql_at_once_at_every_level(year, people, level, committed):
    """Twenty attackers move requests to approved by plain SQL: the line still holds."""
    requests = [scene.submitted("100.00", by=people["secretary"]) for _ in range(20)]
    for one in requests:
        Approval.objects.create(
            request=one, round=1, approver=people["chair"], requester=people["secretary"], at=one.created_at
        )

    def approve(one, n):
        with connect("default", committed) as connection:
            connection.isolation_level = level
            connection.execute(
                "INSERT INTO budgets_spendmove (request_id, from_state, to_state, at, reason, cause_kind,"
                " cause_number, cause_path) VALUES (%s, 'submitted', 'approved', now(), '', '', '', '')",
                [one.pk],
            )
            connection.execute(
                "UPDATE budgets_spendrequest SET status = 'approved', number = %s WHERE id = %s",
                [f"U2026-{n}", one.pk],
            )
            connection.commit()

    def attack(one, n):
        for _attempt in range(30):
            try:
                return approve(one, n)
            except psycopg.errors.CheckViolation as error:
                raise Refused("", code=error.diag.constraint_name or "") from error
            except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                continue
        raise AssertionError("never through")

    found = all_at_once([lambda one=one, n=n: attack(one, n) for n, one in enumerate(requests)])
    assert found == {"ok": 10, "budgets_line_not_over": 10}
    assert scene.line().reserved == D("1000.00")
