"""What each action on money refuses, with its reason and nothing changed: by direct calls."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from budgets import actions
from budgets.actions.replacing import end_decision
from budgets.models import Budget, BudgetLine, FundingSource, SpendRequest
from tests.budgets import scene
from tests.budgets.test_year import refused
from wijkraad.terms import clock

D = Decimal
Act = Callable[[SimpleNamespace], Any]
DAY = timedelta(days=1)


@pytest.fixture
def money(db, people) -> SimpleNamespace:
    """This year adopted, with sources, an application and a spend that is asked; next year a proposal."""
    year, treasurer = scene.year(), people["treasurer"]
    asked = scene.submitted()
    today = clock.today()
    source = actions.add_source(year, by=treasurer, kind="own", name="Eigen geld", amount=D("900.00"))
    gifts = actions.add_source(year, by=treasurer, kind="gift", name="Giften", amount=D("0.00"))
    next_year = actions.open_budget(today.year + 1, by=treasurer, copied=True)
    return SimpleNamespace(
        people=people, by=treasurer, today=today, year=year, source=source, gifts=gifts, next_year=next_year,
        auditor=people["auditor"], asked=asked,
        fund=actions.apply_to_fund(
            year, by=treasurer, fund="Fonds", purpose="banken", asked=D("500.00"), asked_on=today - 9 * DAY
        ),
    )  # fmt: skip


def gift(money: SimpleNamespace, amount: str = "50.00", **other: Any) -> Any:
    return actions.record_gift(
        money.gifts, by=money.by, giver="Bakkerij Van Rijn", amount=D(amount),
        received_on=money.today - DAY, known_to=money.people["treasurer"],
        also_known_to=money.people["chair"], is_party=False, **other,
    )  # fmt: skip


def promised(money: SimpleNamespace) -> Any:
    return actions.promise_application(
        money.fund, by=money.by, promised=D("400.00"), answered_on=money.today - DAY,
        report_due=money.today + 90 * DAY,
    )  # fmt: skip


REFUSALS: dict[str, tuple[str, Act]] = {
    "a year twice": ("budget_exists", lambda m: actions.open_budget(m.today.year, by=m.by)),
    "a line without a name": (
        "line_name",
        lambda m: actions.add_line(m.next_year, by=m.by, name=" ", original=D("10.00")),
    ),
    "a line below zero": (
        "budgets_line_not_negative",
        lambda m: actions.add_line(m.next_year, by=m.by, name="Feest", original=D("-1.00")),
    ),
    "adopting twice": (
        "budgets_budget_move",
        lambda m: actions.adopt_budget(m.year, by=m.by, decision=scene.decision()),
    ),
    "adopting without a line": (
        "budget_empty",
        lambda m: actions.adopt_budget(
            actions.open_budget(m.today.year + 2, by=m.by), by=m.by, decision=scene.decision()
        ),
    ),
    "closing a proposal": ("budgets_budget_move", lambda m: actions.close_year(m.next_year, by=m.by)),
    "a source for a line of another year": (
        "source_line",
        lambda m: actions.add_source(
            m.year, by=m.by, kind="fund", name="Fonds", amount=D("10.00"), only_line=m.next_year.lines.first()
        ),
    ),
    "dropping a source with gifts": (
        "source_used",
        lambda m: (gift(m), actions.drop_source(scene.fresh(m.gifts), by=m.by)),
    ),
    "a gift of nothing": ("budgets_gift_positive", lambda m: gift(m, "0.00")),
    "a gift given back before it came": (
        "gift_future",
        lambda m: actions.return_gift(gift(m), by=m.by, on=m.today - 30 * DAY, reason="toch niet"),
    ),
    "a gift given back twice": (
        "gift_returned",
        lambda m: actions.return_gift(
            actions.return_gift(gift(m), by=m.by, on=m.today, reason="toch niet"),
            by=m.by,
            on=m.today,
            reason="nog eens",
        ),
    ),
    "an application of tomorrow": (
        "fund_future",
        lambda m: actions.apply_to_fund(
            m.year, by=m.by, fund="Fonds", purpose="x", asked=D("1.00"), asked_on=m.today + DAY
        ),
    ),
    "a promise before the application": (
        "fund_future",
        lambda m: actions.promise_application(
            m.fund, by=m.by, promised=D("1.00"), answered_on=m.today - 20 * DAY, report_due=m.today + DAY
        ),
    ),
    "a report due before the promise": (
        "fund_report_due",
        lambda m: actions.promise_application(
            m.fund, by=m.by, promised=D("1.00"), answered_on=m.today, report_due=m.today
        ),
    ),
    "a promise twice": ("fund_answered", lambda m: (promised(m), promised(m))),
    "a report without a promise": (
        "budgets_fund_reported",
        lambda m: actions.report_application(m.fund, by=m.by, reported_on=m.today),
    ),
    "a report of tomorrow": (
        "fund_future",
        lambda m: actions.report_application(promised(m), by=m.by, reported_on=m.today + DAY),
    ),
    "a sample of a proposal": (
        "audit_year",
        lambda m: actions.draw_sample(m.next_year, by=m.auditor, size=3),
    ),
    "a sample of nothing": ("audit_empty", lambda m: actions.draw_sample(m.year, by=m.auditor, size=3)),
    "a closing statement in no words of ours": (
        "audit_verdict",
        lambda m: actions.end_audit(m.year, by=m.auditor, verdict="prima", words="Goed."),
    ),
    "an end of a decision that is none": (
        "how",
        lambda m: end_decision(scene.decision(), scene.decision(), by=m.people["chair"], how="weg", keep=()),
    ),
}
COUNTED = (Budget, BudgetLine, FundingSource, SpendRequest)


@pytest.mark.parametrize("what", REFUSALS)
def test_refused_with_its_reason(money: SimpleNamespace, what: str) -> None:
    code, act = REFUSALS[what]
    lines = list(BudgetLine.objects.order_by("pk").values())
    with refused(code):
        act(money)
    assert [row for row in BudgetLine.objects.order_by("pk").values() if row in lines] == lines


def test_a_sample_has_a_size_and_a_finding_a_verdict(money: SimpleNamespace) -> None:
    request = scene.approved("40.00", on=money.year.lines.first())
    actions.pay_request(request, by=money.by, second_signature=money.people["secretary"])
    year = scene.fresh(money.year)
    for size in (0, 201):
        with refused("audit_size"):
            actions.draw_sample(year, by=money.auditor, size=size)
    actions.draw_sample(year, by=money.auditor, size=1)
    with refused("audit_verdict"):
        actions.record_finding(year, request, by=money.auditor, verdict="tja")
    fine = actions.record_finding(year, request, by=money.auditor, verdict="fine")
    with refused("audit_answer_fine"):
        actions.answer_finding(fine, by=money.by, words="Dank u.")
