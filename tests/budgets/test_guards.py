"""The [db] rules of money, attacked by plain SQL as `app` at every isolation level."""

from decimal import Decimal

import pytest

from budgets.actions import (
    add_account,
    approve_request,
    close_year,
    make_order,
    pay_request,
    reverse_booking,
    submit_request,
    take_back,
)
from budgets.models import Booking, Budget, BudgetLine
from tests.budgets import scene
from tests.budgets.conftest import PRETEND
from tests.conftest import connect
from wijkraad.terms import clock

D = Decimal
NOW = "'2026-11-20 12:00+01'"
SUMMING = {
    "booking": "apply",
    "mandate": "apply",
    "lineamendment": "apply",
    "spendrequest": "reserve",
    "approval": "count",
}
"""Tables whose triggers write sums with the rights of the owner."""


@pytest.fixture
def year(committed, people):
    return scene.year()


@pytest.fixture
def paid(year, people):
    request = scene.approved("100.00")
    pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
    return scene.fresh(request)


def test_sums_of_a_line_cannot_be_written(year, attacker):
    for column in ("reserved", "paid", "ceiling", "amended"):
        assert (
            attacker.tries(f"UPDATE budgets_budgetline SET {column} = {column} + 1") == "budgets_line_guarded"
        )
    assert attacker.tries("UPDATE budgets_budgetline SET committed = 0") == "GeneratedAlways"
    assert attacker.tries("UPDATE budgets_budgetline SET original = 99999") == "budgets_line_original"
    assert attacker.tries("DELETE FROM budgets_budgetline") == "budgets_line_original"
    insert = (
        'INSERT INTO budgets_budgetline (budget_id, name, "order", original, amended, reserved, paid,'
        " ceiling) SELECT id, 'Los', 9, {}, 0, {}, 0, 0 FROM budgets_budget"
    )
    assert attacker.tries(insert.format(0, 5)) == "budgets_line_guarded"
    assert attacker.tries(insert.format(500, 0)) == "budgets_line_original"


def test_a_trigger_of_ones_own_on_a_temporary_table_opens_nothing(year, paid, attacker):
    function = (
        "CREATE FUNCTION pg_temp.pay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " UPDATE public.budgets_budgetline SET paid = 0; RETURN NEW; END $$"
    )
    table = "CREATE TEMP TABLE trap (id int)"
    trigger = "CREATE TRIGGER t AFTER INSERT ON trap FOR EACH ROW EXECUTE FUNCTION pg_temp.pay()"
    assert attacker.tries(function, table, trigger, "INSERT INTO trap VALUES (1)") == "budgets_line_guarded"
    for name, own in SUMMING.items():
        copy = f"CREATE TEMP TABLE budgets_{name} AS SELECT * FROM public.budgets_{name}"
        attach = (
            f"CREATE TRIGGER t AFTER INSERT ON pg_temp.budgets_{name} FOR EACH ROW"
            f" EXECUTE FUNCTION public.budgets_{name}_{own}()"
        )
        fill = f"INSERT INTO pg_temp.budgets_{name} DEFAULT VALUES"
        assert attacker.tries(copy, attach, fill) == "privilege", name
    assert scene.line().paid == D("100.00")


def test_no_approval_of_ones_own_request(year, people, attacker):
    request = scene.submitted("100.00")
    insert = (
        "INSERT INTO budgets_approval (request_id, round, approver_id, requester_id, function, at)"
        f" VALUES ({request.pk}, {{}}, {{}}, {{}}, '', {NOW})"
    )
    own, other = request.requester_id, people["chair"].pk
    assert attacker.tries(insert.format(1, own, own)) == "budgets_approval_not_requester"
    assert attacker.tries(insert.format(1, own, other)) == "budgets_approval_requester"
    assert attacker.tries(insert.format(2, other, own)) == "budgets_approval_round"
    assert attacker.tries(insert.format(1, other, own)) == ""
    assert attacker.tries(insert.format(1, other, own)) == "budgets_approval_once"
    assert (
        attacker.tries(f"UPDATE budgets_spendrequest SET requester_id = {other}") == "budgets_request_fixed"
    )
    assert attacker.tries("UPDATE budgets_approval SET approver_id = requester_id") == "privilege"
    assert attacker.tries("DELETE FROM budgets_approval") == "privilege"
    assert attacker.tries("UPDATE budgets_spendrequest SET approvals_given = 2") == "budgets_request_guarded"


