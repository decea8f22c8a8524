"""`manage.py backup FILE`: database, photos and papers in one checksummed file, while the portal runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkraad.portal.archive import ArchiveError, pack
from wijkraad.running.account import PostgresError
from wijkraad.running.dump import start_if_ours


class Command(BaseCommand):
    help = "Zet de database, foto’s en stukken in één bestand. Het portaal mag gewoon draaien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            start_if_ours()
            manifest = pack(file.absolute())
        except (ArchiveError, PostgresError) as error:
            raise CommandError(str(error)) from None
        size = f"{file.stat().st_size / 1_000_000:.1f}".replace(".", ",")
        self.stdout.write(f"{file}: de database en {len(manifest.media)} bestanden, {size} MB.")
        self.stdout.write("Bewaar var/erasures.log op een andere plek dan deze back-up.")
