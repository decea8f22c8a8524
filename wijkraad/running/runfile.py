"""The run file: who runs now, so that the next start can end what a killed parent left.

A pid alone names nobody: after a while the system gives it to another process. Pid and start time
(and the boot they belong to) name one process for good.
"""

import json
import os
import signal
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wijkraad.running.processes import end_all, in_session, started_at, wait_until

END_STEPS = ((signal.SIGTERM, 3.0), (signal.SIGKILL, 5.0))


@dataclass(frozen=True)
class Running:
    """One process: its pid, start time in clock ticks since boot, and session."""

    name: str
    pid: int
    started: int
    session: int

    @classmethod
    def of(cls, name: str, pid: int) -> "Running":
        return cls(name, pid, started_at(pid) or 0, os.getsid(pid))

    @property
    def alive(self) -> bool:
        """Whether this very process still runs."""
        return started_at(self.pid) == self.started


class RunFile:
    """`var/run.json`: the parent, its address and its children."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = ""
        self.stopping = False
        self.parent: Running | None = None
        self.children: dict[str, Running] = {}

    def load(self) -> None:
        """Read what the last start wrote; nothing is believed of an unreadable file or another boot."""
        try:
            found = json.loads(self.path.read_text())
            if found["boot"] != boot():
                return
            self.address, self.stopping = found["address"], found["stopping"]
            self.parent = Running(**found["parent"]) if found["parent"] else None
            self.children = {child["name"]: Running(**child) for child in found["children"]}
        except (OSError, ValueError, KeyError, TypeError):
            self.parent, self.children = None, {}

    def save(self) -> None:
        """Write it in one step, so that a crash leaves the old file or the new one."""
        content: dict[str, Any] = {
            "boot": boot(),
            "address": self.address,
            "stopping": self.stopping,
            "parent": asdict(self.parent) if self.parent else None,
            "children": [asdict(child) for child in self.children.values()],
        }
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(content, indent=1))
        draft.replace(self.path)

    def someone_else_runs(self) -> bool:
        """Whether the parent of the file is still at work; one that is stopping is waited for."""
        parent = self.parent
        if parent is None:
            return False
        return not wait_until(lambda: not parent.alive, 20.0 if self.stopping else 2.0)

    def end_leftovers(self) -> list[str]:
        """End the children of a parent that is gone; the names of those that still ran."""
        left = [child for child in self.children.values() if child_pids(child)]
        end_all(lambda: [pid for child in left for pid in child_pids(child)], END_STEPS)
        return [child.name for child in left]

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def child_pids(child: Running) -> list[int]:
    """The live processes of a child: its session, as long as that is still the session we made.

    A session keeps its number reserved while a member lives, so a leader with another start time
    means that the number went to somebody else.
    """
    leader = started_at(child.pid)
    if leader is not None and leader != child.started:
        return []
    return [pid for pid in in_session(child.session) if (started_at(pid) or 0) >= child.started]


def boot() -> str:
    """The mark of this boot of the machine."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
