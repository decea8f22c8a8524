"""The account that PostgreSQL runs as: ourselves, or `nobody` when we are root (which it refuses)."""

import os
import pwd
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from wijkraad.running.processes import die_with_parent

UNPRIVILEGED = "nobody"


class PostgresError(Exception):
    """The private PostgreSQL cannot be had; the message is one line for the operator."""


def account() -> pwd.struct_passwd | None:
    """The user that PostgreSQL must run as: `nobody` when we are root, else ourselves (None)."""
    return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None


def own_folder(folder: Path) -> None:
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


def start_program(
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
    """A prefix that keeps one right of root, walking through closed folders, for the other user.

    Without `no_setuid_fixup` the kernel forgets that right whenever a program asks what it *may* do (access),
    as initdb does of the programs beside it.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise PostgresError(
            f"PostgreSQL draait niet als root, en gebruiker {who.pw_name} kan niet bij deze map komen. "
            "Zet het programma in een map die open staat (bijvoorbeeld onder /srv), of installeer setpriv."
        )
    keep = [f"--{kind}-caps=+dac_read_search" for kind in ("inh", "ambient")]
    identity = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    return [setpriv, *identity, *keep, "--securebits=+no_setuid_fixup", "--pdeathsig=INT", "--"]
