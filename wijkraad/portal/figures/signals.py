"""The one number of signals that everybody may know: those of a calendar year that is over, in the whole
neighbourhood.

It is counted once, in the report of that year, and never again: a number that moved with each signal would
tell the day on which it came, which is not even kept. Source: 2-domain, Signal.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from issues.models import Signal, SignalCount
from wijkraad.portal.models import FigureReport

SIGNALS = "signalen"
FORMULA = _(
    "Keuzes uit de vaste lijst op de bladzijde Signaal, in een heel jaar en in de hele wijk. Geteld na "
    "afloop van het jaar; daarna verandert het getal niet meer."
)


def signals_of(year: int) -> int:
    """The signals about months of a calendar year: those that are a number already, and those of its last
    quarter.
    """
    kept = SignalCount.objects.filter(quarter__year=year).aggregate(n=Sum("number"))["n"] or 0
    return int(kept) + Signal.objects.filter(month__year=year).count()


def newest() -> dict[str, Any] | None:
    """What the newest report of a year tells of it, with its last day as `per`; None without a report."""
    years = FigureReport.objects.exclude(key__contains="-k").order_by("-key")
    for facts in years.values_list("facts", flat=True):
        known: Mapping[str, Any] | None = facts["figures"].get(SIGNALS)
        if known is not None:
            return {**known, "per": facts["last"]}
    return None


def counted(n: int) -> str:
    """So many signals, in words."""
    return ngettext("%(n)s signaal", "%(n)s signalen", n) % {"n": n}
