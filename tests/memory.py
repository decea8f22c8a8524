"""A place in the memory of the machine for what the tests throw away: databases and files.

Copying a database makes hundreds of small files; that takes 0.03 s in memory and 0.2 to 1.2 s on a disk.
Only tests use this: nothing of it survives a start of the machine.
"""

import hashlib
import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, whose owner is checked
ROOM = 2 * 1024**3
"""Bytes that must be free; the tests take less than half of it. A container often has only 64 MB."""


def quick_folder(project: Path) -> Path | None:
    """The folder in memory of this checkout, made if missing; None where there is no room for one."""
    try:
        if shutil.disk_usage(MEMORY).free < ROOM:
            return None
        mark = hashlib.sha256(f"{os.geteuid()} {project.resolve()}".encode()).hexdigest()[:12]
        folder = MEMORY / f"wijkportaal-{mark}"
        folder.mkdir(mode=0o755, exist_ok=True)
        mine = not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
        return folder if mine else None
    except OSError:
        return None
