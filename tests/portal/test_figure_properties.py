"""What holds for every history: sums of the flow, the order of rows, periods that follow one
another, the recount.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.budgets import scene
from tests.portal import makers
from tests.portal.test_engine import decision, figure, issue
from wijkraad.portal.figures import recount
from wijkraad.portal.figures.cells import Case, Cell, Cells
from wijkraad.portal.figures.engine import ALL
from wijkraad.portal.figures.flow import COUNTED, flow
from wijkraad.portal.figures.shape import Period, Scope, median, spread
from wijkraad.portal.models import Stay
from wijkraad.terms import clock

START, TODAY = date(2026, 1, 1), date(2026, 11, 20)
STATES = [*COUNTED, "merged"]
SLOWLY = settings(max_examples=40)
"""On a busy machine a day by day sum takes longer than Hypothesis likes."""
days = st.integers(0, 40)


@st.composite
def histories(draw) -> list[tuple[date, str, str, bool, int]]:
    """The moves of some issues, each from new through some states, a day or more apart."""
    moves = []
    for _one in range(draw(st.integers(1, 6))):
        day, before, public = START + timedelta(days=draw(days)), "", draw(st.booleans())
        for state in ["reported", *draw(st.lists(st.sampled_from(STATES), max_size=4))]:
            if state != before:
                moves.append((day, before, state, public, 1))
            day, before = day + timedelta(days=draw(st.integers(0, 9))), state
    return moves


@SLOWLY
@given(moves=histories())
def test_the_flow_adds_up_and_knows_no_order(moves):
    """Σ over the states = begun − merged + taken out of a merge; the moves may come in any order."""
    end = START + timedelta(days=90)
    found = flow(moves, START, end)
    assert len(found) == 90
    for one in found:
        begun = sum(number for day, source, *_rest, number in moves if day <= one.day and source == "")
        merged = sum(n for day, _source, target, _seen, n in moves if day <= one.day and target == "merged")
        undone = sum(n for day, source, _target, _seen, n in moves if day <= one.day and source == "merged")
        assert one.all == begun - merged + undone
        assert all(number >= 0 for number in one.total.values())
    assert flow(moves[::-1], START, end) == found


@SLOWLY
@given(moves=histories(), cut=st.integers(1, 88))
def test_the_flow_of_a_part_is_the_part_of_the_flow(moves, cut):
    end, middle = START + timedelta(days=90), START + timedelta(days=cut)
    assert flow(moves, middle, end) == flow(moves, START, end)[cut:]


@given(st.lists(st.integers(0, 900), min_size=1))
def test_a_median_has_as_many_below_as_above(numbers):
    middle = median(numbers)
    assert sum(one < middle for one in numbers) <= len(numbers) / 2
    assert sum(one > middle for one in numbers) <= len(numbers) / 2
    around = spread(numbers)
    assert around["least"] <= around["quarter"] <= middle <= around["three_quarters"] <= around["most"]


cases = st.lists(
    st.builds(
        Case,
        theme=st.integers(1, 3), street=st.integers(1, 3), area=st.integers(1, 2),
        on=st.dates(date(2025, 1, 1), date(2026, 11, 20)), public=st.booleans(), n=st.integers(1, 3),
    ),
    max_size=80,
)  # fmt: skip


@SLOWLY
@given(cases)
def test_no_two_public_answers_give_a_small_number(found):
    """Of any cases, over two years with their quarters and the running year."""
    years = [Period.year(2025), Period.year(2026)]
    quarters = [Period.quarter(year, number) for year in (2025, 2026) for number in (1, 2, 3, 4)]
    known = Cells(found, [Period.year_up_to(TODAY), *years, *quarters], frozenset({3}), 5, TODAY)
    shown = [
        cell
        for period in known.periods
        for theme in (None, 1, 2, 3)
        for street in (None, 1)
        if known.shown(cell := Cell(period, theme, street))
    ]
    assert all(known.number(cell) >= 5 for cell in shown)
    for one in shown:
        for whole in shown:
            if one != whole and one.within(whole):
                assert not 0 < known.number(whole) - known.number(one) < 5


@pytest.mark.django_db
def test_periods_that_follow_one_another_add_up(people):
    """n of K1 and of K10 over a year is that of its four parts together."""
    for ago in range(20, 300, 20):
        about = issue(days_ago=ago + 15)
        with clock.moved_to(makers.moment(ago)):
            scene.decision(issues=[about])
    end, step = clock.today() + timedelta(days=1), timedelta(days=100)
    parts = [Period(end - step * (place + 1), end - step * place) for place in range(4)]
    for code in ("K1", "K10"):
        whole = ALL[code](Scope(Period(parts[-1].start, end)), today=clock.today())
        each = [ALL[code](Scope(part), today=clock.today()) for part in parts]
        assert whole.n == sum(one.n for one in each) > 0, code


@pytest.mark.django_db
def test_the_recount_agrees_and_names_what_does_not(people):
    for place, path in enumerate(("reported", "reported assessing", "reported assessing in_progress")):
        about = issue(path, days_ago=100 + 10 * place)
        decision(about)
    assert list(recount.differences()) == []
    assert figure("K1").n == 2  # nobody has looked at the third one yet, so no visitor knows of it
    # a stay that no move tells of: the engine reads it, the recount reads the moves
    Stay.objects.filter(issue=about, left_on=None).update(
        state="not_resolved", came_on=makers.moment(3).date()
    )
    assert any(line.startswith("cijfer K3") for line in recount.differences())
