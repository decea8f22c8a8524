"""One log of everything that runs: each line with the name of its part, on the terminal and in var/log/."""

import io
import logging
import logging.handlers
import sys
import threading
from pathlib import Path
from typing import IO

MEGABYTE = 1_000_000


class CombinedLog:
    """Takes lines from several parts at once; a closed terminal does not stop it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = logging.handlers.RotatingFileHandler(
            folder / "portal.log", maxBytes=10 * MEGABYTE, backupCount=3, encoding="utf-8", errors="replace"
        )
        self._file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self._lock = threading.Lock()
        self._terminal = True

    def line(self, name: str, text: str) -> None:
        """Write one line of the part `name`."""
        with self._lock:
            self._print(self._write(name, text))

    def keep(self, name: str, text: str) -> None:
        """Write one line to the file only."""
        with self._lock:
            self._write(name, text)

    def _write(self, name: str, text: str) -> str:
        shown = f"{name:<8} | {text.rstrip()}"
        self._file.emit(logging.LogRecord("portal", logging.INFO, "", 0, shown, None, None))
        return shown

    def follow(self, name: str, source: IO[bytes]) -> threading.Thread:
        """Copy what a child writes, line by line, until it closes its end."""
        thread = threading.Thread(target=self._copy, args=(name, source), daemon=True, name=f"log {name}")
        thread.start()
        return thread

    def stream(self, name: str) -> io.TextIOBase:
        """A file object for what runs in this process, such as migrate."""
        return _Lines(self, name)

    def close(self) -> None:
        self._file.close()

    def _copy(self, name: str, source: IO[bytes]) -> None:
        with source:
            for line in source:
                self.line(name, line.decode(errors="replace"))

    def _print(self, shown: str) -> None:
        if not self._terminal:
            return
        try:
            sys.stdout.write(shown + "\n")
            sys.stdout.flush()
        except (OSError, ValueError):
            self._terminal = False


class _Lines(io.TextIOBase):
    """Whole lines to the combined log; the rest waits for its end."""

    def __init__(self, log: CombinedLog, name: str) -> None:
        self._log, self._name, self._rest = log, name, ""

    def write(self, text: str) -> int:
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._log.line(self._name, line)
        return len(text)

    def writable(self) -> bool:
        return True
