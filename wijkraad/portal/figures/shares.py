"""K7: where each euro went, and the share of it that went to priority themes.

Net paid in a period (by cash date, Amsterdam; refunds and reversals count below zero). A booking belongs
to the themes of its issues by their shares; without an issue to "zonder kwestie" when its line is for a
theme, else to the organisation. It counts as priority when its theme had an active
priority on the date of the decision, without a decision on the date of the approval. What belongs to no
issue stays in the denominator. Source: 2-domain, K7.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate

from budgets.models import Booking
from issues.models import Priority

LOOSE, OWN = "los", "org"


def share_rows(start: date, end: date, only: Mapping[str, int] | None = None) -> QuerySet:
    """Net paid in [start, end) per theme and whether it was priority then: slot, word, prio, total (euro).

    `only` narrows it to the issues with these columns ("request__shares__issue__theme": key).
    """
    return slotted(start, end, only).values("slot", "word", "prio").annotate(total=Sum("own"))


def slotted(start: date, end: date, only: Mapping[str, int] | None = None) -> QuerySet:
    """The bookings of `share_rows`, each once per issue it was for: slot, word, prio, own (its euros)."""
    open_then = Exists(
        Priority.objects.filter(
            theme=OuterRef("theme_id"), opened_at__date__lte=OuterRef("judged_on")
        ).filter(Q(closed_at__isnull=True) | Q(closed_at__date__gt=OuterRef("judged_on")))
    )
    hidden = Q(request__shares__issue__visibility="confidential")
    of_issue = Q(request__shares__isnull=False) & ~hidden
    loose = Q(request__shares__isnull=True, line__theme__isnull=False)
    rows = Booking.objects.filter(paid_on__gte=start, paid_on__lt=end, **(only or {})).order_by()
    rows = rows.annotate(
        judged_on=Coalesce("request__decision__decided_on", TruncDate("request__approved_at"), "paid_on"),
        theme_id=Case(
            When(of_issue, then=F("request__shares__issue__theme_id")),
            default=None,
        ),
        slot=Case(
            When(of_issue, then=F("request__shares__issue__theme__colour_key")),
            When(loose, then=Value(LOOSE)),
            default=Value(OWN),
        ),
        word=Case(
            When(of_issue, then=F("request__shares__issue__theme__name")),
            When(loose, then=Value("")),
            default=Value(""),
        ),
    )
    part = Coalesce(F("request__shares__percent"), Value(Decimal(100))) / Value(Decimal(100))
    return rows.annotate(
        prio=Case(When(open_then, then=Value(True)), default=False, output_field=BooleanField()),
        own=F("amount") * part,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What one theme took of the money of a period, in euro."""

    key: str
    word: str
    total: Decimal
    to_priority: Decimal

    @property
    def priority(self) -> bool:
        return self.to_priority > 0


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts, largest first among the themes; loose and own money last.

    A theme that got more back than was paid for it has no part to show; it counts in both sums all the same.
    """

    parts: list[Part]
    total: Decimal
    to_priorities: Decimal

    @property
    def share(self) -> Decimal | None:
        """The share on priority themes, 0 to 1; None without money (n.v.t.)."""
        return self.to_priorities / self.total if self.total > 0 else None

    @property
    def cents(self) -> int | None:
        """The share in whole cents of each euro, half-up."""
        return None if self.share is None else int(self.share * 100 + Decimal("0.5"))


def shares(rows: Iterable[Mapping[str, Any]]) -> Shares:
    """Rows of `share_rows` → one part per theme; a theme may have been priority for a part of the time."""
    found: dict[str, Part] = {}
    for row in rows:
        amount = Decimal(row["total"] or 0).quantize(Decimal("0.01"), ROUND_HALF_UP)
        known = found.get(row["slot"], Part(row["slot"], row["word"], Decimal(0), Decimal(0)))
        prio = amount if row["prio"] else Decimal(0)
        found[row["slot"]] = Part(known.key, known.word, known.total + amount, known.to_priority + prio)
    last = {LOOSE: 1, OWN: 2}
    shown = [part for part in found.values() if part.total > 0]
    shown.sort(key=lambda part: (last.get(part.key, 0), -part.total))
    total = sum((part.total for part in found.values()), Decimal(0))
    return Shares(shown, total, sum((part.to_priority for part in found.values()), Decimal(0)))
