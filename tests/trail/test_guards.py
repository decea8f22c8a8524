"""The guards of the database, attacked with plain SQL by the role `app` at every isolation level.

A small room of two tables is built for it: `lamp` with states and its history `lamp_move`.
"""

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import IsolationLevel
from psycopg.errors import CheckViolation, InsufficientPrivilege

from tests.conftest import as_owner, connect, copy_database, drop_database
from wijkraad.trail import guards
from wijkraad.trail.workflow import NEW, Move, Workflow, moves

LEVELS = [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE]
WORKFLOW = Workflow(
    "lamp",
    {"dark": "uit", "lit": "aan", "broken": "stuk"},
    (
        Move(NEW, "dark", frozenset({"anyone"})),
        *moves("lit", ["dark"], "anyone"),
        *moves("dark", ["lit"], "anyone"),
        *moves("broken", ["lit", "dark"], "anyone"),
    ),
)
TABLES = """
CREATE TABLE lamp (id bigserial PRIMARY KEY, status text NOT NULL, title text NOT NULL DEFAULT '',
                   owner_name text NOT NULL DEFAULT '', version int NOT NULL DEFAULT 1);
CREATE TABLE lamp_move (id bigserial PRIMARY KEY, lamp_id bigint NOT NULL REFERENCES lamp,
                        from_state text NOT NULL, to_state text NOT NULL, txid bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON lamp TO app;
GRANT SELECT, INSERT ON lamp_move TO app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app;
"""
GUARDS = [
    guards.moves_only("lamp", WORKFLOW, "lamp_move", "lamp_id"),
    guards.append_only("lamp_move"),
    guards.recorded("lamp", "status title", personal="owner_name"),
    guards.versioned("lamp"),
    guards.frozen_columns("lamp", "title", "OLD.status = 'broken'", "lamp_fixed"),
]
FORGED = {
    "wijkraad.at": "2001-01-01T00:00:00+00:00",
    "wijkraad.actor": "1",
    "wijkraad.demo": "1",
    "session_replication_role": "replica",
    "pgtrigger.ignore": "{lamp:moves_update}",
    "pghistory.context_id": "1",
    "row_security": "off",
}
"""Session variables that an attacker would try; those that need a superuser are refused by themselves."""


@pytest.fixture(scope="module")
def lamps(template_database: str) -> Iterator[str]:
    """One database with the small room in it for all these tests: each makes lamps of its own."""
    name = f"wijkraad_own_lamps_{os.getpid()}"
    copy_database(template_database, name)
    with as_owner(name) as owner:
        owner.execute(TABLES)
        for guard in GUARDS:
            owner.execute(guard.sql)
    yield name
    drop_database(name)


@pytest.fixture(params=LEVELS, ids=lambda level: level.name)
def app(lamps: str, request) -> Iterator[psycopg.Connection]:
    """An attacker with the password of `app` who first sets every variable that could switch a guard off."""
    with connect("default", lamps) as connection:
        connection.isolation_level = request.param
        for name, value in FORGED.items():
            try:
                connection.execute("SELECT set_config(%s, %s, false)", [name, value])
            except psycopg.Error:
                connection.rollback()
            connection.commit()
        yield connection
        connection.rollback()


def new_lamp(app: psycopg.Connection, status: str = "dark") -> int:
    (pk,) = app.execute("INSERT INTO lamp (status) VALUES (%s) RETURNING id", [status]).fetchone()
    app.execute("INSERT INTO lamp_move (lamp_id, from_state, to_state) VALUES (%s, '', %s)", [pk, status])
    return pk


def switch(app: psycopg.Connection, pk: int, source: str, target: str) -> None:
    app.execute("UPDATE lamp SET status = %s WHERE id = %s", [target, pk])
    app.execute(
        "INSERT INTO lamp_move (lamp_id, from_state, to_state) VALUES (%s, %s, %s)", [pk, source, target]
    )


def refused_by(constraint: str, action, *args) -> None:
    with pytest.raises(CheckViolation) as refusal:
        action(*args)
    assert refusal.value.diag.constraint_name == constraint


def test_a_move_with_its_history_is_fine(app) -> None:
    pk = new_lamp(app)
    app.commit()
    switch(app, pk, "dark", "lit")
    app.commit()
    assert app.execute("SELECT status FROM lamp WHERE id = %s", [pk]).fetchone() == ("lit",)


