"""Settings: a dated row goes before its default, each with unit and source."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from wijkraad.terms import clock, values
from wijkraad.terms.defaults import DEFAULTS
from wijkraad.terms.models import Counter, Installation, Setting
from wijkraad.terms.values import held, value


def set_value(key, new, start, end=None) -> Setting:
    return Setting.objects.create(
        key=key, value=values.storable(new), valid=(start, end), source="besluit", created_at=clock.now()
    )


def test_without_a_row_the_default_holds(db) -> None:
    assert value("light_limit") == Decimal("250.00")
    assert value("stuck_after")["reported"] == 14
    with pytest.raises(KeyError):
        value("no_such_setting")


def test_a_row_holds_in_its_days_only(db) -> None:
    set_value("light_limit", Decimal("300.00"), date(2026, 3, 1), date(2026, 6, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [value("light_limit", day) for day in days] == [250, 300, 300, 250]


def test_a_row_without_a_start_holds_since_ever(db) -> None:
    set_value("talk_limit", 2, None, date(2026, 6, 1))
    assert [value("talk_limit", date(2020, 1, 1)), value("talk_limit", date(2026, 6, 1))] == [2, 3]


def test_euros_stay_exact(db) -> None:
    set_value("urgent_limit", "1234.5", date(2026, 1, 1))
    assert str(value("urgent_limit")) == "1234.50"


def test_a_transaction_reads_the_settings_once(db, django_assert_num_queries) -> None:
    values.forget()
    with django_assert_num_queries(1):
        assert [value(key) for key in DEFAULTS] == [one.value for one in DEFAULTS.values()]


def test_a_page_reads_them_once_a_second(committed, django_assert_num_queries) -> None:
    values.forget()
    with django_assert_num_queries(1):
        value("talk_limit")
        value("light_limit")
    set_value("talk_limit", 5, date(2026, 1, 1))
    assert value("talk_limit") == 5


def test_a_held_setting_is_held_by_one(committed) -> None:
    """Two actions that count against one limit wait for each other, so both see what the first did."""
    order: list[str] = []
    inside = Barrier(2, timeout=10)

    def first() -> None:
        with transaction.atomic():
            held("active_priority_limit")
            inside.wait()
            order.append("first")
        connection.close()

    def second() -> None:
        inside.wait()
        with transaction.atomic():
            held("active_priority_limit")
            order.append("second")
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for task in [pool.submit(first), pool.submit(second)]:
            task.result(20)
    assert order == ["first", "second"]


@pytest.mark.parametrize("key", DEFAULTS)
def test_every_default_says_its_unit_and_source(key: str) -> None:
    default = DEFAULTS[key]
    assert default.unit and default.source
    assert (default.unit == "euro") == isinstance(default.value, Decimal)
    assert values.typed(values.storable(default.value), default.unit) == default.value


def test_rows_say_what_they_are() -> None:
    assert str(Setting(key="talk_limit")) == "talk_limit"
    assert str(Counter(series="issue", year=2026, last=3)) == "issue2026: 3"
    assert [str(Installation(demo=True)), str(Installation())] == ["demo", "production"]
