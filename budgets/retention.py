"""How long receipts and names are kept: with the books, seven years after their year (BW 2:10 lid 3).

Bookings hold no personal data of residents and stay: figures over old years follow from them. Who would have
got money that was never paid is no part of the books, and goes as soon as any contact.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets.models import BankWords, Booking, Gift, PaymentItem, Receipt, SpendMove, SpendRequest
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.erasures import log_erasures
from wijkraad.trail.retention import Rule, months_ago, register_rule


def due_receipts() -> QuerySet[Receipt]:
    """Files added in a year that ended more than `book_years` years ago."""
    first_kept = clock.today().year - int(value("book_years"))
    return Receipt.objects.filter(added_at__year__lt=first_kept).exclude(file="")


def erase_receipts(pks: list[int]) -> None:
    """The file; amount, date and fingerprint stay in the books."""
    for receipt in Receipt.objects.filter(pk__in=pks).exclude(file=""):
        storage, name = receipt.file.storage, str(receipt.file.name)
        transaction.on_commit(partial(storage.delete, name))
    Receipt.objects.filter(pk__in=pks).update(file="")
    log_erasures("receipt.file", pks)


def due_bank_words() -> QuerySet[BankWords]:
    """Names, accounts and descriptions of bank entries of a year that ended `book_years` years ago."""
    first_kept = clock.today().year - int(value("book_years"))
    return BankWords.objects.filter(entry__booked_on__year__lt=first_kept)


def erase_bank_words(pks: list[int]) -> None:
    """The words; date, amount and what it was matched to stay in the books."""
    log_erasures("bank.words", pks)
    BankWords.objects.filter(pk__in=pks).delete()


def due_givers() -> QuerySet[Gift]:
    """Names of persons who gave in a year that ended more than `book_years` years ago."""
    first_kept = clock.today().year - int(value("book_years"))
    return Gift.objects.filter(giver_kind=Gift.Giver.PERSON, received_on__year__lt=first_kept).exclude(
        giver=""
    )


def erase_givers(pks: list[int]) -> None:
    """The name and the words about it; amount and day stay. Organisations stay: they are public."""
    log_erasures("gift.giver", pks)
    Gift.objects.filter(pk__in=pks, giver_kind=Gift.Giver.PERSON).update(
        giver="", party_note="", return_reason=""
    )


def due_payees() -> QuerySet[SpendRequest]:
    """Requests that still tell who a private payee is: the books may go, or nothing was ever paid.

    A request that was rejected or cancelled without a payment waits `contact_months`; of the others the last
    year in which it was booked ended more than `book_years` years ago. Organisations stay: they are public.
    """
    first_kept = clock.today().year - int(value("book_years"))
    booked = Booking.objects.filter(request=OuterRef("pk"))
    kept = booked.filter(Q(cost_year__gte=first_kept) | Q(paid_on__year__gte=first_kept))
    ended = months_ago(int(value("contact_months")))
    moved = SpendMove.objects.filter(request=OuterRef("pk"), at__gte=ended)
    old = Q(Exists(booked), ~Exists(kept), status__in=ENDED)
    never_paid = Q(~Exists(booked), ~Exists(moved), status__in=("rejected", "cancelled"))
    private = SpendRequest.objects.exclude(payee_kind=SpendRequest.Payee.ORGANISATION)
    return private.filter(TELLS).filter(old | never_paid)


ENDED = ("paid", "paid_short", "accounted", "imported", "cancelled")
AGREED = Q(payee_kind=SpendRequest.Payee.FIRM, payee_agrees=True)
TELLS = ~Q(payee_iban="", payee_address="") | Q(payee_user__isnull=False) | ~Q(payee_name="") & ~AGREED
"""A firm that agreed to be named on the site keeps its name there; its account and address go."""


def erase_payees(pks: list[int]) -> None:
    """Name, account, address; amounts, dates and the kind of payee stay, and with them every public word."""
    log_erasures("spend.payee", pks)
    nobody: dict[str, Any] = {"payee_iban": "", "payee_address": "", "payee_user": None}
    found = SpendRequest.objects.filter(pk__in=pks)
    found.filter(AGREED).update(**nobody)
    found.exclude(AGREED).update(payee_name="", **nobody)


def due_orders() -> QuerySet[PaymentItem]:
    """Payments of orders to the bank of a year that ended more than `book_years` years ago."""
    first_kept = clock.today().year - int(value("book_years"))
    return PaymentItem.objects.filter(order__execute_on__year__lt=first_kept).exclude(creditor_iban="")


def erase_orders(pks: list[int]) -> None:
    """Name, account and words; the amount and the reference stay."""
    log_erasures("order.payee", pks)
    PaymentItem.objects.filter(pk__in=pks).update(creditor_name="", creditor_iban="", remittance="")


def _term() -> str:
    return gettext("%(years)s jaar na het boekjaar") % {"years": value("book_years")}


def _payee_term() -> str:
    words = gettext("%(years)s jaar na het boekjaar; nooit betaald: %(months)s maanden na het einde")
    return words % {"years": value("book_years"), "months": value("contact_months")}


def register_retention() -> None:
    """Called once, when the application is ready."""
    register_rule(
        Rule("receipt.file", _("Bonnen, offertes en facturen"), _term, due_receipts, erase_receipts)
    )
    register_rule(Rule("gift.giver", _("Namen van gevers"), _term, due_givers, erase_givers))
    register_rule(
        Rule("bank.words", _("Namen en rekeningen op bankregels"), _term, due_bank_words, erase_bank_words)
    )
    register_rule(
        Rule("spend.payee", _("Namen en rekeningen bij uitgaven"), _payee_term, due_payees, erase_payees)
    )
    register_rule(
        Rule("order.payee", _("Namen en rekeningen in betaalopdrachten"), _term, due_orders, erase_orders)
    )
