"""`manage.py verify`: recompute every stored total, hash and chain; exit code 1 when one differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkraad.portal.verifying import differences


class Command(BaseCommand):
    help = "Reken elk bewaard totaal, kenmerk en verband na en noem elk verschil."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for sentence in differences():
            found += 1
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{found} verschillen gevonden.", returncode=1)
        self.stdout.write("Alles klopt.")
