"""Public numbers: no two the same, no gap by what was refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from wijkraad.terms.numbers import draw


def test_each_series_and_year_counts_for_itself(db) -> None:
    assert [draw("issue", 2026), draw("issue", 2026), draw("issue", 2027), draw("decision", 2026)] == [
        1,
        2,
        1,
        1,
    ]


def test_what_is_rolled_back_draws_no_number(db) -> None:
    draw("issue", 2026)
    with pytest.raises(RuntimeError), transaction.atomic():
        draw("issue", 2026)
        raise RuntimeError
    assert draw("issue", 2026) == 2


def test_fifty_at_once_draw_fifty_numbers(committed) -> None:
    def one(_: int) -> int:
        try:
            with transaction.atomic():
                return draw("issue", 2026)
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as pool:
        assert sorted(pool.map(one, range(50))) == list(range(1, 51))
