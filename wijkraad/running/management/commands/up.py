"""`manage.py up`: the whole portal in one command, until Ctrl-C or SIGTERM."""

import os
import signal
import sys
import time
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from wijkraad.running import checks, postgres, prepare
from wijkraad.running.output import CombinedLog
from wijkraad.running.processes import follow_parent
from wijkraad.running.runfile import RunFile, Running
from wijkraad.running.supervisor import CannotStart, Part, Stopped, Supervisor, end_child, start_child

WEB_SECONDS = 120.0
LET_GO = 10.0
"""Seconds for what was left over to let go of the port, on a busy machine."""


class Command(BaseCommand):
    help = "Starts the database (if it is ours), the worker and the web server, and stops them together."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if "MAKELEVEL" in os.environ:  # kill -9 of `make` must end us too
            follow_parent(signal.SIGTERM)
        try:
            Portal().run()
        except (CannotStart, postgres.PostgresError) as error:
            self.stderr.write(f"Het portaal start niet: {error}")
            sys.exit(1)


class Portal:
    """One run of the portal, from the checks to the last line of the log."""

    def __init__(self) -> None:
        self.host, self.port = settings.HOST, settings.PORT
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - only compared
        self.address = f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"
        checks.folder_usable(settings.VAR_DIR)
        self.runfile = RunFile(settings.VAR_DIR / "run.json")

    def run(self) -> None:
        """Start everything, stay until asked to stop. Raises CannotStart or PostgresError."""
        self.log = CombinedLog(settings.VAR_DIR / "log")
        self.supervisor = Supervisor(self.log, self.runfile)
        self.supervisor.listen()
        self._claim()
        try:
            self._start()
            self.supervisor.watch()
        except Stopped:
            self.say("stoppen …")
        finally:
            self.supervisor.stop()
        self.say("gestopt")

    def say(self, text: str) -> None:
        self.log.line("portaal", text)

    def _claim(self) -> None:
        """Make sure that nothing of an earlier start is left, and write down that we run now."""
        self.runfile.load()
        if self.runfile.someone_else_runs():
            assert self.runfile.parent is not None
            raise CannotStart(f"het draait al op {self.runfile.address} (proces {self.runfile.parent.pid}).")
        ended = list(self.runfile.end_leftovers())
        for name in ended:
            sys.stdout.write(f"Gestopt wat van de vorige keer was overgebleven: {name}\n")
        checks.port_free(self.host, self.port, patience=LET_GO if ended else 0)
        checks.storage_usable()
        self.runfile.parent = Running.of("up", os.getpid())
        self.runfile.children, self.runfile.stopping = {}, False
        self.runfile.address = self.address
        self.runfile.save()

    def _start(self) -> None:
        if settings.EXTERNAL_DATABASE:
            self._warn_about_roles()
        else:
            self._start_postgres()
        self._prepare()
        self.supervisor.add(self._part("worker", self._worker()))
        self.supervisor.add(self._part("web", self._web(), {"WEB_PROCESS": "1", "PYTHONPATH": self._path()}))
        self._welcome()

    def _start_postgres(self) -> None:
        server = postgres.server_of(settings.VAR_DIR, tell=lambda line: self.log.line("database", line))
        self.supervisor.add(Part("database", lambda: postgres.start(server), lambda _: server.stop()))

    def _warn_about_roles(self) -> None:
        if settings.DATABASES["owner"]["USER"] == settings.DATABASES["default"]["USER"]:
            self.say(
                "LET OP: zonder OWNER_DATABASE_URL bezit het programma zijn eigen tabellen. "
                "De regels die de database zelf bewaakt zijn dan zwakker (zie docs/deploy.md)."
            )

    def _prepare(self) -> None:
        """Tables, files and demo, in this process; a signal interrupts it."""
        out: Any = self.log.stream("portaal")
        steps: list[Callable[[], None]] = [
            checks.database_reachable,
            lambda: prepare.migrate(out),
            checks.no_demo_accounts,
            lambda: prepare.collect_static(out),
        ]
        if settings.DEMO:
            steps.append(lambda: prepare.load_demo(out))
        self.supervisor.check()
        self.supervisor.interruptible = True
        for step in steps:
            self._try(step)
        self.supervisor.interruptible = False

    def _try(self, step: Callable[[], None]) -> None:
        """Do one step; an unexpected error goes whole to the log and in one line to the operator."""
        try:
            step()
        except (CannotStart, Stopped):
            raise
        except Exception as error:
            for line in traceback.format_exc().splitlines():
                self.log.keep("portaal", line)
            reason = " ".join(str(error).split())
            raise CannotStart(f"{type(error).__name__}: {reason} (meer in var/log/portal.log)") from error

    def _part(self, name: str, command: list[str], extra: dict[str, str] | None = None) -> Part:
        return Part(name, lambda: start_child(name, command, self.log, extra), end_child)

    def _worker(self) -> list[str]:
        manage = str(settings.BASE_DIR / "manage.py")
        # more than one job at a time: mails go out while a long list is read in
        return [
            sys.executable, manage, "procrastinate", "worker", "--concurrency", "3",
            "--shutdown-graceful-timeout", "5",
        ]  # fmt: skip

    @staticmethod
    def _path() -> str:
        """Where programs of ours are found, from whatever folder this one was started."""
        return os.pathsep.join(filter(None, (str(settings.BASE_DIR), os.environ.get("PYTHONPATH", ""))))

    def _web(self) -> list[str]:
        return [
            sys.executable, "-m", "wijkraad.running.web", "wijkraad.wsgi:application", "--interface", "wsgi",
            "--host", self.host, "--port", str(self.port), "--no-ws",
            "--workers", str(settings.WEB_WORKERS), "--blocking-threads", str(settings.WEB_THREADS),
            "--blocking-threads-idle-timeout", "600", "--working-dir", str(settings.BASE_DIR),
            "--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "5",
            "--log-level", "warning",
        ]  # fmt: skip

    def _welcome(self) -> None:
        """Wait for the first answer, then say where the portal is and who can sign in."""
        end = time.monotonic() + WEB_SECONDS
        while not self._answers():
            self.supervisor.check()
            if time.monotonic() > end:
                raise CannotStart("de webserver geeft geen antwoord; zie var/log/portal.log.")
            time.sleep(0.05)
        if settings.DEMO:
            self.say("demo-accounts, wachtwoord demo-wijkraad:")
            for email in checks.demo_accounts():
                self.say(f"    {email}")
        self.say(f"het portaal staat klaar: {self.address}  (stoppen: Ctrl-C)")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
