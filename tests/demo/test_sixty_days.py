"""Sixty days on, with nobody doing anything: the right things turned stuck and late, or left the watch.

Read from the pages of the wijkmanager, issue by issue. The days come from the stories: who waits since
10 October lies still sixty days after that, not before.
"""

import re
from datetime import timedelta
from html import unescape

import pytest

from issues.models import Issue
from issues.workflow import OPEN
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.values import value


@pytest.fixture
def listed(client, demo):
    """The rows of a list, so many days from now: address → title."""

    def read(path: str, days: int = 0) -> dict[str, str]:
        with clock.moved_to(clock.now() + timedelta(days=days)):
            client.force_login(User.objects.get(email="wijkmanager@demo.test"))
            page = client.get(path)
            assert page.status_code == 200
            found = re.findall(r'<li class="wp-th--[^"]*"><a href="([^"]+)">(.*?)</a>', page.content.decode())
            return {href: unescape(title) for href, title in found}

    return read


@pytest.fixture
def titles(listed):
    return lambda path, days=0: list(listed(path, days).values())


def test_what_waits_turns_stuck_sixty_days_after_its_date(titles):
    path = "/werk/dashboard/ligt-stil/"
    now, then = titles(path), titles(path, 60)
    for waiting in ("Fietsers komen in de knel op de Zevensprong", "Donker fietspad in de Newtonstraat"):
        assert waiting not in now and waiting in then
    assert "Splitsen van huizen in kamers" not in then, "its date is 45 days on: not sixty days ago yet"
    assert "Splitsen van huizen in kamers" in titles(path, 120)
    for quiet in ("Meer controles in de winkelstraat", "Scooters op de stoep zijn terug"):
        assert quiet not in now and quiet in then
    assert set(now) <= set(then), "nothing happened: nothing came loose"


def test_stuck_is_exactly_what_had_no_event_for_longer_than_its_state_allows(demo, listed):
    """K4 over again, from the last event of each open issue that waits for nobody."""
    on, limits = clock.today() + timedelta(days=60), value("stuck_after")
    waiting, still = set(), set()
    for issue in Issue.objects.filter(status__in=OPEN).exclude(visibility="confidential"):
        href = f"/werk/kwesties/{issue.uuid}/"
        if issue.status == "waiting":
            waiting.add(href)
        elif (on - clock.date_of(issue.last_event_at)).days > limits.get(issue.status, 10**6):
            still.add(href)
    assert set(listed("/werk/dashboard/ligt-stil/", 60)) - waiting == still
    assert len(still) > 10


def test_what_waits_for_a_date_that_passes_turns_late(titles):
    path = "/werk/dashboard/te-laat/"
    now, then = titles(path), titles(path, 60)
    for title in ("Splitsen van huizen in kamers", "De portiekdeur is al maanden kapot"):
        assert title not in now and title in then
    assert "Fietsers komen in de knel op de Zevensprong" in now


def test_a_term_that_runs_turns_into_a_letter_without_an_answer(titles):
    letter = "Aantal controles per half jaar"
    assert letter in titles("/werk/dashboard/loopt-nog/")
    assert letter not in titles("/werk/dashboard/brieven-te-laat/")
    assert letter not in titles("/werk/dashboard/loopt-nog/", 60)
    assert letter in titles("/werk/dashboard/brieven-te-laat/", 60)


def test_decisions_past_their_date_turn_late_and_promises_too(titles):
    path = "/werk/dashboard/besluiten-te-laat/"
    assert "Gratis spreekuur over huur en kamers" not in titles(path)
    assert "Gratis spreekuur over huur en kamers" in titles(path, 60)
    promise = "Twee controledagen en een cijfer."
    assert promise not in titles("/werk/dashboard/toezeggingen/", 55)
    assert promise in titles("/werk/dashboard/toezeggingen/", 120)


def test_after_180_days_a_result_leaves_the_watch(client, titles):
    """Solved 150 days ago: watched now, no longer in 60 days; the one of 63 days ago still is."""

    def watched(days: int) -> str:
        with clock.moved_to(clock.now() + timedelta(days=days)):
            client.force_login(User.objects.get(email="bestuur@demo.test"))
            return unescape(client.get("/werk/nazorg/").content.decode())

    now, then = watched(0), watched(60)
    assert "Sterke lucht in het trappenhuis" in now and "Sterke lucht in het trappenhuis" not in then
    assert "Auto’s rijden te hard bij de oversteek" in now
    assert "Auto’s rijden te hard bij de oversteek" in then