def move(request, to: str, **columns: str) -> tuple[str, str]:
    """The statements of a move with its history row."""
    extra = "".join(f", {name} = {value}" for name, value in columns.items())
    history = (
        "INSERT INTO budgets_spendmove (request_id, from_state, to_state, at, reason, cause_kind,"
        f" cause_number, cause_path) VALUES ({request.pk}, '{request.status}', '{to}', {NOW}, '', '', '', '')"
    )
    return history, f"UPDATE budgets_spendrequest SET status = '{to}'{extra} WHERE id = {request.pk}"


def test_approved_only_with_enough_approvals(year, people, attacker):
    request = scene.submitted("300.00")
    give = (
        "INSERT INTO budgets_approval (request_id, round, approver_id, requester_id, function, at)"
        f" VALUES ({request.pk}, 1, {{}}, {request.requester_id}, '', {NOW})"
    )
    approve = move(request, "approved", number="'U2026-901'")
    assert attacker.tries(*approve) == "budgets_request_approvals"
    assert attacker.tries(give.format(people["chair"].pk), *approve) == "budgets_request_approvals"
    silent = f"UPDATE budgets_spendrequest SET status = 'rejected' WHERE id = {request.pk}"
    assert attacker.tries(silent) == "budgets_spendrequest_told"
    both = [give.format(people[key].pk) for key in ("chair", "treasurer")]
    assert attacker.tries(*both, *approve) == ""
    assert scene.line().reserved == D("300.00")


def test_what_was_approved_cannot_change_under_its_approvals(year, people, attacker):
    request = scene.submitted("300.00")
    give = (
        "INSERT INTO budgets_approval (request_id, round, approver_id, requester_id, function, at)"
        f" VALUES ({request.pk}, 1, {people['chair'].pk}, {request.requester_id}, '', {NOW})"
    )
    assert attacker.tries(give) == ""
    for change in ("amount = 900", "payee_name = 'Ik'", "payee_iban = 'NL00'", "line_id = line_id + 1"):
        assert attacker.tries(f"UPDATE budgets_spendrequest SET {change}") == "budgets_request_round", change
    items = "UPDATE budgets_spenditem SET amount = {}"
    lower = "UPDATE budgets_spendrequest SET amount = 200, round = 2"
    assert attacker.tries(lower) == "budgets_item_sum"
    assert attacker.tries(items.format(200)) == "budgets_item_fixed"
    assert attacker.tries(lower, items.format(200)) == ""
    assert scene.fresh(request).approvals_given == 0
    sure = scene.approved("100.00")
    assert (
        attacker.tries(f"UPDATE budgets_spendrequest SET amount = 90 WHERE id = {sure.pk}")
        == "budgets_request_fixed"
    )
    back = move(sure, "submitted", amount="90")
    assert attacker.tries(*back) == "budgets_request_round"
    of_sure = f"UPDATE budgets_spenditem SET amount = 90 WHERE request_id = {sure.pk}"
    assert attacker.tries(of_sure) == "budgets_item_fixed"
    gone = f"DELETE FROM budgets_spenditem WHERE request_id = {sure.pk}"
    assert attacker.tries(gone) == "budgets_item_fixed"
    assert attacker.tries(*move(sure, "submitted", amount="90", round="2"), of_sure) == ""


