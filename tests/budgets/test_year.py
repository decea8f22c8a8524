"""The treasurer's year: proposed, adopted, changed by decisions, carried over, closed with its report."""

from decimal import Decimal

import pytest

from budgets import actions
from budgets.models import Booking, BudgetLine, YearReport
from budgets.verifying.totals import verify
from budgets.yearly.yearbook import fingerprint
from tests.budgets import scene
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

D = Decimal


@pytest.fixture
def year(db, people):
    return scene.year()


@pytest.fixture
def treasurer(people):
    return people["treasurer"]


def refused(code: str):
    return pytest.raises(Refused, match=".") if not code else _Coded(code)


class _Coded:
    """A block that must be refused under this code."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        assert isinstance(error, Refused), f"not refused: {self.code}"
        assert error.code == self.code
        assert str(error).endswith(".")
        return True


def paid(amount: str = "100.00", **words):
    request = scene.approved(amount, **words)
    actions.pay_request(request, by=scene.person("treasurer"), second_signature=scene.person("secretary"))
    return scene.fresh(request)


def next_year(treasurer):
    return actions.open_budget(clock.today().year + 1, by=treasurer, copied=True)


def test_a_new_year_copies_the_lines_of_the_last(year, treasurer):
    verkeer = scene.line()
    actions.amend_line(verkeer, by=treasurer, amount=D("50.00"), decision=scene.decision())
    found = next_year(treasurer)
    assert [(one.name, one.original, one.amended, one.follows_id) for one in found.lines.all()] == [
        (one.name, one.original, one.original, one.pk) for one in year.lines.all()
    ]
    with refused("budget_exists"):
        next_year(treasurer)
    with refused("budget_year"):
        actions.open_budget(clock.today().year + 9, by=treasurer)


def test_only_who_keeps_the_books_proposes(db, people):
    for key in ("board_member", "auditor", "deputy", "resident", "manager", "admin"):
        with refused("keepers_only"):
            actions.open_budget(clock.today().year, by=people[key])


def test_a_line_of_several_years(db, people, treasurer):
    now = clock.today().year
    budget = actions.open_budget(now, by=treasurer)
    later = {now + 1: D("400.00"), now + 2: D("300.00")}
    line = actions.add_line(budget, by=treasurer, name="Geveltuinen", original=D("500.00"), later=later)
    actions.add_line(budget, by=treasurer, name="Feest", original=D("10.00"), later={})
    assert line.runs_until == now + 2
    actions.adopt_budget(budget, by=treasurer, decision=scene.decision())
    with refused("budgets_line_original"):
        actions.change_line(
            line, by=treasurer, name="Geveltuinen", original=D("500.00"), later={now + 1: D(1)}
        )
    actions.change_line(line, by=treasurer, name="Gevels", original=D("500.00"), purpose="Minder hitte")
    copy = next_year(treasurer).lines.get(name="Gevels")
    assert (copy.original, copy.runs_until) == (D("400.00"), now + 2)
    assert [(one.year, one.amount) for one in copy.planned.all()] == [(now + 2, D("300.00"))]


def test_a_proposal_can_still_lose_a_line_an_adopted_budget_not(db, people, treasurer):
    budget = actions.open_budget(clock.today().year, by=treasurer)
    for name in ("Een", "Twee"):
        actions.add_line(budget, by=treasurer, name=name, original=D("10.00"))
    actions.drop_line(scene.line("Twee"), by=treasurer)
    actions.set_target(budget, by=treasurer, priority_target=60)
    budget = actions.adopt_budget(budget, by=treasurer, decision=scene.decision())
    assert (budget.priority_target, [one.name for one in budget.lines.all()]) == (60, ["Een"])
    with refused("budgets_line_original"):
        actions.drop_line(scene.line("Een"), by=treasurer)
    with refused("budgets_budget_move"):
        actions.set_target(budget, by=treasurer, priority_target=10)


def test_the_rest_of_a_line_goes_to_the_next_year_by_decision(year, treasurer):
    paid("300.00")
    later = actions.adopt_budget(next_year(treasurer), by=treasurer, decision=scene.decision())
    here = year.lines.get(name="Verkeer")
    there = later.lines.get(name="Verkeer")
    with refused("carry_room"):
        actions.carry_rest(here, there, by=treasurer, amount=D("700.01"), decision=scene.decision())
    with refused("carry_lines"):
        actions.carry_rest(there, here, by=treasurer, amount=D("10.00"), decision=scene.decision())
    actions.carry_rest(here, there, by=treasurer, amount=D("700.00"), decision=scene.decision())
    here, there = scene.fresh(here), scene.fresh(there)
    assert (here.available, there.amended) == (D("0.00"), D("1700.00"))
    assert verify() == []


def test_closing_asks_for_each_reservation_and_freezes_the_report(year, treasurer):
    spent, waiting = paid("300.00", issue=scene.issue()), scene.approved("50.00")
    with refused("budgets_budget_reserved"):
        actions.close_year(year, by=treasurer)
    later = actions.adopt_budget(next_year(treasurer), by=treasurer, decision=scene.decision())
    moved = actions.carry_over(
        waiting, by=treasurer, line=later.lines.get(name="Verkeer"), decision=scene.decision()
    )
    assert (moved.status, moved.line.budget_id) == ("submitted", later.pk)
    actions.close_year(year, by=treasurer)
    report = YearReport.objects.get(budget=year)
    assert report.sha256 == fingerprint(report.content)
    assert report.content["paid"] == "300.00"
    assert report.content["spends"]["rows"][0]["number"] == spent.number
    assert report.content["totals"]["reserved"] == "0.00"
    assert verify() == []


def test_a_closed_year_is_corrected_in_the_open_one(year, treasurer):
    request = paid("300.00")
    wrong = Booking.objects.get(request=request)
    later = actions.adopt_budget(next_year(treasurer), by=treasurer, decision=scene.decision())
    actions.close_year(year, by=treasurer)
    line = later.lines.get(name="Verkeer")
    with refused("budgets_booking_year"):
        actions.correct_booking(wrong, by=treasurer, amount=D("280.00"), reason="verkeerd bedrag")
    right = actions.correct_booking(
        wrong, by=treasurer, amount=D("280.00"), reason="verkeerd bedrag", line=line
    )
    assert (right.corrects_id, right.cost_year, right.amount) == (wrong.pk, later.year, D("280.00"))
    assert scene.fresh(line).paid == D("-20.00")
    old = BudgetLine.objects.get(budget=year, name="Verkeer")
    assert (old.paid, scene.fresh(request).paid) == (D("300.00"), D("280.00"))
    assert verify() == []


def test_a_line_gives_no_more_than_is_free_and_says_how_much(year, treasurer):
    """1,000.00 of which 300.00 is paid: 700.00 can go, with the amount in the refusal; the rest stays."""
    paid("300.00", issue=scene.issue())
    line, other, ruling = scene.line(), scene.line("Organisatie"), scene.decision()
    for give in (
        lambda: actions.amend_line(line, by=treasurer, amount=D("-700.01"), decision=ruling),
        lambda: actions.transfer(line, other, by=treasurer, amount=D("700.01"), decision=ruling),
    ):
        with pytest.raises(Refused, match="kan nog €\xa0700,00 af") as refusal:
            give()
        assert refusal.value.code == "amend_room"
    actions.transfer(line, other, by=treasurer, amount=D("700.00"), decision=ruling)
    assert (scene.line().available, scene.line("Organisatie").amended) == (D("0.00"), D("1200.00"))
