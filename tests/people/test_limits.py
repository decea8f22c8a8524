"""Households and rate limits: keyed hashes, one statement, the same for every process."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection

from wijkraad.people.household import household_key
from wijkraad.people.limits import allow, allow_taking, forget_old
from wijkraad.people.models import Allowance
from wijkraad.terms import clock

HOUR = timedelta(hours=1)


def test_one_household_however_it_is_written(settings) -> None:
    key = household_key("2564 AB", "12", "a")
    assert household_key(" 2564ab", "012", "-A") == key
    assert household_key("2564AB", "12") != key
    assert household_key("2564AB", "1", "2a") != key
    settings.SECRET_KEY = "another secret, another city"
    assert household_key("2564 AB", "12", "a") != key


def test_no_address_is_no_household() -> None:
    assert household_key("", "12") == household_key("2564AB", "") == household_key("2564AB", "0") == ""


def test_three_tries_an_hour(db) -> None:
    assert [allow("report", "127.0.0.1", 3, HOUR) for _ in range(4)] == [True, True, True, False]
    assert allow("report", "127.0.0.2", 3, HOUR)
    with clock.moved_to(clock.now() + HOUR):
        assert allow("report", "127.0.0.1", 3, HOUR)


def test_it_costs_one_statement_and_keeps_no_address(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        allow("report", "noor@test.example", 3, HOUR)
    row = Allowance.objects.get()
    assert len(row.key) == 64
    assert "noor" not in f"{row.key}{row}"


TAKING = "DELETE FROM people_allowance WHERE scope = 'once' AND key = %(which)s"


def take(limit: int = 3) -> bool | None:
    return allow_taking(TAKING, {"which": "ticket"}, "report", "127.0.0.1", limit, HOUR)


def test_a_try_that_takes_something_counts_only_when_it_was_there(db, django_assert_num_queries) -> None:
    def put() -> None:
        Allowance.objects.create(scope="once", key="ticket", since=clock.now(), used=1)

    put()
    with django_assert_num_queries(1):
        assert take() is True
    assert take() is None
    assert Allowance.objects.get().used == 1
    put()
    assert take(limit=1) is False
    assert not Allowance.objects.filter(scope="once").exists()


def test_thirty_at_once_take_one_thing_once(committed) -> None:
    Allowance.objects.create(scope="once", key="ticket", since=clock.now(), used=1)

    def attempt(_: int) -> bool | None:
        try:
            return take()
        finally:
            connection.close()

    with ThreadPoolExecutor(15) as pool:
        assert [one for one in pool.map(attempt, range(30)) if one is not None] == [True]
    assert Allowance.objects.get().used == 1


def test_thirty_at_once_get_get_ten(committed) -> None:
    def attempt(_: int) -> bool:
        try:
            return allow("report", "127.0.0.1", 10, HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(15) as pool:
        assert sum(pool.map(attempt, range(30))) == 10


def test_old_windows_go(db) -> None:
    allow("report", "a", 1, HOUR)
    with clock.moved_to(clock.now() + timedelta(days=3)):
        allow("report", "b", 1, HOUR)
        assert forget_old() == 1
    assert Allowance.objects.count() == 1
