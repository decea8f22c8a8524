"""Working days and legal terms, for any year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad.terms.workdays import (
    add_workdays,
    end_of_term,
    holidays_of,
    is_workday,
    next_bank_day,
    next_workday,
    workdays_between,
)

DATES = st.dates(date(1996, 1, 1), date(2099, 12, 31))


def easter(year: int) -> date:
    """Easter Sunday by the rule of Meeus, Jones and Butcher: another way than the library's."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """27 April since 2014 and 30 April before; a Sunday moves it to the Saturday (to 29 April before)."""
    day = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    return day - timedelta(days=1) if day.weekday() == 6 else day


@pytest.mark.parametrize("year", range(2000, 2100))
def test_the_holidays_of_a_year(year: int) -> None:
    sunday = easter(year)
    moving = {sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49, 50)}
    fixed = {date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    assert holidays_of(year) == moving | fixed | {kings_day(year)}


def test_the_christmas_of_2026_is_a_long_weekend() -> None:
    assert [is_workday(date(2026, 12, n)) for n in (24, 25, 26, 27, 28)] == [True, False, False, False, True]
    assert next_workday(date(2026, 12, 25)) == date(2026, 12, 28)
    assert add_workdays(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert workdays_between(date(2026, 12, 24), date(2026, 12, 28)) == 1


def test_the_norm_of_five_working_days_over_easter() -> None:
    """Reported on Maundy Thursday 2026: Good Friday and Easter Monday do not count."""
    assert add_workdays(date(2026, 4, 2), 5) == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("start", "weeks", "end"),
    [
        (date(2026, 10, 1), 6, date(2026, 11, 12)),
        (date(2026, 11, 14), 6, date(2026, 12, 28)),
        (date(2026, 11, 13), 6, date(2026, 12, 28)),
        (date(2025, 11, 20), 6, date(2026, 1, 2)),
        (date(2026, 2, 20), 6, date(2026, 4, 7)),
    ],
)
def test_a_legal_term_ends_on_a_working_day(start: date, weeks: int, end: date) -> None:
    """Algemene termijnenwet, article 1: an end on a weekend or holiday moves to the next working day."""
    assert end_of_term(start, weeks) == end


@given(day=DATES, number=st.integers(0, 60))
def test_adding_and_counting_agree(day: date, number: int) -> None:
    end = add_workdays(day, number)
    assert workdays_between(day, end) == number
    assert number == 0 or is_workday(end)


@given(start=DATES, weeks=st.integers(1, 12))
def test_a_term_is_never_shorter_than_the_law_gives(start: date, weeks: int) -> None:
    end = end_of_term(start, weeks)
    assert is_workday(end)
    assert start + timedelta(weeks=weeks) <= end <= start + timedelta(weeks=weeks, days=5)


def test_an_end_before_the_start_counts_nothing() -> None:
    assert workdays_between(date(2026, 5, 8), date(2026, 5, 1)) == 0


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to the Tuesday after Easter
        (date(2026, 5, 1), date(2026, 5, 4)),  # Labour Day is no Dutch holiday, and banks are closed
        (date(2026, 4, 27), date(2026, 4, 27)),  # King's Day: banks move money
        (date(2026, 11, 29), date(2026, 11, 30)),
    ],
)
def test_banks_move_money_on_target_days(day: date, found: date) -> None:
    """Closing days of TARGET as the European Central Bank publishes them."""
    assert next_bank_day(day) == found
