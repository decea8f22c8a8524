"""A council with an account at the bank: files taken in, bookings, entries, for the stories of the tests."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from budgets.actions import (
    add_account,
    begin_bank_import,
    check_bank_file,
    keep_bank_file,
    pay_request,
    take_in_bank,
)
from budgets.models import BankAccount, BankEntry, BankImport, Booking
from tests.budgets import scene
from tests.budgets.bank_files import OWN, Line, camt
from tests.personas import person
from wijkraad.terms import clock

D = Decimal


def account(iban: str = OWN) -> BankAccount:
    """The account of the council, in use since long ago."""
    known = BankAccount.objects.filter(iban=iban).first()
    return known or add_account(
        by=person("treasurer"), iban=iban, name="Stichting Wijkraad", since=date(2020, 1, 1)
    )


def judged(content: bytes, **options: Any) -> BankImport:
    """A file that was kept and judged."""
    account()
    kept = keep_bank_file(by=person("treasurer"), name="afschrift.xml", content=content, **options)
    return check_bank_file(kept)


def taken_in(content: bytes, **options: Any) -> BankImport:
    """A file that was judged, and taken in when somebody said yes."""
    batch = judged(content, **options)
    if batch.state != "ready":
        return batch
    return take_in_bank(begin_bank_import(batch, by=batch.by), by=batch.by)


def entries(*lines: Line, **options: Any) -> list[BankEntry]:
    """The entries of a statement with these lines."""
    batch = taken_in(camt(lines, **options))
    assert batch.state == "done", batch.faults
    found = BankEntry.objects.filter(statement__source=batch).select_related("words", "sum").order_by("id")
    return list(found)


def entry(amount: str = "-100.00", **words: Any) -> BankEntry:
    """One entry of today."""
    today = clock.today()
    number = f"nr-{BankEntry.objects.count()}"
    return entries(Line(amount, on=today, **words), on=today, number=number, opening=_balance())[0]


def _balance() -> str:
    return str(D("1000.00") + sum(BankEntry.objects.values_list("amount", flat=True), D(0)))


def booking(amount: str = "100.00", **words: Any) -> Booking:
    """A payment of an approved request of so much, booked today."""
    request = scene.approved(amount, **words)
    return pay_request(request, by=person("treasurer"), second_signature=person("chair"))


def days_ago(number: int) -> date:
    return clock.today() - timedelta(days=number)


def amounts(found: Sequence[BankEntry]) -> list[Decimal]:
    return [one.amount for one in found]
