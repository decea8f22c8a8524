"""Counts in a street against plain SQL."""

from datetime import timedelta

import psycopg
import pytest

from issues.actions import count_street
from issues.models import StreetCount
from tests.issues.stories import street, theme
from wijkraad.terms import clock


def test_plain_sql_keeps_a_count_within_its_whole(sql_as_app, people):
    one = count_street(
        by=people["chair"], street=street(), theme=theme("winkels"), what="leeg", part=9, total=61,
        counted_on=clock.today() - timedelta(days=1), source="geteld",
    )  # fmt: skip
    with pytest.raises(psycopg.errors.CheckViolation):
        sql_as_app.execute("UPDATE issues_streetcount SET part = 62 WHERE id = %s", (one.pk,))
    assert StreetCount.objects.get().part == 9
