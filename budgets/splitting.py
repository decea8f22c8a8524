"""Whether a request looks like a part of a larger one: five to one payee, or small ones that add up.

A flag stops nothing; who approves sees it, with the requests behind it (1-product, Light where small).
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q

from budgets.models import SpendRequest
from budgets.money import ZERO
from budgets.permissions import light_limit
from wijkraad.terms import clock
from wijkraad.terms.values import value

GONE = ("rejected", "cancelled")


@dataclass(frozen=True)
class Split:
    """The other requests to the same payee within the days of the rule, oldest first, and what they add to.

    `total` in euros counts this request and the others that were neither rejected nor cancelled.
    """

    others: list[SpendRequest]
    total: Decimal
    many: bool
    large: bool

    @property
    def count(self) -> int:
        return len(self.others) + 1

    def __bool__(self) -> bool:
        return self.many or self.large


def split_of(request: SpendRequest) -> Split:
    """The judgement about one request, seen from its own day of handing in (today when it has none)."""
    at = request.submitted_at or clock.now()
    days = timedelta(days=int(value("split_days", clock.date_of(at))))
    same = Q(payee_name__iexact=request.payee_name)
    if request.payee_iban:
        same |= Q(payee_iban=request.payee_iban)
    found = SpendRequest.objects.filter(same, submitted_at__gte=at - days, submitted_at__lte=at)
    others = list(
        found.exclude(pk__in=[request.pk or 0, request.replaces_id or 0]).order_by("submitted_at", "id")
    )
    alive = [one.amount for one in others if one.status not in GONE]
    total = sum(alive, ZERO) + request.amount
    limit = light_limit(clock.date_of(at))
    return Split(
        others,
        total,
        many=len(others) + 1 >= int(value("split_count", clock.date_of(at))),
        large=bool(alive) and max([*alive, request.amount]) <= limit < total,
    )
