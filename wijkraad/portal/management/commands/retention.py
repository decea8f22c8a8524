"""`manage.py retention [--dry-run]`: destroy personal data whose time is over, and keep the register."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from wijkraad.trail.retention import rules, run, waiting


class Command(BaseCommand):
    help = "Wis de persoonsgegevens waarvan de bewaartermijn voorbij is. De werker doet dit ook elke nacht."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tel alleen; er verandert niets")

    def handle(self, *args: Any, **options: Any) -> None:
        found = waiting() if options["dry_run"] else run()
        verb = "te wissen" if options["dry_run"] else "gewist"
        for rule in rules():
            self.stdout.write(f"{rule.words} ({rule.term()}): {found[rule.key]} {verb}")
        total = sum(found.values())
        end = "Er is niets veranderd." if options["dry_run"] else "Het register is bijgewerkt."
        self.stdout.write(f"Samen: {total} {verb}. {end}")
