"""The year report as plain data: every figure, summed from the rows. A closed year keeps it as it was.

Amounts are texts with two decimals (euros), days are ISO dates in Amsterdam. Nothing in it is worth
hiding: persons, account numbers and spending for matters that are not public stay out of it.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from budgets.models import (
    Booking,
    Budget,
    BudgetLine,
    FundApplication,
    LineAmendment,
    SpendRequest,
    SpendShare,
)
from budgets.money import ZERO
from budgets.standing import YearStanding
from budgets.words import public_goal, public_payee, public_title, report_of
from budgets.yearly import overspend
from budgets.yearly.corrections import NOT_FIRST
from wijkraad.terms import clock

SHOWN = 150
"""Spends named one by one in the report, the largest first; the rest is one row."""
PARTS = ("original", "amended", "reserved", "paid", "ceiling")
Content = dict[str, Any]
KEPT = Q(gifts__isnull=False, gifts__returned_on=None)
GIVEN = {
    "given": Count("gifts", filter=KEPT),
    "given_sum": Sum("gifts__amount", filter=KEPT, default=ZERO),
    "returned": Count("gifts", filter=Q(gifts__returned_on__isnull=False)),
}
"""What is counted of the gifts of each source."""


def text(amount: Decimal | int | None) -> str:
    """An amount as it is stored: 1234.50."""
    return f"{amount or ZERO:.2f}"


def fingerprint(content: Content) -> str:
    """SHA-256 of the canonical text: sorted keys, no white space, UTF-8."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def content_of(budget: Budget, on: date) -> Content:
    """Every figure of the year report, as it stands on a day; a constant number of queries."""
    every = list(
        BudgetLine.objects.filter(budget__year__lte=budget.year, budget__status__in=("adopted", "closed"))
        .for_list()
        .order_by("budget__year", "order", "id")
    )
    lines = [line for line in every if line.budget_id == budget.pk]
    themes = YearStanding(budget.year).themes
    paid = sum((one.paid for one in themes), ZERO)
    sources = list(budget.sources.annotate(**GIVEN))
    return {
        "form": 1,
        "year": budget.year,
        "on": on.isoformat(),
        "imported": budget.imported_at is not None,
        "decision": (budget.decision.number or "") if budget.decision else "",
        "adopted_on": clock.date_of(budget.adopted_at).isoformat() if budget.adopted_at else "",
        "target": budget.priority_target,
        "lines": _lines(lines, every, budget.year),
        "totals": {name: text(sum((getattr(line, name) for line in lines), ZERO)) for name in PARTS},
        "over": over_of(lines),
        "themes": [[one.key, one.name, text(one.paid), text(one.on_priority)] for one in themes],
        "paid": text(paid),
        "on_priority": text(sum((one.on_priority for one in themes), ZERO)),
        "sources": [[one.get_kind_display(), one.name, one.earmark, text(one.amount)] for one in sources],
        "changes": _changes(lines),
        "corrections": _corrections(budget.year),
        "gifts": _gifts(sources),
        "funds": _funds(budget),
        "spends": _spends(budget),
    }


def _lines(lines: Iterable[BudgetLine], every: list[BudgetLine], year: int) -> list[Content]:
    same = overspend.threads(every)
    found = []
    for line in lines:
        past = {
            one.budget.year: overspend.over(one.committed, one.original)
            for one in every
            if same[one.pk] == same[line.pk] and (one.budget.status == "closed" or one.pk == line.pk)
        }
        row: Content = {"name": line.name, "purpose": line.purpose}
        row["theme"] = line.theme.name if line.theme else ""
        row |= {name: text(getattr(line, name)) for name in PARTS}
        row["years_over"] = len(overspend.run_of_years(year, past))
        found.append(row)
    return found


def over_of(lines: list[BudgetLine]) -> dict[str, str]:
    """K8 of a year: gross and net, against the original and the amended budget."""
    found = {}
    for against in ("original", "amended"):
        pairs = [(line.committed, getattr(line, against)) for line in lines]
        found[f"gross_{against}"] = text(overspend.gross(pairs).amount)
        found[f"net_{against}"] = text(overspend.net(pairs).amount)
    return found


def _changes(lines: list[BudgetLine]) -> list[list[str]]:
    """Line, amount, decision and day of each change by decision, oldest first."""
    rows = LineAmendment.objects.filter(line__in=lines).select_related("line", "decision").order_by("id")
    return [
        [one.line.name, text(one.amount), one.decision.number or "", clock.date_of(one.at).isoformat()]
        for one in rows
    ]


def _corrections(year: int) -> list[list[str]]:
    """Bookings of this year that set right a closed one: public number, its year, amount."""
    rows = (
        Booking.objects.filter(NOT_FIRST, cost_year=year)
        .exclude(line=F("request__line"))
        .filter(request__in=SpendRequest.objects.public())
        .values("request__number", "request__line__budget__year")
        .annotate(total=Sum("amount"))
        .order_by("request__number")
    )
    return [
        [row["request__number"] or "", str(row["request__line__budget__year"]), text(row["total"])]
        for row in rows
    ]


def _gifts(sources: Iterable[Any]) -> Content:
    """How many gifts there were, their sum, and how many went back."""
    kept = [one for one in sources if one.given]
    return {
        "count": sum(one.given for one in kept),
        "sum": text(sum((one.given_sum for one in kept), ZERO)),
        "returned": sum(one.returned for one in sources),
    }


def _funds(budget: Budget) -> list[list[str]]:
    rows = FundApplication.objects.filter(budget=budget)
    return [[one.fund, one.purpose, text(one.asked), text(one.promised), one.stand] for one in rows]


def _spends(budget: Budget) -> Content:
    """The largest spends in the public's words, how many there are, and what is counted but not named."""
    every = SpendRequest.objects.filter(line__budget=budget).filter(
        Q(status__in=("approved", "part_paid")) | Q(paid__gt=0)
    )
    told = Q(pk__in=SpendRequest.objects.public().values("pk"))
    loose = Q(decision=None) & ~Q(pk__in=_shared())
    found = every.aggregate(
        whole_count=Count("id"),
        whole_paid=Sum("paid"),
        count=Count("id", filter=told),
        paid=Sum("paid", filter=told),
        reported=Count("id", filter=told & Q(evaluation__isnull=False)),
        accounted=Count("id", filter=told & Q(status="accounted")),
        loose=Count("id", filter=told & loose),
    )
    rows = [_spend(one) for one in every.public().for_list().order_by("-paid", "id")[:SHOWN]]
    return {
        "count": found["count"],
        "paid": text(found["paid"]),
        "reported": found["reported"],
        "accounted": found["accounted"],
        "loose": found["loose"],
        "hidden_count": found["whole_count"] - found["count"],
        "hidden_paid": text((found["whole_paid"] or ZERO) - (found["paid"] or ZERO)),
        "rows": rows,
    }


def _shared() -> Any:
    return SpendShare.objects.values("request_id")


def _spend(request: SpendRequest) -> Content:
    report = report_of(request)
    return {
        "number": request.number,
        "title": public_title(request),
        "payee": public_payee(request),
        "line": request.line.name,
        "paid": text(request.paid),
        "goal": public_goal(request),
        "decision": (request.decision.number or "") if request.decision else "",
        "reached": report.reached if report else "",
        "brought": report.brought if report else "",
    }
