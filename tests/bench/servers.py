"""The two targets as processes on loopback, loaded one at a time, and the load on them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connections

from tests.bench.prepare import PORTS, Target
from wijkraad.running.processes import die_with_parent
from wijkraad.running.supervisor import end_child

HERE = Path(__file__).parent
AT_WORK = """
SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid() AND datname = %s
"""


@dataclass(frozen=True)
class Load:
    """What one run of wrk measured; latencies in milliseconds; `good` answers led to a stored report."""

    per_second: float
    p50: float
    p99: float
    bytes_each: float
    errors: int
    answers: int
    good: int


@dataclass(frozen=True)
class Server:
    """A running granian with two workers of one thread each, as `manage.py up` starts it."""

    base: str
    process: subprocess.Popen[bytes]

    def wait_until_idle(self) -> None:
        """Until neither this server nor any connection of the database is at work; a minute at most."""
        for _ in range(120):
            before = self._cpu()
            time.sleep(0.5)
            with connections["owner"].cursor() as cursor:
                cursor.execute(AT_WORK, [settings.DATABASES["default"]["NAME"]])
                busy = cursor.fetchone()[0]
            if not busy and self._cpu() - before <= 2:
                return

    def _cpu(self) -> int:
        """The CPU time of all its processes, in ticks (hundredths of a second)."""
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(") ")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self.process.pid:  # its session
                total += int(fields[11]) + int(fields[12])
        return total


@contextmanager
def _server(who: str, application: str, probe: str, extra: dict[str, str]) -> Iterator[Server]:
    program = "wijkraad.running.web" if who == "ours" else "granian"
    command = [
        sys.executable, "-m", program, application, "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(PORTS[who]), "--no-ws", "--workers", "2", "--blocking-threads", "1",
        "--blocking-threads-idle-timeout", "600", "--log-level", "warning",
    ]  # fmt: skip
    environment = os.environ | {"WEB_PROCESS": "1", "ALLOWED_HOSTS": "127.0.0.1"} | extra
    process = subprocess.Popen(
        command, env=environment, start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM)
    )
    try:
        server = Server(f"http://127.0.0.1:{PORTS[who]}", process)
        _wait_for(server.base + probe)
        yield server
    finally:
        end_child(process)


@contextmanager
def both(sizes: dict[str, int]) -> Iterator[dict[str, Server]]:
    """Ours and the limit, both running; only one of them is asked at a time."""
    at = connections.databases["default"]
    sheet = staticfiles_storage.path(staticfiles_storage.stored_name("css/site.css"))
    limit = {
        "SIZES": json.dumps(sizes),
        "LIMIT_DSN": f"host={at['HOST']} user={at['USER']} dbname={at['NAME']}",
        "SHEET": sheet,
        "DJANGO_SETTINGS_MODULE": "tests.bench.limit.app",
    }
    # one trusted proxy: each sender of a report may then have an address of its own
    proxy = {"TRUSTED_PROXY_COUNT": "1"}
    with (
        _server("ours", "wijkraad.wsgi:application", "/healthz", proxy) as ours,
        _server("limit", "tests.bench.limit.app:application", "/file", limit) as bare,
    ):
        yield {"ours": ours, "limit": bare}


def _wait_for(address: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


_sent: dict[str, int] = {}
"""How many lines of a file were sent already: a form is sent once."""


def run(server: Server, target: Target, *, seconds: int, many: int, seed: int = 1) -> Load:
    """wrk for some seconds on what a target is asked; raises SystemExit when wrk is missing or fails."""
    command = ["wrk", "-t1", f"-c{many}", f"-d{seconds}s", "-s", str(HERE / "load.lua"), server.base]
    headers = {"Accept-Encoding": "identity", **target.headers}
    file = str(target.paths)
    environment = {
        "PATHS": file,
        "SEED": str(seed),
        "HEADERS": "\n".join(f"{name}: {value}" for name, value in headers.items()),
        "OFFSET": str(_sent.get(file, 0)),
    } | ({"ONCE": "1"} if target.once else {})
    try:
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
    except FileNotFoundError:
        raise SystemExit("make bench needs wrk (Debian: apt install wrk)") from None
    line = next((x for x in done.stdout.splitlines() if x.startswith("RESULT")), "")
    if not line:
        raise SystemExit(f"wrk failed: {done.stdout}{done.stderr}")
    requests, micros, size, errors, p50, p99, good = map(int, line.split()[1:])
    _sent[file] = _sent.get(file, 0) + requests + many
    return Load(
        per_second=requests / (micros / 1e6),
        p50=p50 / 1000,
        p99=p99 / 1000,
        bytes_each=size / max(requests, 1),
        errors=errors,
        answers=requests,
        good=good,
    )
