"""The [db] rules of the bank against plain SQL by the role `app`, at every isolation level."""

from decimal import Decimal

import pytest

from budgets.actions import begin_bank_import, match_entry, take_in_bank, undo_part
from budgets.models import BankEntry, BankImport, BankPart, BankStatement, BankWords, Booking
from budgets.verifying.totals import verify
from tests.budgets import scene
from tests.budgets.bank_files import Line, camt
from tests.budgets.bank_scene import booking, entry, judged
from tests.budgets.test_races import all_at_once
from tests.personas import person

D = Decimal
NOW = "'2026-01-01'::timestamptz"


@pytest.fixture
def books(committed, people):
    scene.year(lines={"Verkeer": "9000.00"})
    return booking("100.00"), entry("-60.00"), person("treasurer").pk


def part(found: BankEntry, paid: Booking | None, amount: str, by: int, kind: str = "booking") -> str:
    key = paid.pk if paid else "NULL"
    return (
        "INSERT INTO budgets_bankpart (entry_id, kind, booking_id, amount, words, why, by_id, at)"
        f" VALUES ({found.pk}, '{kind}', {key}, {amount}, '', '', {by}, {NOW})"
    )


GROWING = ["bankstatement", "bankentry", "bankpart", "bankpartundone", "bankquestion"]
AUDIT = ["auditdraw", "auditpick", "auditfinding", "auditanswer", "auditstatement"]


def test_what_only_grows_cannot_be_changed(books, attacker) -> None:
    for table in (*GROWING, *AUDIT, "bankentrysum", "bookingsum"):
        column = "settled = 0" if "sum" in table else "id = 1"
        for statement in (
            f"UPDATE budgets_{table} SET {column}",
            f"DELETE FROM budgets_{table}",
            f"TRUNCATE budgets_{table} CASCADE",
        ):
            assert attacker.tries(statement) == "privilege", statement


def test_sums_are_not_written_by_hand(books, attacker) -> None:
    _paid, found, _by = books
    insert = f"INSERT INTO budgets_bankentrysum (entry_id, amount, settled) VALUES ({found.pk}, 1, 0)"
    assert attacker.tries(insert) == "privilege"


def test_parts_never_exceed_entry_or_booking(books, attacker) -> None:
    paid, found, by = books
    assert attacker.tries(part(found, paid, "60.01", by)) == "budgets_entry_not_over"
    assert attacker.tries(part(found, paid, "40.00", by), part(found, paid, "20.01", by)) == (
        "budgets_entry_not_over"
    )
    other = entry("-60.00", words="twee")
    assert attacker.tries(part(found, paid, "60.00", by), part(other, paid, "40.01", by)) == (
        "budgets_booking_sum_not_over"
    )
    assert attacker.tries(part(found, paid, "-1.00", by)) == "budgets_part_positive"
    assert attacker.tries(part(entry("5.00"), paid, "5.00", by)) == "budgets_part_direction"
    assert attacker.tries(part(found, None, "5.00", by, "other")) == "budgets_part_of"
    assert attacker.tries(part(found, paid, "5.00", by, "other")) == "budgets_part_of"


def test_a_part_is_undone_once(books, attacker) -> None:
    paid, found, by = books
    assert attacker.tries(part(found, paid, "60.00", by)) == ""
    key = BankPart.objects.get().pk
    undo = (
        "INSERT INTO budgets_bankpartundone (part_id, reason, by_id, at)"
        f" VALUES ({key}, 'zomaar', {by}, {NOW})"
    )
    assert attacker.tries(undo, undo) == "budgets_bankpartundone_part_id_key"
    assert attacker.tries(undo) == ""
    assert attacker.tries(part(found, paid, "60.00", by)) == ""


def test_words_stay_seven_years(books, attacker) -> None:
    _paid, found, _by = books
    assert (
        attacker.tries(f"UPDATE budgets_bankwords SET name = '' WHERE entry_id = {found.pk}") == "privilege"
    )
    assert attacker.tries(f"DELETE FROM budgets_bankwords WHERE entry_id = {found.pk}") == (
        "budgets_bankwords_stay"
    )
    assert BankWords.objects.filter(entry=found).exists()