def test_no_other_first_state(app) -> None:
    refused_by("lamp_first_state", new_lamp, app, "lit")


def test_no_move_that_is_not_in_the_table(app) -> None:
    pk = new_lamp(app)
    switch(app, pk, "dark", "broken")
    app.commit()
    refused_by("lamp_move", switch, app, pk, "broken", "lit")


def test_no_move_by_a_write_on_conflict(app) -> None:
    pk = new_lamp(app)
    switch(app, pk, "dark", "broken")
    app.commit()
    upsert = "INSERT INTO lamp (id, status) VALUES (%s, 'dark') ON CONFLICT (id) DO UPDATE SET status = 'lit'"
    refused_by("lamp_move", app.execute, upsert, [pk])


def test_no_birth_and_no_move_without_history(app) -> None:
    app.execute("INSERT INTO lamp (status) VALUES ('dark')")
    refused_by("lamp_told", app.commit)
    pk = new_lamp(app)
    app.commit()
    app.execute("UPDATE lamp SET status = 'lit' WHERE id = %s", [pk])
    refused_by("lamp_told", app.commit)


def test_an_older_history_row_does_not_stand_for_a_new_move(app) -> None:
    """Not even one that was given the number of a later transaction."""
    pk = new_lamp(app)
    (now,) = app.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
    for ahead in range(1, 30):
        app.execute(
            "INSERT INTO lamp_move (lamp_id, from_state, to_state, txid) VALUES (%s, 'dark', 'lit', %s)",
            [pk, now + ahead],
        )
    app.commit()
    app.execute("UPDATE lamp SET status = 'lit' WHERE id = %s", [pk])
    refused_by("lamp_told", app.commit)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lamp_move SET to_state = 'lit'",
        "DELETE FROM lamp_move",
        "TRUNCATE lamp_move",
        "TRUNCATE lamp CASCADE",
        "ALTER TABLE lamp DISABLE TRIGGER ALL",
        "ALTER TABLE lamp_move DISABLE TRIGGER append_only",
        "DROP TRIGGER moves_update ON lamp",
        "CREATE OR REPLACE FUNCTION lamp_moves() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE public.lamp_copy (id int)",
        "INSERT INTO trail_trailevent (at, verb, \"table\", \"row\", operation, changes)"
        " VALUES (now(), 'x', 'lamp', '1', 'update', '{}')",
        "UPDATE trail_trailevent SET verb = 'x'",
        "DELETE FROM trail_trailevent",
        "UPDATE trail_dataversion SET version = 0",
        "UPDATE terms_installation SET demo = true",
        "SET session_replication_role = replica",
        "SET ROLE owner",
        "SELECT lamp_record()",
    ],
)  # fmt: skip
def test_app_has_no_right_to_get_around_them(app, statement: str) -> None:
    new_lamp(app)
    app.commit()
    with pytest.raises((InsufficientPrivilege, psycopg.errors.FeatureNotSupported)):
        app.execute(statement)


def test_the_owner_cannot_rewrite_history_by_accident(lamps) -> None:
    with connect("default", lamps) as app:
        new_lamp(app)
    with as_owner(lamps) as owner:
        for statement in (
            "UPDATE lamp_move SET to_state = 'lit'",
            "DELETE FROM lamp_move",
            "TRUNCATE lamp_move",
        ):
            refused_by("lamp_move_append_only", owner.execute, statement)
        refused_by("trail_trailevent_append_only", owner.execute, "DELETE FROM trail_trailevent")


def test_the_seed_may_disable_them_as_owner(lamps) -> None:
    with as_owner(lamps) as owner:
        owner.execute("ALTER TABLE lamp DISABLE TRIGGER USER")
        owner.execute("INSERT INTO lamp (status, title) VALUES ('lit', 'seeded')")
        owner.execute("ALTER TABLE lamp ENABLE TRIGGER USER")
        assert owner.execute("SELECT count(*) FROM lamp WHERE title = 'seeded'").fetchone() == (1,)


