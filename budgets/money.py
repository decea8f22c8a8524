"""Amounts of money: euro as Decimal with two places, rounded half up; never a float.

Reading follows 2-domain: `1.234,56`, `1234,56` and `1234.56` are read; what could mean two amounts is
refused by name. Shares are divided by largest remainder, so that the parts always add up.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]{2}")
_GROUPED_WHOLE = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){2,}")
_PLAIN = re.compile(r"[0-9]+([.,][0-9]{2})?")
_SIGNS = re.compile(r"^(€|eur(o)?)?\s*|\s+$", re.IGNORECASE)


class UnclearAmount(ValueError):
    """A text that is no amount, or could mean two; `str()` is the Dutch sentence for the person."""


def parse_amount(text: str) -> Decimal:
    """The amount in euros that a person wrote; raises UnclearAmount with the text in its sentence."""
    found = _SIGNS.sub("", text.replace("\N{NO-BREAK SPACE}", " ").strip())
    if _GROUPED.fullmatch(found):
        amount = Decimal(found.replace(".", "").replace(",", "."))
    elif _GROUPED_WHOLE.fullmatch(found):
        amount = Decimal(found.replace(".", ""))
    elif _PLAIN.fullmatch(found):
        amount = Decimal(found.replace(",", "."))
    else:
        raise UnclearAmount(_complaint(text.strip()))
    if amount > LARGEST:
        raise UnclearAmount(_("“%(text)s” is te groot.") % {"text": text.strip()[:40]})
    return cents(amount)


def _complaint(text: str) -> str:
    """Why a text is refused; short, with an example that is right."""
    shown = {"text": text[:40]}
    if not text:
        return _("Vul een bedrag in, bijvoorbeeld 1.234,50.")
    if re.fullmatch(r"[0-9.,]+", text):
        return (
            _("“%(text)s” is niet duidelijk. Schrijf twee cijfers achter de komma, bijvoorbeeld 1.234,50.")
            % shown
        )
    return _("“%(text)s” is geen bedrag. Schrijf bijvoorbeeld 1.234,50.") % shown


def cents(amount: Decimal) -> Decimal:
    """An amount rounded half up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def largest_remainder(total: int, weights: Sequence[Decimal]) -> list[int]:
    """Whole parts of `total` in proportion to the weights (none negative); they always add up to it.

    Ties go to the earlier part. Without any weight every part is 0.
    """
    weight = sum(weights, Decimal(0))
    if weight <= 0:
        return [0] * len(weights)
    exact = [total * each / weight for each in weights]
    parts = [int(each.to_integral_value(rounding=ROUND_FLOOR)) for each in exact]
    order = sorted(range(len(weights)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def divide(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount in euros (also a negative one) divided to the cent; the parts add up to it."""
    sign = -1 if amount < 0 else 1
    parts = largest_remainder(int(abs(cents(amount)) * 100), weights)
    return [sign * Decimal(part) * CENT for part in parts]
