"""Playing the demo: every step in order of time, with the clock moved, in one transaction.

One transaction makes it all or nothing, and fast; after each step the deferred guards are asked, so
that a story that breaks a rule stops at the step that breaks it.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

from django.db import connection, transaction

from wijkraad.notices.outbox import silent
from wijkraad.people.models import User
from wijkraad.portal.demo import account, answers, bank, books, evening, evenings, small, steering, stories
from wijkraad.portal.demo.cast import START, make_people
from wijkraad.portal.demo.places import make_places
from wijkraad.portal.demo.world import Moment, World
from wijkraad.terms import clock

MAILED = timedelta(days=2)
"""Mails of the last two days really go out; earlier ones count as sent."""
FIRST = "bewoner@demo.test"


class StoryBroke(Exception):
    """A step was refused or failed; says which one."""


def is_loaded() -> bool:
    """Whether the demo neighbourhood is there already; it is made in one transaction, so whole or not."""
    return User.objects.filter(email=FIRST).exists()


def play(progress: Callable[[str], None] = lambda _words: None) -> World:
    """Make the whole neighbourhood, told up to now; returns what was made, by nickname."""
    world = World(start=clock.now(), today=clock.today())
    with transaction.atomic():
        with clock.moved_to(world.wanted(START, "09:00")), silent():
            make_people(world)
            make_places(world)
        for chapter in (*stories.ALL, *small.ALL, books, bank, evenings, answers, account, steering):
            chapter.tell(world)
        evening.build(world)
        for number, moment in enumerate(sorted(world.moments)):
            _take(moment, world)
            if number % 200 == 0:
                progress(f"{clock.date_of(moment.instant):%d-%m-%Y}")
    return world


def _take(moment: Moment, world: World) -> None:
    quiet = silent() if world.start - moment.instant > MAILED else nullcontext()
    try:
        with clock.moved_to(moment.instant), quiet:
            moment.step()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except Exception as error:
        when = f"T{world.offset(clock.date_of(moment.instant)):+d} {moment.instant:%H:%M}"
        raise StoryBroke(f"{when} {moment.about}: {error}") from error