def test_only_moves_of_the_table(year, people, attacker):
    request = scene.draft("100.00")
    assert attacker.tries(*move(request, "paid", number="'U2026-900'")) == "budgets_spendrequest_move"
    assert attacker.tries("DELETE FROM budgets_spendrequest") == "privilege"
    assert attacker.tries("TRUNCATE budgets_spendrequest CASCADE") == "privilege"
    assert attacker.tries("UPDATE budgets_spendmove SET to_state = 'paid'") == "privilege"


def booking(request, amount: str, kind: str = "payment", reverses: str = "NULL", line: str = "") -> str:
    year = BudgetLine.objects.select_related("budget").get(pk=request.line_id).budget.year
    return (
        "INSERT INTO budgets_booking (request_id, line_id, kind, amount, paid_on, cost_year, reference, key,"
        f" reverses_id, reason, booked_by_id, booked_at) VALUES ({request.pk}, {line or request.line_id},"
        f" '{kind}', {amount}, '2026-11-20', {year}, '', md5(random()::text), {reverses}, '',"
        f" {request.requester_id}, {NOW})"
    )


def test_the_ledger_only_grows(year, paid, attacker):
    for statement in (
        "UPDATE budgets_booking SET amount = 1",
        "DELETE FROM budgets_booking",
        "TRUNCATE budgets_booking",
    ):
        assert attacker.tries(statement) == "privilege"
    assert attacker.tries(booking(paid, "1.00")) == "budgets_request_paid"
    first = Booking.objects.get()
    assert attacker.tries(booking(paid, "-99.00", "reversal", str(first.pk))) == "budgets_booking_reversal"
    assert attacker.tries(booking(paid, "-100.00", "reversal")) == "budgets_booking_reverses"
    assert attacker.tries(booking(paid, "-100.00", "payment")) == "budgets_booking_sign"
    other = scene.line("Organisatie").pk
    assert (
        attacker.tries(booking(paid, "-100.00", "reversal", str(first.pk), str(other)))
        == "budgets_booking_line"
    )
    assert attacker.tries(booking(paid, "-100.00", "reversal", str(first.pk))) == ""
    assert attacker.tries(booking(paid, "-100.00", "reversal", str(first.pk))) != ""
    mirror = Booking.objects.get(kind="reversal")
    assert attacker.tries(booking(paid, "100.00", "reversal", str(mirror.pk))) == "budgets_booking_reversal"
    assert scene.line().paid == 0


def test_money_only_for_what_was_approved(year, attacker):
    request = scene.submitted("100.00")
    assert attacker.tries(booking(request, "100.00")) == "budgets_booking_state"


def test_no_line_goes_over(year, people, attacker):
    request = scene.submitted("1000.00", decision=scene.decision(amount=D("2000.00")))
    give = (
        "INSERT INTO budgets_approval (request_id, round, approver_id, requester_id, function, at)"
        f" VALUES ({request.pk}, {{}}, {{}}, {request.requester_id}, '', {NOW})"
    )
    both = [give.format(2, people[key].pk) for key in ("chair", "treasurer")]
    more = "UPDATE budgets_spendrequest SET amount = 1000.01, round = 2"
    items = "UPDATE budgets_spenditem SET amount = 1000.01"
    over = attacker.tries(more, items, *both, *move(request, "approved", number="'U2026-902'"))
    assert over == "budgets_line_not_over"
    both = [give.format(1, people[key].pk) for key in ("chair", "treasurer")]
    assert attacker.tries(*both, *move(request, "approved", number="'U2026-902'")) == ""
    lower = (
        "INSERT INTO budgets_lineamendment (line_id, amount, decision_id, at)"
        f" SELECT {request.line_id}, -0.01, {request.decision_id}, {NOW}"
    )
    assert attacker.tries(lower) == "budgets_line_not_over"


