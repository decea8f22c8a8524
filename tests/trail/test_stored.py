"""Stored figures when several transactions are at it, really committed."""

from datetime import date
from threading import Event, Thread

from django.db import connection

from wijkraad.trail.models import FigureMark
from wijkraad.trail.stored import Figure, differences, renew, trusted


def source() -> int:
    """What the figure of these tests counts: rows of another name in the same table."""
    return FigureMark.objects.filter(figure="source").count()


def change() -> None:
    """One more to count, and the mark that its trigger would write."""
    FigureMark.objects.bulk_create([FigureMark(figure="source"), FigureMark(figure="n")])


def in_thread(figure: Figure) -> Thread:
    def work() -> None:
        try:
            renew(figure)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


def test_the_older_of_two_counts_does_not_stay(committed) -> None:
    """The first count has begun when a row changes and a second count starts; the first one ends."""
    counted, go = Event(), Event()

    def slow(day: date) -> dict[str, int]:
        found = source()
        counted.set()
        go.wait(10)
        return {"n": found}

    quick = Figure("n", lambda day: {"n": source()})
    first = in_thread(Figure("n", slow))
    assert counted.wait(10)
    change()
    second = in_thread(quick)
    go.set()
    first.join()
    second.join()
    assert quick.facts() == {"n": 1} and len(trusted(quick)) == 1


def test_a_change_after_the_count_is_seen_at_once_and_verify_says_nothing(committed) -> None:
    figure = Figure("n", lambda day: {"n": source()})
    renew(figure)
    assert list(differences(figure)) == []
    change()
    assert figure.facts() == {"n": 1} and not trusted(figure)
    assert list(differences(figure)) == []
