"""Seeded reports lie at parts of streets, so that hot spots and early warnings have something to tell."""

from datetime import timedelta

from django.db import connection

from issues.models import Issue, Segment, Street
from tests.portal import makers
from wijkraad.portal.figures.places import figure_k12
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.portal.kept import hearing, ruling, staying
from wijkraad.portal.seed.issues import PARTS, IssueSeeder
from wijkraad.terms import clock


def indexes() -> list[tuple]:
    """The indexes of the tables that triggers keep."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'portal\\_%%' ORDER BY indexname"
        )
        return cursor.fetchall()


def test_a_seeded_neighbourhood_has_hot_spots(committed, people):
    own = Street.objects.create(name="Eigen straat", slug="eigen-straat")
    Segment.objects.create(street=own, name="bij het plein")
    for key in ("verkeer", "overbewoning", "groen", "winkels", "coffeeshops", "overig", "ondermijning"):
        makers.theme(key)
    list(IssueSeeder(60, 3).run())
    assert Segment.objects.filter(street=own).count() == 1, "what is there stays"
    placed = Issue.objects.filter(segment=None)
    assert not placed.exists() and Issue.objects.count() == 60
    assert {one.name for one in Segment.objects.exclude(street=own)} <= set(PARTS)
    before = indexes()
    for one in (hearing, staying, ruling):
        one.recount()
        assert one.differences() == [] and indexes() == before
    today = clock.today()
    found = figure_k12(Scope(Period(today - timedelta(days=365), today + timedelta(days=1))), today=today)
    assert found.n > 0