def test_a_statement_adds_up_and_an_entry_comes_once(books, attacker) -> None:
    _paid, found, _by = books
    statement = BankStatement.objects.get(pk=found.statement_id)
    copy = (
        "INSERT INTO budgets_bankstatement"
        " (source_id, account_id, number, first_day, last_day, opening, closing, total, entries, added)"
        f" VALUES ({statement.source_id}, {statement.account_id}, 'x', '2026-01-01', '2026-01-02',"
        " 10, 11, 1.01, 1, 1)"
    )
    assert attacker.tries(copy) == "budgets_statement_adds_up"
    again = (
        "INSERT INTO budgets_bankentry"
        " (statement_id, account_id, booked_on, amount, identity, occurrence, returned)"
        " SELECT statement_id, account_id, booked_on, amount, identity, 1, false FROM budgets_bankentry"
    )
    assert attacker.tries(again) == "budgets_bank_entry_once"


def test_an_own_account_and_a_file_keep_what_they_are(books, attacker) -> None:
    assert attacker.tries("UPDATE budgets_bankaccount SET iban = 'NL91ABNA0417164300'") == (
        "budgets_account_fixed"
    )
    assert attacker.tries("DELETE FROM budgets_bankaccount") == "privilege"
    assert attacker.tries("DELETE FROM budgets_bankimport") == "privilege"
    done = BankImport.objects.get(state="done")
    copy = (
        "INSERT INTO budgets_bankimport (uuid, name, content, sha256, format, state, found, faults,"
        " fault_count, rows, fresh, added, by_id, at) SELECT gen_random_uuid(), name, '', sha256, format,"
        f" 'done', '[]', '[]', 0, 0, 0, 0, by_id, {NOW} FROM budgets_bankimport WHERE id = {done.pk}"
    )
    assert attacker.tries(copy) == "budgets_bank_file_once"


@pytest.mark.parametrize("count", [12])
def test_many_match_one_entry_at_once(books, people, count: int) -> None:
    """One entry of 60.00, twelve bookings of 20.00: three parts stand, whoever is first."""
    found = entry("-60.00", words="samen")
    bookings = [booking("20.00") for _ in range(count)]
    jobs = [
        lambda one=one: match_entry(found, by=people["treasurer"], parts=[(one, D("20.00"))])
        for one in bookings
    ]
    told = all_at_once(jobs)
    assert told["ok"] == 3
    assert told["budgets_entry_not_over"] + told["entry_settled"] == count - 3
    assert verify() == []


def test_many_match_one_booking_at_once(books, people) -> None:
    paid = booking("50.00")
    found = [entry("-20.00", words=f"deel {n}") for n in range(8)]
    jobs = [
        lambda one=one: match_entry(one, by=people["treasurer"], parts=[(paid, D("20.00"))]) for one in found
    ]
    told = all_at_once(jobs)
    assert (told["ok"], told["budgets_booking_sum_not_over"]) == (2, 6)
    assert verify() == []


def test_a_part_is_undone_by_one_of_many(books, people) -> None:
    paid, found, _by = books
    (made,) = match_entry(found, by=people["treasurer"], parts=[(paid, D("60.00"))])
    jobs = [lambda: undo_part(made, by=people["treasurer"], reason="fout")] * 8
    assert all_at_once(jobs) == {"ok": 1, "budgets_bankpartundone_part_id_key": 7}
    assert verify() == []


def test_the_same_file_at_once_is_taken_in_once(books, people) -> None:
    content = camt([Line("-1.00"), Line("-1.00")], number="dubbel", opening="940.00")
    batches = [begin_bank_import(judged(content), by=people["treasurer"]) for _ in range(4)]
    all_at_once([lambda one=one: take_in_bank(one, by=people["treasurer"]) for one in batches])
    states = sorted(
        BankImport.objects.filter(pk__in=[one.pk for one in batches]).values_list("state", flat=True)
    )
    assert states == ["done", "faulty", "faulty", "faulty"]
    assert BankEntry.objects.filter(amount=D("-1.00")).count() == 2
