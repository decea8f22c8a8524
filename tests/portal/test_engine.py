"""The engine of figures: each K by an example that is worked out by hand."""

from datetime import timedelta

import pytest

from tests.budgets import scene
from tests.portal import makers
from wijkraad.portal.figures.engine import ALL
from wijkraad.portal.figures.shape import Period, Scope
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db


def asked(days: int = 365, back: int = 0, **more) -> Scope:
    """A period of so many days that ended `back` days ago."""
    end = clock.today() - timedelta(days=back - 1)
    return Scope(Period(end - timedelta(days=days), end), **more)


def test_every_figure_answers_an_empty_council_and_one_with_a_few_rows(people):
    for number in (1, 2):
        for code, count in ALL.items():
            found = count(asked(user=people["manager"]), today=clock.today())
            assert (found.code, found.per) == (code, clock.today()) and str(found.formula)
            assert found.rows.count() >= 0
        makers.issue("reported assessing", number=f"2026-900{number}", responsible=people["chair"])
        scene.decision("Iets", issues=[scene.issue()])
