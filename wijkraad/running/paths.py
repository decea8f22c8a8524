"""Where the parts of a running portal keep their things under var/; settings.py reads this too."""

import hashlib
from pathlib import Path

DATABASE = "wijkraad"
SUPERUSER = "postgres"
# A Unix socket address holds 107 bytes: folder, slash and ".s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 90


def socket_folder(postgres: Path) -> Path:
    """The folder of the database's socket: `run` in its own folder, or a short one if that is too long.

    The short one is checked to be ours before the server starts (see postgres.py).
    """
    folder = postgres / "run"
    if len(bytes(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    mark = hashlib.sha256(bytes(folder)).hexdigest()[:16]
    return Path("/tmp") / f"wijkraad-{mark}"  # noqa: S108 - made with mode 0700 and its owner checked


DEMO_DOMAIN = "@demo.test"