def test_a_temporary_table_of_the_same_name_fools_nobody(app) -> None:
    """Told by a history of one's own: the guard looks at the real one."""
    pk = new_lamp(app)
    app.commit()
    app.execute("CREATE TEMP TABLE lamp_move (lamp_id bigint, from_state text, to_state text, txid bigint)")
    app.execute("CREATE TEMP TABLE terms_installation AS SELECT 1 AS id, true AS demo")
    app.execute("UPDATE public.lamp SET status = 'lit' WHERE id = %s", [pk])
    app.execute(
        "INSERT INTO pg_temp.lamp_move VALUES (%s, 'dark', 'lit', pg_current_xact_id()::text::bigint)", [pk]
    )
    refused_by("lamp_told", app.commit)


def test_history_is_not_forged_through_a_table_of_ones_own(app) -> None:
    app.execute("CREATE TEMP TABLE lamp (id int, status text, title text, owner_name text)")
    with pytest.raises(InsufficientPrivilege):
        app.execute(
            "CREATE TRIGGER forged AFTER INSERT ON pg_temp.lamp FOR EACH ROW EXECUTE FUNCTION lamp_record()"
        )


def events(app: psycopg.Connection, pk: int) -> list[tuple]:
    rows = """SELECT at, operation, changes FROM trail_trailevent
              WHERE "table" = 'lamp' AND "row" = %s ORDER BY id"""
    return app.execute(rows, [str(pk)]).fetchall()


def test_the_trail_tells_values_but_personal_ones_only_as_changed(app) -> None:
    pk = new_lamp(app)
    app.execute("UPDATE lamp SET title = 'Hoek', owner_name = 'Noor' WHERE id = %s", [pk])
    app.execute("UPDATE lamp SET title = 'Hoek' WHERE id = %s", [pk])
    told = [(operation, changes) for _at, operation, changes in events(app, pk)]
    assert told == [
        ("insert", {"status": [None, "dark"], "title": [None, ""], "owner_name": True}),
        ("update", {"title": ["", "Hoek"], "owner_name": True}),
    ]


def test_a_forged_instant_is_ignored(app) -> None:
    pk = new_lamp(app)
    ((at, _operation, _changes),) = events(app, pk)
    assert at.year > 2001


def test_the_instant_is_heard_on_a_demo_and_from_the_owner(lamps) -> None:
    with as_owner(lamps) as owner:
        owner.execute("SELECT set_config('wijkraad.at', '2001-01-01T00:00:00+00:00', false)")
        assert owner.execute("SELECT extract(year FROM trail_now())").fetchone() == (2001,)
        owner.execute("UPDATE terms_installation SET demo = true")
        with connect("default", lamps) as app:
            app.execute("SELECT set_config('wijkraad.at', '2001-01-01T00:00:00+00:00', false)")
            pk = new_lamp(app)
            assert events(app, pk)[0][0].year == 2001
        owner.execute("UPDATE terms_installation SET demo = false")


def test_the_row_version_rises_whatever_the_statement_says(app) -> None:
    pk = new_lamp(app)
    app.execute("UPDATE lamp SET version = 99, title = 'a' WHERE id = %s", [pk])
    app.execute("UPDATE lamp SET version = 1 WHERE id = %s", [pk])
    assert app.execute("SELECT version FROM lamp WHERE id = %s", [pk]).fetchone() == (3,)


def test_a_fixed_text_stays_and_its_row_too(app) -> None:
    pk = new_lamp(app)
    app.execute("UPDATE lamp SET title = 'Hoek' WHERE id = %s", [pk])
    switch(app, pk, "dark", "broken")
    app.commit()
    refused_by("lamp_fixed", app.execute, "UPDATE lamp SET title = 'Anders' WHERE id = %s", [pk])
    app.rollback()
    refused_by("lamp_fixed", app.execute, "DELETE FROM lamp WHERE id = %s", [pk])
    app.rollback()
    app.execute("UPDATE lamp SET owner_name = 'Bas' WHERE id = %s", [pk])
    app.commit()


def test_every_guard_can_be_taken_back(committed) -> None:
    with as_owner(committed) as owner:
        owner.execute(TABLES)
        for guard in GUARDS:
            owner.execute(guard.sql)
        for guard in reversed(GUARDS):
            owner.execute(guard.reverse_sql)
        count = "SELECT count(*) FROM pg_proc WHERE proname LIKE 'lamp%'"
        assert owner.execute(count).fetchone() == (0,)
