"""Working days: weekends and Dutch public holidays do not count.

Source: Algemene termijnenwet, article 3 (Good Friday and 5 May are equated with public holidays).
"""

from datetime import date, timedelta
from functools import lru_cache

from holidays.constants import OPTIONAL, PUBLIC
from holidays.countries import Netherlands
from holidays.financial import EuropeanCentralBank


@lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[date]:
    """The Dutch public holidays of a year, Good Friday and 5 May included."""
    return frozenset(Netherlands(years=year, categories=(PUBLIC, OPTIONAL)))


@lru_cache(maxsize=64)
def closed_bank_days_of(year: int) -> frozenset[date]:
    """The days of a year on which banks move no euros besides weekends: the closing days of TARGET (T2).

    Source: European Central Bank: 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December.
    """
    return frozenset(EuropeanCentralBank(years=year))


def next_bank_day(day: date) -> date:
    """`day` itself when banks move euros on it, else the first such day after it."""
    while day.weekday() >= 5 or day in closed_bank_days_of(day.year):
        day += timedelta(days=1)
    return day


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays_of(day.year)


def next_workday(day: date) -> date:
    """`day` itself when it is a working day, else the first one after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def add_workdays(day: date, number: int) -> date:
    """The date `number` working days after `day` (number ≥ 0)."""
    for _ in range(number):
        day = next_workday(day + timedelta(days=1))
    return day


def workdays_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end` (0 when end ≤ start)."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_workday(day))


def end_of_term(start: date, weeks: int) -> date:
    """The last day of a legal term of `weeks` weeks that begins the day after `start`.

    An end on a weekend or holiday moves to the next working day (Algemene termijnenwet, article 1).
    """
    return next_workday(start + timedelta(weeks=weeks))
