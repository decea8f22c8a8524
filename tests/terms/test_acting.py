"""Actions: one transaction, one instant, retried when others get in the way, refused in plain Dutch."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection
from psycopg.errors import SerializationFailure

from wijkraad.people.models import Organisation
from wijkraad.terms import clock
from wijkraad.terms.acting import acting, action
from wijkraad.terms.refusal import Refused, name_constraints
from wijkraad.trail.models import TrailEvent


def two_organisations() -> list[Organisation]:
    return [Organisation.objects.create(name=n, short_name=n) for n in ("Politie", "Gemeente")]


def test_a_deadlock_is_tried_again(committed: str, board_member) -> None:
    first, second = two_organisations()
    meeting = Barrier(2, timeout=10)
    tries: list[int] = []

    @action("organisation.rename")
    def lock_both(one: Organisation, other: Organisation, *, by) -> None:
        tries.append(one.pk)
        Organisation.objects.select_for_update().get(pk=one.pk)
        if len(tries) <= 2:
            meeting.wait()
        Organisation.objects.select_for_update().get(pk=other.pk)

    def run(pair) -> None:
        try:
            lock_both(*pair, by=board_member)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, [(first, second), (second, first)]))
    assert len(tries) == 3


@action("organisation.fail")
def always_in_the_way(seen: list[int], *, by) -> None:
    seen.append(1)
    raise OperationalError from SerializationFailure()


def test_it_gives_up_after_three_retries(committed: str) -> None:
    seen: list[int] = []
    with pytest.raises(OperationalError):
        always_in_the_way(seen, by=None)
    assert len(seen) == 4


def test_inside_another_transaction_it_is_not_retried_by_itself(board_member) -> None:
    seen: list[int] = []
    with pytest.raises(OperationalError), acting(board_member, "outer"):
        always_in_the_way(seen, by=board_member)
    assert len(seen) == 1


@action("organisation.add")
def add_organisation(name: str, *, by) -> Organisation:
    return Organisation.objects.create(name=name, short_name=name)


def test_a_named_constraint_refuses_in_plain_dutch(db, board_member) -> None:
    name_constraints({"people_organisation_name_key": "Deze organisatie bestaat al."})
    add_organisation("Politie", by=board_member)
    with pytest.raises(Refused, match="bestaat al") as refusal:
        add_organisation("Politie", by=board_member)
    assert refusal.value.code == "people_organisation_name_key"


def test_a_constraint_without_a_sentence_stays_an_error(db) -> None:
    with pytest.raises(IntegrityError), acting(None, "x"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO terms_counter (series, year, last) VALUES ('a', -1, 0)")


def test_the_clock_stands_still_during_an_action(db) -> None:
    with acting(None, "outer"):
        first = clock.now()
        with acting(None, "inner"):
            assert clock.now() == first
        assert clock.now() == first
    assert clock.now() > first


def test_an_inner_action_speaks_for_itself_and_gives_the_word_back(db, chair, secretary) -> None:
    with acting(chair, "outer"):
        with acting(secretary, "inner"):
            secretary.function = "Secretaris"
            secretary.save()
        chair.function = "Voorzitter"
        chair.save()
    events = TrailEvent.objects.filter(operation="update").order_by("id")
    assert [(event.actor, event.verb) for event in events] == [(secretary, "inner"), (chair, "outer")]
