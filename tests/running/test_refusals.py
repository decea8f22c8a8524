"""What `manage.py up` refuses: one clear line and exit code 1, and nothing is left running."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.running.conftest import Portal, environment, free_port
from wijkraad.running.postgres import server_of

Start = Callable[..., Portal]
NOBODY_HERE = "postgres://app:geheim@127.0.0.1:1/wijkraad"


def refusal(portal: Portal) -> str:
    """The one line it says before it ends with code 1."""
    code = portal.ended()
    refused = [line for line in portal.lines if line.startswith("Het portaal start niet: ")]
    assert code == 1 and len(refused) == 1, portal.said
    assert "Traceback" not in portal.said
    assert not server_of(portal.var).pids()
    return refused[0]


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


def test_a_demo_account_is_refused_outside_the_demo_and_named(start: Start, var: Path) -> None:
    portal = start().started()
    add = "from wijkraad.people.models import User; User.objects.create_user('bestuur@demo.test', 'demo-wijkraad')"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", add],
        cwd=settings.BASE_DIR,
        env=environment(var, portal.port),
        check=True,
        capture_output=True,
    )
    portal.stop()
    assert "Demo-account gevonden: bestuur@demo.test." in refusal(start())


@pytest.mark.parametrize("file", ["PG_VERSION", "global/pg_control"])
def test_a_damaged_database_is_named(start: Start, var: Path, file: str) -> None:
    (var / "postgres" / "data" / file).rename(var / "gone")
    try:
        assert str(var / "postgres") in refusal(start())
    finally:
        (var / "gone").rename(var / "postgres" / "data" / file)
