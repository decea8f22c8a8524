"""The supervisor alone, with small programs instead of the parts of the portal."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.conftest import wait
from wijkraad.running.output import CombinedLog
from wijkraad.running.processes import started_at
from wijkraad.running.runfile import RunFile, Running
from wijkraad.running.supervisor import CannotStart, Part, Patience, Supervisor, end_child, start_child

NO_PATIENCE = Patience(restarts=2, within_seconds=60.0, first_pause_seconds=0.01)


@pytest.fixture
def boss(tmp_path: Path) -> Iterator[Supervisor]:
    log = CombinedLog(tmp_path / "log")
    yield Supervisor(log, RunFile(tmp_path / "run.json"), NO_PATIENCE)
    log.close()


def part(name: str, code: str, boss: Supervisor) -> Part:
    command = [sys.executable, "-c", code]
    return Part(name, lambda: start_child(name, command, boss.log), end_child)


def test_a_part_that_keeps_dying_stops_everything(
    boss: Supervisor, capfd: pytest.CaptureFixture[str]
) -> None:
    boss.add(part("goed", "import time; time.sleep(60)", boss))
    boss.add(part("stuk", "print('ik kan niet meer'); raise SystemExit(3)", boss))
    with pytest.raises(CannotStart, match=r"'stuk' stopt steeds \(code 3\)"):
        boss.watch()
    well = boss.runfile.children["goed"]
    boss.stop()
    assert started_at(well.pid) is None
    said = capfd.readouterr().out
    assert said.count("stuk is gestopt (code 3) en wordt opnieuw gestart") == 2
    assert "stuk     | ik kan niet meer" in said


def test_a_part_that_does_not_listen_takes_its_children_along(boss: Supervisor, tmp_path: Path) -> None:
    deaf = "import signal, subprocess, time; signal.signal(15, signal.SIG_IGN); print('klaar', flush=True); "
    deaf += "subprocess.run(['sleep', '60'])"
    process = start_child("doof", [sys.executable, "-c", deaf], boss.log)
    wait(lambda: "klaar" in (tmp_path / "log" / "portal.log").read_text())
    begin = time.monotonic()
    end_child(process)
    assert process.returncode == -9
    assert time.monotonic() - begin < 15


def test_the_run_file_believes_nothing_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    for broken in ("", "{", "[]", '{"boot": "another"}', '{"boot": null, "parent": 1}'):
        path.write_text(broken)
        file = RunFile(path)
        file.load()
        assert file.parent is None and not file.children and not file.someone_else_runs()


def test_a_pid_that_went_to_somebody_else_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    file = RunFile(tmp_path / "run.json")
    file.children = {"web": Running("web", stranger.pid, started=1, session=stranger.pid)}
    file.save()
    again = RunFile(tmp_path / "run.json")
    again.load()
    assert again.children == file.children
    assert again.end_leftovers() == []
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()