def test_leave_needs_a_decision_that_stands(year, attacker):
    ruling, line = scene.decision(amount=D("100.00")), scene.line()
    scene.end_decision(ruling)
    amend = (
        "INSERT INTO budgets_lineamendment (line_id, amount, decision_id, at)"
        f" VALUES ({line.pk}, 5, {ruling.pk}, {NOW})"
    )
    grant = (
        "INSERT INTO budgets_mandate (decision_id, line_id, kind, amount, granted_at)"
        f" VALUES ({ruling.pk}, {line.pk}, 'overspend', 50, {NOW})"
    )
    assert attacker.tries(amend) == "budgets_amendment_decision"
    assert attacker.tries(grant) == "budgets_mandate_decision"
    stands = scene.decision(amount=D("100.00"))
    assert attacker.tries(grant.replace(f"({ruling.pk},", f"({stands.pk},")) == ""
    assert scene.line().ceiling == D("50.00")
    assert attacker.tries("UPDATE budgets_mandate SET amount = 500") == "budgets_mandate_fixed"
    assert attacker.tries("DELETE FROM budgets_mandate") == "privilege"
    assert attacker.tries(f"UPDATE budgets_mandate SET withdrawn_at = {NOW}") == ""
    assert scene.line().ceiling == 0
    assert attacker.tries("UPDATE budgets_mandate SET withdrawn_at = NULL") == "budgets_mandate_fixed"


def test_a_closed_year_stays_closed(year, paid, people, attacker):
    open_one = scene.approved("50.00")
    assert attacker.tries("UPDATE budgets_budget SET status = 'closed'") == "budgets_budget_reserved"
    pay_request(open_one, by=people["treasurer"], second_signature=people["secretary"])
    waiting = scene.submitted("20.00")
    close_year(year, by=people["treasurer"])
    assert attacker.tries(booking(paid, "-10.00", "refund")) == "budgets_booking_year"
    assert attacker.tries("UPDATE budgets_budget SET status = 'adopted'") == "budgets_budget_closed"
    assert attacker.tries("UPDATE budgets_budget SET year = 2031") == "budgets_budget_closed"
    assert attacker.tries("DELETE FROM budgets_budget") == "privilege"
    give = (
        "INSERT INTO budgets_approval (request_id, round, approver_id, requester_id, function, at)"
        f" VALUES ({waiting.pk}, 1, {people['chair'].pk}, {waiting.requester_id}, '', {NOW})"
    )
    assert (
        attacker.tries(give, *move(waiting, "approved", number="'U2026-903'")) == "budgets_reservation_year"
    )


def test_closing_waits_for_a_booking_under_way(year, paid, people, committed):
    """A booking holds the year; whoever closes it meanwhile waits, and later bookings are refused."""
    with connect("default", committed) as one, connect("default", committed) as other:
        one.execute(booking(paid, "-10.00", "refund"))
        other.execute("SET lock_timeout = '200ms'")
        with pytest.raises(Exception, match="lock timeout"):
            other.execute("UPDATE budgets_budget SET status = 'closed'")
        other.rollback()
        one.commit()
        assert Budget.objects.get().status == "adopted"


def test_money_under_a_decision_holds_it(year, people, attacker):
    """A decision with promised money is neither replaced nor withdrawn before the money is free."""
    request = scene.approved("300.00")
    attack = (
        "INSERT INTO meetings_decisionmove (decision_id, from_state, to_state, at, reason, cause_kind,"
        f" cause_number, cause_path) VALUES ({request.decision_id}, 'adopted', 'withdrawn', {NOW}, '', '',"
        " '', '')",
        f"UPDATE meetings_decision SET status = 'withdrawn', withdrawn_by_id = {scene.decision().pk}"
        f" WHERE id = {request.decision_id}",
    )
    assert attacker.tries(*attack) == "budgets_decision_in_use"


