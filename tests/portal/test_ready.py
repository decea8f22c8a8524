"""The ready parts of the page of the figures: used again only for what they were drawn of."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal import makers
from wijkraad.portal.figures import ready
from wijkraad.portal.figures.stored import ALL, MONEY, SPEED
from wijkraad.portal.figures.wide import WIDE
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.trail.models import FigureMark, StoredFigure
from wijkraad.trail.stored import renew

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored(people):
    """Everything is stored, and nothing drawn yet."""
    by = {"responsible": people["chair"], "public_reason": "Het hoort bij de gemeente."}
    for place in range(6):
        makers.issue("reported assessing rejected", number=f"2026-90{place}", days_ago=40 + place, **by)
    ready._drawn.clear()
    renew(*ALL, WIDE)


def page(client, **more: str) -> str:
    return client.get("/cijfers/", more).content.decode()


def change(name: str, **facts: object) -> None:
    row = StoredFigure.objects.get(name=name)
    StoredFigure.objects.filter(name=name).update(facts=row.facts | facts)


def test_the_page_of_ready_parts_is_the_page_drawn_anew_and_takes_one_statement(client):
    drawn = page(client)
    with CaptureQueriesContext(connection) as seen:
        assert page(client) == drawn
    assert len(seen) == 1


def test_every_change_of_a_stored_figure_is_shown_at_once(client):
    assert "617 dagen" not in page(client)
    change(SPEED.name, k3={"twice": 1234, "n": 99})
    assert "617 dagen" in page(client)
    assert "33 / 44" not in page(client)
    wide = StoredFigure.objects.get(name=WIDE.name).facts["figures"]
    change(WIDE.name, figures=wide | {"K10": {"n": 44, "value": "3/4", "part": "33"}})
    assert "33 / 44" in page(client) and "617 dagen" in page(client)


def test_a_version_is_never_used_twice(client):
    """Also not when all is thrown away and stored anew, as after a restore."""
    before = set(StoredFigure.objects.values_list("version", flat=True))
    StoredFigure.objects.all().delete()
    renew(*ALL, WIDE)
    assert before.isdisjoint(StoredFigure.objects.values_list("version", flat=True))


def test_a_marked_figure_is_counted_not_shown_as_it_was_drawn(client):
    change(SPEED.name, k3={"twice": 1234, "n": 99})
    assert "617 dagen" in page(client)
    FigureMark.objects.create(figure=SPEED.name)
    assert "617 dagen" not in page(client)


def test_each_language_and_day_has_its_own_parts(client):
    dutch = page(client)
    english = page(client, taal="en")
    assert "Van melding tot" in dutch and "Van melding tot" not in english
    assert page(client, taal="nl") != english
    with clock.moved_to(clock.now() + timedelta(days=1)):
        renew(*ALL)
        ready._drawn.clear()
        fresh = page(client, taal="nl")
        assert page(client, taal="nl") == fresh != dutch


def test_what_is_too_few_follows_the_setting(client):
    change(SPEED.name, k3={"twice": 1234, "n": 7})
    assert "617 dagen" in page(client)
    Setting.objects.create(
        key="public_count_from",
        value=8,
        valid=(clock.today(), None),
        source="Besluit",
        created_at=clock.now(),
    )
    assert "617 dagen" not in page(client)


def test_money_stands_for_itself(client):
    page(client)
    change(MONEY.name, rows=[])
    assert page(client).count("Te weinig gegevens") > 0
