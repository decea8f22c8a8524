"""What the tests of money share: attackers with the password of `app`, at each isolation level."""

from contextlib import ExitStack

import psycopg
import pytest

from tests.conftest import connect

LEVELS = list(psycopg.IsolationLevel)[1:]
"""Read committed, repeatable read, serializable."""
PRETEND = (
    "SELECT set_config('wijkraad.actor', '1', false), set_config('wijkraad.verb', 'attack', false),"
    " set_config('wijkraad.at', '2020-01-01', false), set_config('pgtrigger.ignore', '{*}', false),"
    " set_config('search_path', 'pg_temp, public', false)"
)


@pytest.fixture
def attacker(committed):
    """Plain SQL as `app`, at each isolation level, with every session variable that it can set."""
    with ExitStack() as stack:
        found = [stack.enter_context(connect("default", committed)) for _level in LEVELS]
        for connection, level in zip(found, LEVELS, strict=True):
            connection.isolation_level = level
        yield Attacker(found)


class Attacker:
    def __init__(self, connections: list[psycopg.Connection]) -> None:
        self.connections = connections

    def tries(self, *statements: str) -> str:
        """Run statements and commit, level after level until one succeeds.

        Gives the name of the constraint (or kind of error) that refused at all of them, or ''.
        """
        refusals = []
        for connection in self.connections:
            refusals.append(self._refusal(connection, statements))
            if not refusals[-1]:
                return "" if len(refusals) == 1 else f"refused until {len(refusals)}: {refusals}"
        assert len(set(refusals)) == 1, refusals
        return refusals[0]

    def _refusal(self, connection: psycopg.Connection, statements: tuple[str, ...]) -> str:
        try:
            connection.execute(PRETEND)
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        except psycopg.Error as error:
            connection.rollback()
            if isinstance(error, psycopg.errors.InsufficientPrivilege):
                return "privilege"
            return error.diag.constraint_name or type(error).__name__
        return ""
