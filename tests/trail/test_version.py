"""The data version: raised by each public change, visible from its commit, waiting for nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from psycopg import IsolationLevel

from tests.conftest import connect
from wijkraad.terms.models import Setting
from wijkraad.trail.version import data_version

NEW_ORGANISATION = "INSERT INTO people_organisation (name, short_name, email) VALUES (%s, %s, '')"
LEVELS = [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE]


def test_a_public_change_raises_it_once_and_only_at_commit(committed: str) -> None:
    before = data_version()
    with connect("default", committed) as writer:
        for name in ("Politie", "Staedion", "Gemeente"):
            writer.execute(NEW_ORGANISATION, [name, name])
        assert data_version() == before
    assert data_version() == before + 1


def test_a_change_that_nobody_sees_leaves_it(committed: str, resident) -> None:
    before = data_version()
    resident.name = "Noor de Bewoner"
    resident.save()
    assert data_version() == before


def test_a_new_name_of_somebody_official_raises_it_but_a_sign_in_does_not(committed: str, chair) -> None:
    before = data_version()
    chair.last_login = chair.date_joined
    chair.save()
    assert data_version() == before
    chair.function = "Voorzitter"
    chair.save()
    assert data_version() == before + 1


def test_what_is_rolled_back_leaves_it(committed: str, sql_as_app) -> None:
    before = data_version()
    sql_as_app.execute(NEW_ORGANISATION, ["Politie", "Politie"])
    sql_as_app.execute("SET CONSTRAINTS ALL IMMEDIATE")
    sql_as_app.rollback()
    assert data_version() == before


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_fifty_public_changes_at_once_neither_wait_nor_fail(committed: str, level: IsolationLevel) -> None:
    """Each holds its part of the version until all have raised it: a queue for one row would hang here."""
    before = data_version()
    everybody = Barrier(50, timeout=20)

    def change(number: int) -> None:
        with connect("default", committed) as writer:
            writer.isolation_level = level
            writer.execute(NEW_ORGANISATION, [f"Partner {number}", "P"])
            writer.execute("SET CONSTRAINTS ALL IMMEDIATE")
            everybody.wait()

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(change, range(50)))
    assert data_version() == before + 50


def test_a_setting_is_a_public_change(committed: str) -> None:
    before = data_version()
    Setting.objects.create(
        key="light_limit",
        value=str(Decimal("100.00")),
        valid=(date(2026, 1, 1), None),
        source="besluit",
        created_at="2026-01-01T00:00Z",
    )
    assert data_version() == before + 1
