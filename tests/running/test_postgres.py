"""The private PostgreSQL: made whole, private to one folder, found again, and gone when we go."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.running.conftest import wait
from wijkraad.running import postgres
from wijkraad.running.account import PostgresError, own_folder, start_program
from wijkraad.running.paths import LONGEST_SOCKET_FOLDER, socket_folder
from wijkraad.running.processes import started_at

HOLD = """
import sys, time
from pathlib import Path
from wijkraad.running.postgres import ensure_running
print(ensure_running(Path(sys.argv[1]), durable=False).postmaster(), flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Server]:
    """A server of its own, in a folder that is closed to all others, with a name too long for a socket."""
    closed = tmp_path_factory.mktemp("closed") / ("lang" * 20)
    server = postgres.ensure_running(closed / "var", durable=False)
    yield server
    server.stop()
    server.socket_dir.rmdir()  # the short one stands in /tmp


def test_it_starts_below_a_closed_folder_and_changes_only_its_own(server: postgres.Server) -> None:
    assert server.ready()
    assert server.folder.stat().st_mode & 0o777 == 0o700
    assert server.folder.parent.stat().st_uid == os.geteuid()
    if os.geteuid() == 0:
        assert server.folder.owner() == "nobody"
        master = server.postmaster()
        assert Path(f"/proc/{master}").owner() == "nobody"


def test_its_programs_may_lie_below_a_closed_folder_too(tmp_path: Path) -> None:
    """As when root keeps the whole portal in /root: installed there, it must make its database."""
    tmp_path.chmod(0o700)
    installed, folder = postgres.programs().parents[1], tmp_path / "postgres"
    shutil.copytree(installed, tmp_path / "installed" / installed.name, symlinks=True)
    with suppress(FileNotFoundError):
        shutil.copytree(installed.with_suffix(".libs"), tmp_path / "installed" / f"{installed.name}.libs")
    own_folder(folder)
    initdb = next((tmp_path / "installed").rglob("bin/initdb"))
    with (tmp_path / "said").open("w+b") as said:
        made = start_program(folder, [str(initdb), "-D", str(folder / "data"), "--no-sync"], said)
        assert made.wait(60) == 0, (tmp_path / "said").read_text()
    assert (folder / "data" / "PG_VERSION").exists()


def test_it_listens_on_a_socket_only_and_a_long_path_gets_a_short_one(server: postgres.Server) -> None:
    assert len(bytes(server.socket_dir)) <= LONGEST_SOCKET_FOLDER
    assert server.socket_dir.stat().st_mode & 0o777 == 0o700
    with server.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert socket_folder(Path("/srv/var/postgres")) == Path("/srv/var/postgres/run")


def test_owner_may_make_databases_and_app_owns_nothing(server: postgres.Server) -> None:
    with server.connect() as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname IN ('owner', 'app')"
        ).fetchall()
    assert set(roles) == {("owner", False, True, False), ("app", False, False, False)}
    with server.connect("app") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (id int)")


def test_it_knows_dutch_words_accents_and_typos(server: postgres.Server) -> None:
    with server.connect("owner") as connection:
        found = connection.execute(
            "SELECT to_tsvector('dutch', 'meldingen') @@ to_tsquery('dutch', 'melding'), unaccent('één'), "
            "similarity('oversteek', 'overstek') > 0.5, current_setting('data_checksums')"
        ).fetchone()
    assert found == (True, "een", True, "on")


def test_asking_again_gives_the_running_one(server: postgres.Server) -> None:
    again = postgres.ensure_running(server.folder.parent, durable=False)
    assert again.postmaster() == server.postmaster()
    assert again.process is None


def hold(var: Path) -> tuple[subprocess.Popen[str], int]:
    """Another Python that keeps a server, and the server's pid."""
    keeper = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(var)], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout is not None
    return keeper, int(keeper.stdout.readline())


def test_it_dies_with_a_killed_parent_and_starts_again(tmp_path: Path) -> None:
    keeper, master = hold(tmp_path)
    keeper.kill()
    keeper.communicate()
    wait(lambda: started_at(master) is None)

    keeper, master = hold(tmp_path)
    os.kill(master, signal.SIGKILL)  # the lock file stays, and its pid may become anybody's
    (tmp_path / "postgres-test" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    keeper.kill()
    keeper.communicate()
    keeper, master = hold(tmp_path)
    keeper.terminate()
    keeper.communicate()
    wait(lambda: started_at(master) is None)


def test_a_half_made_server_is_made_anew(tmp_path: Path) -> None:
    server = postgres.server_of(tmp_path, durable=False)
    (server.folder / "data.new").mkdir()
    (server.folder / "data.new" / "half").write_text("")
    try:
        postgres.start(server)
        assert server.ready()
    finally:
        server.stop()
    assert not (server.folder / "data.new").exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.symlink_to(tmp_path)
    with pytest.raises(PostgresError, match="moet een map zijn"):
        own_folder(taken)
    if os.geteuid() == 0:
        (tmp_path / "roots").mkdir()
        with pytest.raises(PostgresError, match="is van gebruiker root, maar PostgreSQL draait als nobody"):
            own_folder(tmp_path / "roots")


def test_another_version_of_the_data_is_refused(tmp_path: Path) -> None:
    server = postgres.server_of(tmp_path, durable=True)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("17\n")
    with suppress(PermissionError), pytest.raises(PostgresError, match="is van PostgreSQL 17"):
        postgres.start(server)
