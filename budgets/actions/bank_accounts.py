"""The own accounts of the council: only their statements are read in, only from them is paid."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.banking.entries import is_iban
from budgets.models import BankAccount
from budgets.permissions import can_keep_books
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def only_books(by: Any) -> None:
    if not can_keep_books(by):
        raise Refused(_("Dit doet de penningmeester."), code="books_who")


@action("bank.account")
def add_account(*, by: Any, iban: str, name: str, since: date, bic: str = "") -> BankAccount:
    """An account of the council, under the exact name that the bank has, in use from an Amsterdam date."""
    only_books(by)
    iban = "".join(iban.split()).upper()
    if not is_iban(iban):
        raise Refused(_("Dit is geen IBAN. Kijk op het afschrift."), code="budgets_account_iban")
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Schrijf de naam op zoals die bij de bank staat."), code="account_name")
    return BankAccount.objects.create(
        iban=iban,
        name=name[:70],
        bic=bic.strip().upper()[:11],
        since=since,
        added_by=by,
        added_at=clock.now(),
    )


@action("bank.account_end")
def end_account(account: BankAccount, *, by: Any, until: date) -> BankAccount:
    """The account is in use up to and including an Amsterdam date; its entries stay."""
    only_books(by)
    account = BankAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    if until < account.since:
        raise Refused(_("De einddatum ligt vóór de begindatum."), code="budgets_account_dates")
    account.until, account.ended_by = until, by
    account.save(update_fields=["until", "ended_by"])
    return account
