"""A whole portal as a subprocess: its own port, its own var/ and no settings of the machine around it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from wijkraad.running.postgres import server_of
from wijkraad.running.runfile import RunFile, Running

PATIENCE = 240.0  # starting compiles everything once, and a test machine may be busy
OURS = ("DATABASE_URL", "OWNER_DATABASE_URL", "DEMO", "DEBUG", "MAKELEVEL", "WEB_PROCESS", "VAR_DIR")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var: Path, port: int, **extra: str) -> dict[str, str]:
    """The variables of a portal in earnest; an empty value takes a variable away."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    inherited["PYTHONDONTWRITEBYTECODE"] = ""  # starting ten times compiles once
    ours = {"VAR_DIR": str(var), "PORT": str(port), "SECRET_KEY": "s" * 50, "WEB_WORKERS": "1"}
    return {name: value for name, value in (inherited | ours | extra).items() if value}


class Portal:
    """One `manage.py up` with everything it says."""

    def __init__(self, var: Path, port: int, **extra: str) -> None:
        self.var, self.port = var, port
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=settings.BASE_DIR,
            env=environment(var, port, **extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                self.lines.append(line)

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def started(self) -> "Portal":
        """Wait until it says that it is ready."""
        wait(lambda: "staat klaar" in self.said or self.process.poll() is not None)
        assert self.process.poll() is None, self.said
        return self

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def stop(self, sig: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(sig)
        return self.ended()

    def children(self) -> dict[str, Running]:
        """What the run file says that runs."""
        file = RunFile(self.var / "run.json")
        file.load()
        return file.children

    def headers(self, path: str, **sent: str) -> tuple[int, dict[str, str]]:
        """Status and headers of an answer, redirects not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with closing(connection):
            connection.request("GET", path, headers={name.replace("_", "-"): sent[name] for name in sent})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def ready(self) -> bool:
        return self.get("/readyz")[0] == 200


def wait(done: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is so; a failure when it takes too long."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def refusal(portal: Portal) -> str:
    """The one line it says before it ends with code 1."""
    code = portal.ended()
    refused = [line for line in portal.lines if line.startswith("Het portaal start niet: ")]
    assert code == 1 and len(refused) == 1, portal.said
    assert "Traceback" not in portal.said
    assert not server_of(portal.var).pids()
    return refused[0]


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One var/ for the stories of a module: the database is made once."""
    folder = tmp_path_factory.mktemp("up")
    for above in (folder, folder.parent, folder.parent.parent):  # as root the database runs as `nobody`
        above.chmod(0o755)
    return folder


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Portal]]:
    """Start a portal in the module's var/; what is left of it is killed after the test."""
    started: list[Portal] = []

    def begin(port: int | None = None, **extra: str) -> Portal:
        started.append(Portal(var, port or free_port(), **extra))
        return started[-1]

    yield begin
    for portal in started:
        if portal.process.poll() is None:
            portal.process.kill()
            portal.ended()
