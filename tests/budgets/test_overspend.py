"""K8, the hundred coins and transfers, over amounts that nobody typed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.yearly.overspend import STRUCTURAL, Over, gross, net, over, run_of_years
from wijkraad.ui.charts import Slot, cents

AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)
PAIRS = st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=12)


@given(AMOUNTS, AMOUNTS)
def test_over_is_what_lies_above_the_budget(spent, base):
    found = over(spent, base)
    assert found.amount == (spent - base if spent > base else 0)
    assert found.share is None if base == 0 else found.share == found.amount / base


@given(PAIRS)
def test_net_is_never_above_gross(pairs):
    assert 0 <= net(pairs).amount <= gross(pairs).amount <= sum(spent for spent, _base in pairs)
    assert net(pairs).base == gross(pairs).base == sum(base for _spent, base in pairs)


@given(PAIRS, AMOUNTS)
def test_moving_money_between_lines_changes_gross_only(pairs, moved):
    """A transfer leaves the whole of the budget, so the net overspend, as it was."""
    if len(pairs) < 2:
        return
    (first, base), (second, other), *rest = pairs
    step = min(moved, base)
    assert net([(first, base - step), (second, other + step), *rest]) == net(pairs)


@given(st.dictionaries(st.integers(2000, 2030), AMOUNTS, max_size=15), st.integers(2000, 2030))
def test_a_run_has_no_gap_and_no_year_within_budget(years, last):
    earlier = {year: Over(amount, Decimal(1)) for year, amount in years.items()}
    found = run_of_years(last, earlier)
    for back, one in enumerate(found):
        assert one is earlier[last - back] and one.amount > 0
    stop = last - len(found)
    assert stop not in earlier or earlier[stop].amount == 0


def test_three_closed_years_in_a_row_are_structural():
    one = Over(Decimal(1), Decimal(10))
    assert len(run_of_years(2025, {2025: one, 2024: one, 2023: one})) >= STRUCTURAL
    assert len(run_of_years(2025, {2025: one, 2024: Over(Decimal(0), Decimal(10)), 2023: one})) < STRUCTURAL


@given(st.lists(AMOUNTS, min_size=1, max_size=15))
def test_the_coins_are_always_a_hundred(amounts):
    found = cents([Slot("x", "x", amount) for amount in amounts])
    whole = sum(amounts)
    assert sum(found) == (100 if whole else 0)
    assert all(abs(n - amount * 100 / whole) < 1 for n, amount in zip(found, amounts, strict=True) if whole)
