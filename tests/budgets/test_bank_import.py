"""Taking in a file of the bank: once, whole, of an own account, and equal entries both."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from budgets.actions import (
    add_account,
    begin_bank_import,
    drop_bank_file,
    end_account,
    forget_old_bank_files,
    keep_bank_file,
    take_in_bank,
)
from budgets.banking.open_ends import gaps
from budgets.models import BankEntry, BankImport, BankStatement, BankWords
from budgets.retention import due_bank_words
from budgets.verifying.totals import verify
from tests.budgets import bank_files as files
from tests.budgets.bank_files import OWN, Line, camt
from tests.budgets.bank_scene import account, amounts, judged, taken_in
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.models import TrailEvent

pytestmark = pytest.mark.django_db
D = Decimal
MARCH = date(2026, 3, 1)


def on(day: int) -> date:
    return MARCH.replace(day=day)


def every() -> list[D]:
    return amounts(BankEntry.objects.order_by("booked_on", "amount", "occurrence"))


def test_a_file_is_shown_first_and_taken_in_after_a_yes(people) -> None:
    batch = judged(files.ABN.replace(b":25:1234567", b":25:0001234567"))
    assert (batch.state, batch.format, batch.rows, batch.fresh) == ("ready", "MT940", 2, 2)
    assert not BankEntry.objects.exists()
    batch = take_in_bank(begin_bank_import(batch, by=batch.by), by=batch.by)
    assert (batch.state, batch.added, bytes(batch.content)) == ("done", 2, b"")
    assert every() == [D("-148.50"), D("12.40")]
    statement = BankStatement.objects.get()
    assert (statement.opening, statement.closing, statement.total) == (
        D("1000.00"),
        D("863.90"),
        D("-136.10"),
    )
    assert verify() == []


def test_the_same_file_again_adds_nothing_and_says_so(people) -> None:
    content = camt([Line("-1.00"), Line("-1.00")])
    assert taken_in(content).added == 2
    with pytest.raises(Refused, match="al ingelezen"):
        keep_bank_file(by=person("treasurer"), name="weer.xml", content=content)
    touched = judged(content + b"\n")
    assert (touched.fresh, touched.rows) == (0, 2)
    with pytest.raises(Refused, match="Er komt niets bij"):
        begin_bank_import(touched, by=touched.by)
    assert every() == [D("-1.00"), D("-1.00")]


def test_overlapping_files_add_only_what_is_new(people) -> None:
    first = [Line("-10.00", on=on(2)), Line("-7.00", on=on(5)), Line("-7.00", on=on(5))]
    second = [*first[1:], Line("-7.00", on=on(9)), Line("50.00", on=on(9))]
    taken_in(camt(first, number="1", on=on(5)))
    batch = taken_in(camt(second, number="2", on=on(9), opening="990.00"))
    assert (batch.rows, batch.added) == (4, 2)
    assert sum(every()) == D("19.00")
    assert gaps() == []


def test_two_statements_of_one_day_that_follow_each_other_share_nothing(people) -> None:
    taken_in(camt([Line("-7.00")], number="1"))
    assert taken_in(camt([Line("-7.00")], number="2", opening="993.00")).added == 1
    assert every() == [D("-7.00"), D("-7.00")]


def test_the_same_days_in_another_format_are_refused(people) -> None:
    taken_in(files.ING)
    batch = taken_in(files.ASN_CSV)
    assert batch.state == "faulty"
    assert "ander soort bestand" in batch.faults[0][3]
    assert BankEntry.objects.count() == 2


def test_a_lost_entry_is_found_out(people) -> None:
    taken_in(camt([Line("-7.00", on=on(5)), Line("-3.00", on=on(9))], number="1", on=on(9)))
    batch = judged(
        camt([Line("-2.00", on=on(9)), Line("-9.00", on=on(12))], number="2", opening="993.00", on=on(12))
    )
    assert batch.state == "faulty" and "Verschil: −€\xa03,00" in batch.faults[0][3]


def test_a_missing_statement_is_named(people) -> None:
    taken_in(camt([Line("-7.00", on=on(5))], number="1", on=on(5)))
    taken_in(camt([Line("-3.00", on=on(20))], number="3", on=on(20), opening="900.00"))
    (gap,) = gaps()
    assert (gap.after, gap.before, gap.difference) == (on(5), on(20), D("-93.00"))


def test_only_own_accounts_and_only_while_they_are_ours(people) -> None:
    strange = judged(camt([Line("-1.00")], account="NL02ABNA0123456789"))
    assert strange.state == "faulty"
    assert "niet van de wijkraad" in strange.faults[0][3]
    assert "0123456789" not in str(strange.faults)
    end_account(account(), by=person("treasurer"), until=on(9))
    late = judged(camt([Line("-1.00")]))
    assert "toen niet" in late.faults[0][3]
    with pytest.raises(Refused, match="geen IBAN"):
        add_account(by=person("treasurer"), iban="NL20INGB0001234568", name="Wijkraad", since=on(1))
    with pytest.raises(Refused, match="staat er al"):
        add_account(by=person("treasurer"), iban=OWN, name="Wijkraad", since=on(1))


def test_one_bad_statement_refuses_the_whole_file(people) -> None:
    good, bad = files.ING.decode(), files.ING.replace(b"EUR863,90", b"EUR863,91").decode()
    batch = judged((good.replace("P260310000000001", "P1") + bad).encode())
    assert batch.state == "faulty" and not BankEntry.objects.exists()
    with pytest.raises(Refused, match="iets mis"):
        begin_bank_import(batch, by=batch.by)


def test_what_changed_meanwhile_puts_the_file_back(people) -> None:
    batch = begin_bank_import(judged(files.ASN_CSV), by=person("treasurer"))
    taken_in(files.ING)
    assert take_in_bank(batch, by=batch.by).state == "faulty"
    assert BankEntry.objects.count() == 2


def test_a_list_without_balances_needs_those_of_the_statement(people) -> None:
    assert judged(files.KNAB_CSV).faults[0][1] == "saldo"
    batch = taken_in(files.KNAB_CSV, opening=D("1000.00"), closing=D("863.90"))
    assert (batch.state, batch.added) == ("done", 2)


@pytest.mark.parametrize("who", ["board_member", "chair", "auditor", "secretary"])
def test_only_the_treasurer_takes_in(people, who: str) -> None:
    with pytest.raises(Refused):
        keep_bank_file(by=person(who), name="a.xml", content=b"x")
    with pytest.raises(Refused):
        add_account(by=person(who), iban=OWN, name="Wijkraad", since=on(1))


def test_files_do_not_lie_about(people) -> None:
    dropped = drop_bank_file(judged(camt([Line("-1.00")])), by=person("treasurer"))
    assert (dropped.state, bytes(dropped.content), dropped.found) == ("dropped", b"", [])
    waiting = judged(camt([Line("-2.00")]))
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        assert forget_old_bank_files() == 1
    waiting.refresh_from_db()
    assert bytes(waiting.content) == b""


def test_names_and_ibans_stand_in_no_history(people) -> None:
    taken_in(camt([Line("-1.00", name="J. de Vries", iban=files.PERSON)]))
    assert BankWords.objects.get().iban == files.PERSON
    told = str(list(TrailEvent.objects.values_list("changes", flat=True)))
    assert files.PERSON not in told and "Vries" not in told and OWN not in told
    assert files.PERSON not in str(list(BankImport.objects.values_list("found", "faults")))


def test_after_seven_years_the_words_go_and_the_books_stay(people) -> None:
    taken_in(camt([Line("-1.00", name="J. de Vries", iban=files.PERSON)]))
    words = BankWords.objects.get()
    assert list(due_bank_words()) == []
    with clock.moved_to(clock.now().replace(year=2034, month=1, day=2)):
        assert list(due_bank_words()) == [words]
    assert BankEntry.objects.get().amount == D("-1.00")
