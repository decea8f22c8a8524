"""manage.py load_area FILE.geojson: outlines of areas, and streets as lines (WGS84)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from issues.places.loading import load
from wijkraad.terms.refusal import Refused


class Command(BaseCommand):
    help = "Laad de omtrek van buurten, of straten als lijnen, uit GeoJSON (WGS84). Alles of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        try:
            loaded = load(text)
        except Refused as refusal:
            raise CommandError(f"{options['file'].name}: {refusal} Er is niets veranderd.") from refusal
        self.stdout.write(f"{loaded.areas} buurten en {loaded.streets} straten geladen.")
