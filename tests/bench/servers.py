"""The two targets as processes on loopback, one at a time, and the load on them."""

import os
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

from tests.bench.prepare import Target
from wijkraad.running.supervisor import end_child

HERE = Path(__file__).parent
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Load:
    """What one run of wrk measured; latencies in milliseconds."""

    per_second: float
    p50: float
    p99: float
    bytes_each: float
    errors: int


@contextmanager
def server(application: str, probe: str, extra: dict[str, str]) -> Iterator[None]:
    """A granian with two workers of one thread each, as `manage.py up` starts it."""
    command = [
        sys.executable, "-m", "granian", application, "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(PORT), "--no-ws", "--workers", "2", "--blocking-threads", "1",
        "--blocking-threads-idle-timeout", "600", "--log-level", "warning",
    ]  # fmt: skip
    environment = os.environ | {"WEB_PROCESS": "1", "ALLOWED_HOSTS": "127.0.0.1"} | extra
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        _wait_for(probe)
        yield
    finally:
        end_child(process)
        _wait_until_idle()


@contextmanager
def ours() -> Iterator[None]:
    # one trusted proxy: each sender of a report may then have an address of its own
    with server("wijkraad.wsgi:application", "/healthz", {"TRUSTED_PROXY_COUNT": "1"}):
        yield


@contextmanager
def limit(sizes: str) -> Iterator[None]:
    at = connections.databases["default"]
    dsn = f"host={at['HOST']} user={at['USER']} dbname={at['NAME']}"
    sheet = staticfiles_storage.path(staticfiles_storage.stored_name("css/site.css"))
    extra = {"SIZES": sizes, "LIMIT_DSN": dsn, "SHEET": sheet}
    extra |= {"DJANGO_SETTINGS_MODULE": "tests.bench.limit.app"}
    with server("tests.bench.limit.app:application", "/memory", extra):
        yield


def _wait_for(path: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urlopen(BASE + path, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{path} does not answer")


def _wait_until_idle() -> None:
    """Until no other connection of the database is at work."""
    sql = (
        "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()"
        " AND datname = %s"
    )
    for _ in range(100):
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql, [settings.DATABASES["default"]["NAME"]])
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.1)


_sent: dict[str, int] = {}
"""How many lines of a file were sent already: a form is sent once."""


def run(target: Target, *, seconds: int, connections_: int, seed: int = 1) -> Load:
    """wrk for some seconds on what a target is asked; raises SystemExit when wrk is missing or fails."""
    command = ["wrk", "-t1", f"-c{connections_}", f"-d{seconds}s", "-s", str(HERE / "load.lua"), BASE]
    headers = {"Accept-Encoding": "identity", **target.headers}
    environment = {
        "PATHS": str(target.paths),
        "SEED": str(seed),
        "HEADERS": "\n".join(f"{name}: {value}" for name, value in headers.items()),
        "OFFSET": str(_sent.get(str(target.paths), 0)),
    } | ({"ONCE": "1"} if target.once else {})
    try:
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
    except FileNotFoundError:
        raise SystemExit("make bench needs wrk (Debian: apt install wrk)") from None
    line = next((x for x in done.stdout.splitlines() if x.startswith("RESULT")), "")
    if not line:
        raise SystemExit(f"wrk failed: {done.stdout}{done.stderr}")
    requests, micros, size, errors, p50, p99 = map(int, line.split()[1:])
    _sent[str(target.paths)] = _sent.get(str(target.paths), 0) + requests + connections_
    return Load(
        per_second=requests / (micros / 1e6),
        p50=p50 / 1000,
        p99=p99 / 1000,
        bytes_each=size / max(requests, 1),
        errors=errors,
    )