def test_a_paid_request_returned_by_the_bank_is_held_again(year, paid, people):
    reverse_booking(Booking.objects.get(), by=people["treasurer"], reason="rekening bestaat niet")
    request, line = scene.fresh(paid), scene.line()
    assert (request.status, request.paid) == ("approved", 0)
    assert (line.reserved, line.paid) == (D("100.00"), 0)


def test_taking_back_ends_the_round(year, people):
    request = scene.submitted("300.00", decision=scene.decision(amount=D("300.00")))
    approve_request(request, by=people["chair"])
    request = take_back(request, by=request.requester)
    assert (request.round, scene.fresh(request).approvals_given) == (2, 0)
    assert submit_request(request, by=request.requester).status == "submitted"


def test_session_variables_change_nothing(year, sql_as_app):
    sql_as_app.execute(PRETEND)
    with pytest.raises(Exception, match="permission denied"):
        sql_as_app.execute("SET session_replication_role = replica")


def test_a_quote_and_a_receipt_in_cash_by_plain_sql(year, people, attacker):
    """A quote does not slip under an approval, and cash names a receipt of its own request."""
    request, waiting = scene.approved("40.00"), scene.submitted("30.00")
    add = (
        "INSERT INTO budgets_receipt (request_id, kind, file, sha256, content_type, size, added_by_id,"
        " added_at, refusal) VALUES ({}, '{}', '', md5(random()::text), 'application/pdf', 1,"
        f" {request.requester_id}, {NOW}, '')"
    )
    assert attacker.tries(add.format(request.pk, "quote")) == "budgets_receipt_quote"
    assert attacker.tries(add.format(waiting.pk, "quote")) == ""
    assert attacker.tries("UPDATE budgets_receipt SET kind = 'invoice'") == "budgets_receipt_fixed"
    other = waiting.receipts.get().pk
    cash = booking(request, "40.00").replace("reference, key", "method, receipt_id, reference, key")
    cash = cash.replace(
        f"{request.line.budget.year}, '', md5", f"{request.line.budget.year}, 'cash', {{}}, '', md5"
    )
    assert attacker.tries(cash.format("NULL")) == "budgets_booking_cash"
    assert attacker.tries(cash.format(other)) == "budgets_booking_cash"
    assert attacker.tries(add.format(request.pk, "receipt")) == ""
    assert attacker.tries(cash.format(request.receipts.get().pk)) == ""


def test_shares_add_up(year, attacker):
    request = scene.draft("10.00", issue=scene.issue())
    assert attacker.tries("UPDATE budgets_spendshare SET percent = 60") == "budgets_share_sum"
    half = f"INSERT INTO budgets_spendshare (request_id, issue_id, percent) VALUES ({request.pk}, {{}}, 40)"
    assert attacker.tries(half.format(scene.issue("Tweede").pk)) == "budgets_share_sum"
    assert attacker.tries("DELETE FROM budgets_spendshare") == ""


def test_a_private_payee_is_not_forgotten_before_its_term(year, people, attacker):
    add_account(by=people["treasurer"], iban="NL20INGB0001234567", name="Wij", since=clock.today())
    request = scene.approved("100.00", payee_kind="person", payee_iban="NL91ABNA0417164300")
    make_order([(request, "")], by=people["treasurer"], execute_on=clock.today())
    pay_request(request, by=people["treasurer"], second_signature=people["secretary"])
    forget = "UPDATE budgets_spendrequest SET payee_name = '', payee_iban = '', payee_user_id = NULL"
    assert attacker.tries(forget) == "budgets_request_fixed"
    empty = "UPDATE budgets_paymentitem SET creditor_name = '', creditor_iban = '', remittance = ''"
    assert attacker.tries(empty) == "budgets_paymentitem_append_only"
    other = "UPDATE budgets_paymentitem SET creditor_iban = 'NL20INGB0001234567'"
    assert attacker.tries(other) == "budgets_paymentitem_append_only"
    assert attacker.tries("DELETE FROM budgets_paymentitem") == "privilege"
