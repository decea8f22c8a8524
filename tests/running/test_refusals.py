"""What `manage.py up` refuses: one clear line and exit code 1, and nothing is left running."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running.conftest import Portal, free_port, refusal

Start = Callable[..., Portal]
NOBODY_HERE = "postgres://app:geheim@127.0.0.1:1/wijkraad"


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY ontbreekt"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY is te kort"),
        ({"PORT": "tachtig"}, "PORT moet een getal zijn van 1 tot 65535, en is 'tachtig'"),
        ({"DEMO": "misschien"}, "DEMO moet 1 of 0 zijn, en is 'misschien'"),
        ({"DATABASE_URL": "mysql://app@server/naam"}, "DATABASE_URL moet de vorm postgres://"),
        ({"OWNER_DATABASE_URL": NOBODY_HERE}, "DATABASE_URL ontbreekt"),
        ({"EMAIL_URL": "duif://server"}, "EMAIL_URL moet de vorm smtp+tls://"),
    ],
)
def test_a_wrong_variable_is_named(start: Start, variables: dict[str, str], reason: str) -> None:
    portal = start(**variables)
    assert reason in refusal(portal)
    assert len(portal.lines) == 1


def test_a_taken_port_is_named_with_a_way_out(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        portal = start(port)
        assert f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld PORT={port + 1}" in refusal(
            portal
        )


def test_an_unreachable_database_is_named_without_its_password(start: Start) -> None:
    said = refusal(start(DATABASE_URL=NOBODY_HERE))
    assert "De database van DATABASE_URL is niet bereikbaar" in said
    assert "geheim" not in said


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.write_text("geen map")
    portal = Portal(var, free_port())
    assert portal.ended() == 1
    assert portal.lines == [f"Het portaal start niet: Kan niet schrijven in {var}: File exists.\n"]
