"""Synthetic spending: for one of three decisions a request that was approved, paid and booked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import F

from budgets.models import Approval, Booking, Budget, BudgetLine, SpendMove, SpendRequest, SpendShare
from wijkraad.portal.seed.copying import Copier, Row, guards_off
from wijkraad.portal.seed.numbering import Numbering
from wijkraad.terms import clock

TABLES = tuple(
    f"budgets_{name}"
    for name in (
        "budget",
        "budgetline",
        "spendrequest",
        "spendmove",
        "spendshare",
        "approval",
        "booking",
    )
)
SHARE = 3
LINES = ("Last: verkeer", "Last: wonen", "Last: winkels", "Last: groen")
"""Own lines, so that nobody's money is touched."""
ROOM = Decimal("90000000.00")
"""Every line gets more than the seed can spend, so that no row breaks the rule of the line."""
PATH = ("", "draft", "submitted", "approved", "paid")


class MoneySeeder:
    """Makes requests with two approvals and one booking; keeps the sums of the lines exact."""

    def __init__(self, random: Random, people: list[int]) -> None:
        self.random = random
        self.people = people
        self.numbers = Numbering("spend", "U{year}-{number:03d}")
        self.models = (SpendRequest, SpendMove, SpendShare, Approval, Booking)
        self.copiers = {model: Copier(model) for model in self.models}
        self.lines: dict[int, list[int]] = {}
        self.paid: dict[int, Decimal] = {}

    def write(self, pairs: Iterable[tuple[Row, Row]]) -> None:
        """Write the spending of (issue, decision) pairs; each booking gets its sum at the bank by trigger."""
        rows: dict[Any, list[Row]] = {model: [] for model in self.models}
        with guards_off(*TABLES, keep={"budgets_booking": "begin_sum"}):
            for number, (issue, decision) in enumerate(pairs):
                if number % SHARE == 0:
                    self._spend(rows, issue, decision)
            for model, copier in self.copiers.items():
                copier.write(rows[model])
            for line, amount in self.paid.items():
                BudgetLine.objects.using("owner").filter(pk=line).update(paid=F("paid") + amount)
            self.paid.clear()

    def settle(self) -> None:
        for copier in self.copiers.values():
            copier.settle()
        self.numbers.settle()

    def _spend(self, rows: dict[Any, list[Row]], issue: Row, decision: Row) -> None:
        at: datetime = decision["decided_at"]
        day = clock.date_of(at) + timedelta(days=3)
        amount = Decimal(self.random.randint(2_000, 90_000)) / 100
        lines = self._lines_of(day.year, decision)
        if not lines:
            return
        line = self.random.choice(lines)
        request = self._request(decision, line, amount, at, day)
        pk = request["id"]
        rows[SpendRequest].append(request)
        rows[SpendShare].append(self._row(SpendShare, request_id=pk, issue_id=issue["id"]))
        for approver in self.people[1:3]:
            rows[Approval].append(
                self._row(
                    Approval,
                    request_id=pk,
                    round=1,
                    approver_id=approver,
                    requester_id=self.people[0],
                    at=at,
                )
            )
        for before, after in zip(PATH, PATH[1:], strict=False):
            rows[SpendMove].append(
                self._row(
                    SpendMove,
                    request_id=pk,
                    from_state=before,
                    to_state=after,
                    at=at,
                    by_id=self.people[0],
                )
            )
        rows[Booking].append(self._booking(pk, line, amount, day, at))
        self.paid[line] = self.paid.get(line, Decimal("0.00")) + amount

    def _row(self, model: Any, **values: Any) -> Row:
        return {"id": self.copiers[model].new_id(), **values}

    def _request(self, decision: Row, line: int, amount: Decimal, at: datetime, day: date) -> Row:
        return self._row(
            SpendRequest,
            uuid=UUID(int=self.random.getrandbits(128), version=4),
            number=self.numbers.draw(day.year),
            status="paid",
            title="Spullen voor de proef",
            goal="De proef kan beginnen.",
            expected_effect="Minder overlast.",
            amount=amount,
            paid=amount,
            line_id=line,
            decision_id=decision["id"],
            payee_name="Bouwmarkt De Hoek BV",
            payee_kind="organisation",
            requester_id=self.people[0],
            approvals_given=2,
            created_at=at,
            submitted_at=at,
            approved_at=at,
            public_at=at,
            listed_on=day,
            last_paid_on=day,
            report_due=day + timedelta(days=60),
        )

    def _booking(self, request: int, line: int, amount: Decimal, day: date, at: datetime) -> Row:
        return self._row(
            Booking,
            request_id=request,
            line_id=line,
            kind="payment",
            amount=amount,
            paid_on=day,
            cost_year=day.year,
            key=f"seed-{request}",
            booked_by_id=self.people[0],
            second_signature_id=self.people[1],
            booked_at=at,
        )

    def _lines_of(self, year: int, decision: Row) -> list[int]:
        """The lines of a year, made when there are none (inside `guards_off`); empty for a closed year."""
        if Budget.objects.using("owner").filter(year=year, status="closed").exists():
            self.lines[year] = []
        if year not in self.lines:
            budget, _ = Budget.objects.using("owner").get_or_create(
                year=year,
                defaults={
                    "status": "adopted",
                    "decision_id": decision["id"],
                    "created_at": decision["decided_at"],
                    "adopted_at": decision["decided_at"],
                },
            )
            for order, name in enumerate(LINES):
                BudgetLine.objects.using("owner").get_or_create(
                    budget=budget, name=name, defaults={"order": order, "original": ROOM, "amended": ROOM}
                )
            names = budget.lines.using("owner").filter(name__in=LINES)
            self.lines[year] = list(names.values_list("pk", flat=True))
        return self.lines[year]
