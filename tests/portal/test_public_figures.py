"""The page of the figures: what a visitor may ask, and that no two answers give a hidden number away."""

from datetime import date, timedelta
from itertools import product

import pytest

from issues.models import Area, Issue
from tests.budgets import scene
from tests.portal import makers
from wijkraad.portal.figures import asking
from wijkraad.portal.figures.cells import DIMENSIONS, Case, Cell, Cells
from wijkraad.portal.figures.engine import ALL
from wijkraad.portal.figures.shape import Period
from wijkraad.terms import clock

TODAY = date(2026, 11, 20)
PERIODS = list(asking.periods(TODAY).values())
YEAR = Period.year(2026)


def cells(*cases: tuple, sensitive: frozenset[int] = frozenset()) -> Cells:
    """Cells of cases given as (theme, street, area, day of 2026, how many)."""
    made = [
        Case(theme, street, area, on, theme not in sensitive)
        for theme, street, area, on, number in cases
        for _one in range(number)
    ]
    return Cells(made, PERIODS, sensitive, 5, TODAY)


MAY, AUGUST = date(2026, 5, 5), date(2026, 8, 8)


def test_fewer_than_five_are_not_shown_and_five_are():
    found = cells((1, 1, 1, MAY, 4), (2, 1, 1, MAY, 5), (3, 1, 1, MAY, 30))
    assert not found.shown(Cell(YEAR, theme=1))
    assert found.shown(Cell(YEAR)) and found.shown(Cell(YEAR, theme=3))


def test_beside_one_hidden_theme_the_smallest_shown_one_is_hidden_too():
    """39 − 30 − 5 = 4 would be told, so theme 2 goes with theme 1: 39 − 30 = 9 says nothing of either."""
    found = cells((1, 1, 1, MAY, 4), (2, 1, 1, MAY, 5), (3, 1, 1, MAY, 30))
    assert [found.shown(Cell(YEAR, theme=key)) for key in (1, 2, 3)] == [False, False, True]


def test_two_themes_with_one_hidden_hide_both():
    """30 − 26 = 4 would be told by one subtraction."""
    found = cells((1, 1, 1, MAY, 4), (2, 1, 1, MAY, 26))
    assert not found.shown(Cell(YEAR, theme=2)) and found.shown(Cell(YEAR))


def test_a_quarter_next_to_a_year_hides_its_rest():
    found = cells((1, 1, 1, MAY, 20), (1, 1, 1, AUGUST, 3))
    assert not found.shown(Cell(Period.quarter(2026, 2))) and found.shown(Cell(YEAR))


def test_a_sensitive_theme_is_told_per_area_and_closed_year_only():
    last, spring = Period.year(2025), date(2025, 5, 5)
    found = cells(
        (1, 1, 1, MAY, 50), (2, 1, 1, MAY, 50), (1, 1, 1, spring, 20), (2, 1, 1, spring, 30),
        sensitive=frozenset({1}),
    )  # fmt: skip
    assert found.shown(Cell(last, theme=1)) and found.shown(Cell(last, theme=1, area=1))
    for period in (YEAR, Period.year_up_to(TODAY), Period.quarter(2025, 2), Period.quarter(2026, 2)):
        assert not found.shown(Cell(period, theme=1)), period
    assert not found.shown(Cell(last, 1, 1)), "no street"
    # and in a street, a quarter or a running year of an area it is in no total either
    assert found.number(Cell(YEAR, street=1)) == found.number(Cell(Period.quarter(2026, 2))) == 50
    assert found.number(Cell(YEAR, area=1)) == 50 and found.number(Cell(last, area=1)) == 50


def test_of_a_sensitive_theme_two_days_apart_tell_nothing_of_the_days_between():
    """Whatever comes in meanwhile, no placed answer that holds it differs from that of the day before."""
    before = [(2, 1, 1, MAY, 40), (1, 1, 1, date(2025, 5, 5), 9), (1, 1, 1, MAY, 9)]
    first = cells(*before, sensitive=frozenset({1}))
    for number in (1, 5, 40):
        second = cells(*before, (1, 1, 1, TODAY, number), sensitive=frozenset({1}))
        for cell in every_cell(first):
            if cell.theme is not None or cell.street is not None or cell.area is not None:
                told = [found.number(cell) if found.shown(cell) else None for found in (first, second)]
                assert told[0] == told[1], cell


