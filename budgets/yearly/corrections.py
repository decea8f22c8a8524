"""What a year bears of earlier, closed ones: corrections, and money that came back later (2-domain)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from budgets.models import Booking, SpendRequest
from budgets.words import public_title

SHOWN = 50
"""Rows on the page of a year; the report of the year has them all."""
NOT_FIRST = ~Q(kind=Booking.Kind.PAYMENT) | Q(corrects__isnull=False)
"""Only these can stand on another line than that of their request [db]; an index holds them."""


@dataclass(frozen=True)
class Correction:
    """A public spend of an earlier year with what it took from this one, in euros (below zero: came back)."""

    number: str
    title: str
    year: int
    amount: Decimal


def moved() -> QuerySet[Booking]:
    """Bookings on another line than that of their request."""
    return Booking.objects.filter(NOT_FIRST).exclude(line=F("request__line"))


def corrections_of(year: int) -> list[Correction]:
    """Per public spend of a closed year what was booked on this one, by number."""
    rows = moved().filter(cost_year=year).order_by()
    sums = dict(rows.values_list("request").annotate(total=Sum("amount")))
    found = SpendRequest.objects.public().for_list().filter(pk__in=sums).order_by("number")[:SHOWN]
    return [
        Correction(one.number or "", public_title(one), one.line.budget.year, sums[one.pk]) for one in found
    ]
