"""The one clock: Amsterdam dates, moved for a block, and only there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wijkraad.terms import clock

NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
"""Half past midnight in Amsterdam."""


def test_the_date_is_that_of_amsterdam() -> None:
    with clock.moved_to(NEW_YEAR):
        assert clock.now() == NEW_YEAR
        assert clock.today() == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_midnight_moves_with_summer_time(instant: datetime, day: date) -> None:
    assert clock.date_of(instant) == day


def test_moves_nest_and_end() -> None:
    before = clock.now()
    with clock.moved_to(NEW_YEAR):
        with clock.moved_to(NEW_YEAR + timedelta(days=400)):
            assert clock.today() == date(2027, 2, 5)
        assert clock.now() == NEW_YEAR
    assert clock.now() >= before


def test_a_move_ends_when_its_block_fails() -> None:
    with pytest.raises(RuntimeError), clock.moved_to(NEW_YEAR):
        raise RuntimeError
    assert clock.now() > NEW_YEAR


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.moved_to(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