def every_cell(found: Cells) -> list[Cell]:
    keys = [[None, *found.keys[name]] for name in DIMENSIONS]
    return [Cell(period, *key) for period in found.periods for key in product(*keys)]


def leaks(found: Cells) -> list[tuple[Cell, Cell]]:
    """All pairs of shown answers of which one holds the other, with 1–4 cases between them; both
    numbers shown.
    """
    shown = [one for one in every_cell(found) if found.shown(one)]
    return [
        (one, whole)
        for one, whole in product(shown, shown)
        if one != whole and one.within(whole) and 0 < found.number(whole) - found.number(one) < found.least
    ]


def test_no_pair_of_answers_gives_a_small_number():
    """Some hundred cases spread so that many cells are small."""
    cases = [
        (
            theme,
            street,
            1 + street % 2,
            MAY if (theme + street) % 3 else AUGUST,
            (7 * theme + 3 * street) % 11,
        )
        for theme, street in product(range(1, 6), range(1, 6))
    ]
    found = cells(*cases, sensitive=frozenset({2}))
    shown = [one for one in every_cell(found) if found.shown(one)]
    assert len(shown) > 10 and all(found.number(one) >= 5 for one in shown)
    assert leaks(found) == []


@pytest.mark.django_db
def test_the_answer_of_a_cell_is_the_figure_of_the_engine(people):
    """Where nothing is hidden the page says what the engine says, for the same question."""
    buurt = Area.objects.create(
        name="A", code="A", kind="buurt", geometry=[], west=0, south=0, east=0, north=0
    )
    for number in range(14):
        path = "reported assessing in_progress reported_done resolved"
        about = makers.issue(
            path, number=f"2026-{9000 + number}", days_ago=60 + 5 * number, responsible=people["chair"],
            goal="x", criterion="y", claimed_by=people["chair"], claimed_at=makers.moment(50), area=buurt,
            verified_at=makers.moment(40), judgement="reached", aftercare_until=clock.today(),
            theme=makers.theme("groen" if number % 2 else "verkeer"),
        )  # fmt: skip
        with clock.moved_to(makers.moment(30)):
            scene.decision(issues=[about])
    for wishes in ({"thema": "groen"}, {"gebied": "A"}, {"thema": "verkeer", "gebied": "A"}):
        question = asking.asked(wishes, clock.today())
        for told in asking.told(question, clock.today()):
            right = ALL[told.code](question.scope, today=clock.today())
            assert (told.value, told.n) == (right.value, right.n), (wishes, told.code)
    assert Issue.objects.count() == 14


@pytest.mark.django_db
def test_the_page_answers_and_keeps_small_numbers_to_itself(client, people):
    makers.issue("reported assessing", number="2026-9001", responsible=people["chair"])
    makers.theme("overbewoning", default_visibility="limited")
    assert client.get("/cijfers/").status_code == 200
    page = client.get("/cijfers/", {"thema": "verkeer", "periode": str(clock.today().year)}).content.decode()
    assert "Te weinig gegevens" in page and "Alle straten" in page
    refused = client.get("/cijfers/", {"thema": "overbewoning"}).content.decode()
    assert "Dit thema is gevoelig" in refused
    assert (
        client.get(
            "/cijfers/", {"thema": "x", "periode": "1'; DROP", "straat": "0", "gebied": "\x00"}
        ).status_code
        == 200
    )


def test_every_period_of_the_address_is_half_open_and_known():
    known = asking.periods(TODAY)
    assert known[""] == Period(date(2025, 11, 21), date(2026, 11, 21))
    assert known["2026-k4"] == Period(date(2026, 10, 1), date(2027, 1, 1))
    assert all(one.start <= TODAY for one in known.values()) and known["2026"].days == 365
    assert Period.year_up_to(TODAY).previous.end == TODAY - timedelta(days=364)
