"""`manage.py up` as an operator meets it: starting, stopping, being killed, starting again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.running.conftest import Portal, environment, free_port, refusal, wait
from wijkraad.running.postgres import server_of
from wijkraad.running.processes import in_session, started_at
from wijkraad.running.runfile import Running, child_pids

Start = Callable[..., Portal]


def nothing_runs(portal: Portal, children: dict[str, Running]) -> bool:
    """No process of the portal is left and its port is free."""
    left = [pid for child in children.values() for pid in in_session(child.session)]
    return not left and not server_of(portal.var).pids() and portal.get("/healthz")[0] == 0


def remember(var: Path, text: str) -> None:
    with server_of(var).connect("owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (text text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [text])


def remembered(var: Path) -> list[str]:
    with server_of(var).connect("owner") as connection:
        return [row[0] for row in connection.execute("SELECT text FROM kept")]


def test_it_starts_answers_and_stops_leaving_nothing(start: Start, var: Path) -> None:
    portal = start().started()
    assert portal.get("/healthz") == (200, "ok\n")
    wait(portal.ready)
    remember(var, "voor de eerste stop")
    children = portal.children()
    assert set(children) == {"database", "worker", "web"}

    begin = time.monotonic()
    assert portal.stop(signal.SIGTERM) == 0
    assert time.monotonic() - begin < 30
    assert nothing_runs(portal, children)
    assert not (var / "run.json").exists()
    assert "gestopt" in portal.lines[-1]
    assert "staat klaar" in (var / "log" / "portal.log").read_text()


def test_the_second_start_is_quick_keeps_the_data_and_is_the_only_one(start: Start, var: Path) -> None:
    begin = time.monotonic()
    portal = start().started()
    assert time.monotonic() - begin < 60  # about three seconds on a quiet machine
    assert remembered(var) == ["voor de eerste stop"]
    assert "migraties uitvoeren" not in portal.said

    second = start(free_port())
    assert second.ended() == 1
    runs = f"http://127.0.0.1:{portal.port} (proces {portal.process.pid})"
    assert second.lines == [f"Het portaal start niet: het draait al op {runs}.\n"]
    assert portal.stop(signal.SIGINT) == 0


def test_after_kill_of_the_parent_all_ends_and_the_next_start_needs_no_hand(start: Start, var: Path) -> None:
    portal = start().started()
    children = portal.children()
    portal.stop(signal.SIGKILL)
    wait(lambda: nothing_runs(portal, children))

    again = start(portal.port).started()
    wait(again.ready)
    assert remembered(var) == ["voor de eerste stop"]
    assert again.stop() == 0


def test_the_next_start_ends_what_does_not_hear_that_its_parent_died(start: Start) -> None:
    portal = start().started()
    children = portal.children()
    deaf = child_pids(children["web"]) + child_pids(children["worker"])
    for pid in deaf:
        os.kill(pid, signal.SIGSTOP)
    portal.process.kill()
    portal.process.wait()

    again = start(portal.port).started()
    assert all(started_at(pid) is None for pid in deaf)
    assert "Gestopt wat van de vorige keer was overgebleven" in again.said
    assert again.stop() == 0


def test_what_is_killed_comes_back_by_itself(start: Start, var: Path) -> None:
    portal = start().started()
    wait(portal.ready)
    before = portal.children()
    for child in before.values():
        os.kill(child.pid, signal.SIGKILL)
    wait(lambda: all(child.pid != before[name].pid for name, child in portal.children().items()))
    wait(portal.ready)

    for pid in child_pids(portal.children()["web"])[1:]:  # a process of the web server, not its head
        os.kill(pid, signal.SIGKILL)
    wait(portal.ready)
    assert remembered(var) == ["voor de eerste stop"]
    assert portal.stop() == 0


def test_behind_a_proxy_it_speaks_https_only(start: Start) -> None:
    portal = start(TRUSTED_PROXY_COUNT="1", ALLOWED_HOSTS="wijk.example").started()
    sent = {"Host": "wijk.example", "X_Forwarded_For": "6.6.6.6, 1.2.3.4"}
    status, headers = portal.headers("/accounts/login/", **sent, X_Forwarded_Proto="http")
    assert (status, headers["location"]) == (301, "https://wijk.example/accounts/login/")

    status, headers = portal.headers("/accounts/login/", **sent, X_Forwarded_Proto="https")
    assert status == 200
    assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains; preload"
    assert "; Secure" in headers["set-cookie"]
    assert portal.headers("/healthz", Host="anders.example", X_Forwarded_Proto="https")[0] == 400
    assert portal.stop() == 0


def test_a_demo_account_is_refused_outside_the_demo_and_named(start: Start, var: Path) -> None:
    portal = start().started()
    add = "from wijkraad.people.models import User; User.objects.create_user('bestuur@demo.test', 'x')"
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
