"""Starting and finding processes on Linux: the parent-death signal, what /proc tells, ending one for sure."""

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sig: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the child gets `sig` when the thread that started it ends, even by kill -9.

    Python runs it after the change of user; the kernel forgets the setting when the user changes.
    Start children from the main thread only: the signal follows the thread, not the process.
    """
    parent = os.getpid()

    def set_signal() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the setting was made
            os._exit(1)

    return set_signal


def follow_parent(sig: signal.Signals) -> None:
    """Let this very process get `sig` when the one that started it ends."""
    _libc.prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0)


def started_at(pid: int) -> int | None:
    """Start time of a process in clock ticks since boot: with the pid it names a process for good."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else int(fields[19])


def session_of(pid: int) -> int | None:
    """The session a process belongs to; None when it is gone."""
    try:
        return os.getsid(pid)
    except OSError:
        return None


def all_pids() -> Iterator[int]:
    """Every process of this machine that we may see."""
    return (int(entry) for entry in os.listdir("/proc") if entry.isdigit())


def in_session(session: int) -> list[int]:
    """Live processes of a session; how the workers of a killed web server are found."""
    return [pid for pid in all_pids() if session_of(pid) == session and started_at(pid) is not None]


def working_in(folder: Path, name: str) -> list[int]:
    """Live processes called `name` whose working directory is `folder`."""
    found = []
    for pid in all_pids():
        with suppress(OSError):
            same = os.readlink(f"/proc/{pid}/cwd") == str(folder)
            if same and Path(f"/proc/{pid}/comm").read_text().strip() == name:
                found.append(pid)
    return found


def signal_all(pids: list[int], sig: signal.Signals) -> None:
    """Send a signal to each process that still exists."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, sig)


def wait_until(done: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    """Whether `done` became true within so many seconds."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def end_all(find: Callable[[], list[int]], steps: tuple[tuple[signal.Signals, float], ...]) -> bool:
    """End what `find` returns, with a stronger signal after so many seconds each; True when all are gone."""
    for sig, seconds in steps:
        signal_all(find(), sig)
        if wait_until(lambda: not find(), seconds):
            return True
    return not find()
