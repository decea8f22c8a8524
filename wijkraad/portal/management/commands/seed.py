"""`manage.py seed --issues N [--seed S]`: synthetic load data in bulk, for benchmarks."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkraad.portal.seed.run import seed

MOST = 1_000_000


class Command(BaseCommand):
    help = "Add synthetic issues with reports, decisions and bookings (up to 1,000,000), for benchmarks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--issues", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["issues"]
        if not 1 <= number <= MOST:
            raise CommandError(f"--issues moet tussen 1 en {MOST} liggen.")
        start = monotonic()
        for done in seed(number, options["seed"]):
            self.stdout.write(f"{done} van {number} kwesties, {monotonic() - start:.0f} s")
        self.stdout.write(f"klaar in {monotonic() - start:.1f} s")
