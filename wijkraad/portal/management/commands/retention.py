"""`manage.py retention [--dry-run|--replay]`: destroy personal data whose time is over; keep the register."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from issues.actions import replay_erasures
from wijkraad.trail.retention import rules, run, waiting


class Command(BaseCommand):
    help = "Wis de persoonsgegevens waarvan de bewaartermijn voorbij is. De werker doet dit ook elke nacht."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="tel alleen; er verandert niets")
        how.add_argument(
            "--replay",
            action="store_true",
            help="vernietig opnieuw wat in erasures.log staat (na restore)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replay"]:
            self.stdout.write(f"Opnieuw vernietigd: {replay_erasures()} regels van erasures.log.")
            return
        found = waiting() if options["dry_run"] else run()
        verb = "te wissen" if options["dry_run"] else "gewist"
        for rule in rules():
            self.stdout.write(f"{rule.words} ({rule.term()}): {found[rule.key]} {verb}")
        total = sum(found.values())
        end = "Er is niets veranderd." if options["dry_run"] else "Het register is bijgewerkt."
        self.stdout.write(f"Samen: {total} {verb}. {end}")
