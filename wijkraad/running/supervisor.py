"""Runs the parts of the portal (database, worker, web) as children and keeps them alive together.

Every child has a session of its own, so Ctrl-C reaches only us and we stop them in order, and dies with
us when we are killed (see processes.py). A child that ends by itself is started again; too often in a
minute and everything stops, so that whoever started us notices.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wijkraad.running.output import CombinedLog
from wijkraad.running.processes import die_with_parent, end_all, in_session
from wijkraad.running.runfile import RunFile, Running

PAUSE_SECONDS = 0.1
END_STEPS = ((signal.SIGTERM, 8.0), (signal.SIGKILL, 5.0))


class CannotStart(Exception):
    """The portal cannot start or go on; the message is one line for the operator."""


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C or SIGTERM."""


@dataclass(frozen=True)
class Patience:
    """How often a part may die before everything stops; each pause is twice the one before."""

    restarts: int = 5
    within_seconds: float = 60.0
    first_pause_seconds: float = 1.0


@dataclass
class Part:
    """One part of the portal. `start` gives the new process; `stop` ends it and all it started."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    stop: Callable[[subprocess.Popen[bytes]], None]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)


class Supervisor:
    """Starts parts in order, restarts what dies, stops all in the opposite order."""

    def __init__(self, log: CombinedLog, runfile: RunFile, patience: Patience | None = None) -> None:
        self.log, self.runfile, self.patience = log, runfile, patience or Patience()
        self.parts: list[Part] = []
        self.asked_to_stop = False
        self.interruptible = False

    def listen(self) -> None:
        """From now on Ctrl-C, SIGTERM and a closed terminal ask us to stop."""
        for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sig, self._on_signal)

    def _on_signal(self, *_: object) -> None:
        self.asked_to_stop = True
        if self.interruptible:
            self.interruptible = False
            raise Stopped

    def add(self, part: Part) -> None:
        """Start a part and write it in the run file."""
        self.check()
        self.parts.append(part)
        self._start(part)

    def check(self) -> None:
        """Raise Stopped if somebody asked for it in the meantime."""
        if self.asked_to_stop:
            raise Stopped

    def watch(self) -> None:
        """Until somebody asks to stop: start again what died. Raises CannotStart when that is no use."""
        while True:
            self.check()
            for part in self.parts:
                if part.process is not None and part.process.poll() is not None:
                    self._revive(part)
            time.sleep(PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop all parts, the last one started first; a part that does not listen is killed."""
        self.interruptible = False
        self.runfile.stopping = True
        self.runfile.save()
        for part in reversed(self.parts):
            if part.process is not None:
                part.stop(part.process)
        self.runfile.remove()

    def _start(self, part: Part) -> None:
        part.process = part.start()
        self.runfile.children[part.name] = Running.of(part.name, part.process.pid)
        self.runfile.save()

    def _revive(self, part: Part) -> None:
        """Clear away what is left of a dead part and start it again, each time a little later."""
        assert part.process is not None
        now, patience = time.monotonic(), self.patience
        part.deaths = [*(at for at in part.deaths if at > now - patience.within_seconds), now]
        times, how = len(part.deaths), _ending(part.process.returncode)
        if times > patience.restarts:
            raise CannotStart(f"'{part.name}' stopt steeds ({how}); zie var/log/portal.log. Alles stopt.")
        self.log.line("portaal", f"{part.name} is gestopt ({how}) en wordt opnieuw gestart.")
        part.stop(part.process)
        self._pause(0.0 if times == 1 else patience.first_pause_seconds * 2 ** (times - 2))
        self._start(part)

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.check()
            time.sleep(PAUSE_SECONDS)


def start_child(
    name: str, command: list[str], log: CombinedLog, extra: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start one of our own programs: own session, ended with us, its lines in the combined log."""
    process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
        env=os.environ | {"PYTHONUNBUFFERED": "1"} | (extra or {}),
    )
    assert process.stdout is not None
    log.follow(name, process.stdout)
    return process


def end_child(process: subprocess.Popen[bytes]) -> None:
    """End a child and everything in its session; what a killed web server left keeps its port."""

    def left() -> list[int]:
        process.poll()  # takes the exit code of the child, else it stays as a zombie
        return in_session(process.pid)

    leader = [process.pid] if process.poll() is None else left()
    end_all(lambda: leader if process.poll() is None else [], END_STEPS)
    end_all(left, ((signal.SIGTERM, 1.0), (signal.SIGKILL, 5.0)))


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signaal {signal.Signals(-code).name}"
    return f"code {code}"
