"""`manage.py restore FILE`: an archive of `backup` back into an empty portal, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from issues.actions import replay_erasures
from wijkraad.portal import archive
from wijkraad.portal.archive import ArchiveError, Manifest
from wijkraad.portal.verifying import differences
from wijkraad.running import checks, dump, prepare
from wijkraad.running.account import PostgresError
from wijkraad.running.runfile import RunFile
from wijkraad.running.supervisor import CannotStart

FURTHER = 1_000_000
"""So far the data version moves on: no page that was sent before the restore is taken for a new one."""


class Command(BaseCommand):
    help = "Zet een back-up terug in een leeg portaal. Bij een fout verandert er niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._restore(options["file"].absolute())
        except (ArchiveError, CannotStart, PostgresError) as error:
            raise CommandError(str(error)) from None

    def _restore(self, file: Path) -> None:
        manifest = archive.check(file)
        self._judge_place(manifest)
        archive.put_media(file, manifest)
        try:
            with TemporaryDirectory() as folder:
                dump.load_database(archive.take_dump(file, Path(folder)))
        except BaseException:
            archive.take_back(manifest.media)
            raise
        prepare.migrate(self.stdout)  # type: ignore[arg-type] # it writes, and that is all
        _start_anew()
        self._say_what_was_done(manifest)

    def _judge_place(self, manifest: Manifest) -> None:
        """An empty place that nobody works in, with the role that the privileges are for."""
        running = RunFile(settings.VAR_DIR / "run.json")
        running.load()
        if running.someone_else_runs():
            raise ArchiveError(f"Het portaal draait op {running.address}. Stop het eerst.")
        checks.folder_usable(settings.VAR_DIR)
        dump.start_if_ours()
        checks.database_reachable()
        checks.storage_usable()
        if not dump.is_empty():
            raise ArchiveError("De database is niet leeg. Geef een lege database of een nieuwe VAR_DIR op.")
        if not dump.has_role(manifest.role):
            raise ArchiveError(
                f"De database kent de rol {manifest.role} niet. Maak hem eerst (docs/deploy.md)."
            )

    def _say_what_was_done(self, manifest: Manifest) -> None:
        log = settings.VAR_DIR / "erasures.log"
        again = replay_erasures(since=manifest.at) if log.exists() else None
        self.stdout.write(
            f"Teruggezet: de database en {len(manifest.media)} bestanden van {manifest.made_at}."
        )
        if again is None:
            self.stdout.write(
                f"Let op: {log} is er niet. Is er na de back-up iets vernietigd? Zet dat bestand terug en"
                " geef: manage.py retention --replay"
            )
        else:
            self.stdout.write(f"Opnieuw vernietigd na de back-up: {again} regels.")
        found = list(differences())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} verschillen gevonden.")
        self.stdout.write("Alles klopt.")


def _start_anew() -> None:
    """Nobody is signed in, and every page is new to every browser."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f'TRUNCATE "{Session._meta.db_table}"')
        cursor.execute(
            "UPDATE trail_dataversion SET version = version + %s"
            " WHERE id = (SELECT min(id) FROM trail_dataversion)",
            [FURTHER],
        )
