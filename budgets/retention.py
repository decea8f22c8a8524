"""How long receipts and names are kept: with the books, seven years after their year (BW 2:10 lid 3).

Bookings hold no personal data of residents and stay: figures over old years follow from them.
"""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets.models import BankWords, Gift, Receipt
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.erasures import log_erasures
from wijkraad.trail.retention import Rule, register_rule


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


def _term() -> str:
    return gettext("%(years)s jaar na het boekjaar") % {"years": value("book_years")}


def register_retention() -> None:
    """Called once, when the application is ready."""
    register_rule(
        Rule("receipt.file", _("Bonnen, offertes en facturen"), _term, due_receipts, erase_receipts)
    )
    register_rule(Rule("gift.giver", _("Namen van gevers"), _term, due_givers, erase_givers))
    register_rule(
        Rule("bank.words", _("Namen en rekeningen op bankregels"), _term, due_bank_words, erase_bank_words)
    )
