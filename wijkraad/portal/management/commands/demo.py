"""`manage.py demo`: the demo neighbourhood, made through the actions; a second run changes nothing."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wijkraad.portal.demo.runner import is_loaded, play
from wijkraad.terms import clock
from wijkraad.terms.models import Installation


class Command(BaseCommand):
    help = (
        "Laad de demowijk: mensen, straten, twaalf verhalen en zestig kwesties. Een tweede keer doet niets."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="zeg alleen wat er misgaat")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not settings.TESTING:
            raise CommandError("De demowijk laadt alleen met DEMO=1.")
        rows = Installation.objects.using("owner")
        rows.filter(demo=False).update(demo=True)
        said = (lambda words: None) if options["quiet"] else self.stdout.write
        if is_loaded():
            said("De demowijk is er al.")
            return
        began = time.monotonic()
        world = play(progress=said)
        rows.update(seeded_at=clock.now())
        said(f"Demowijk klaar: {len(world.moments)} stappen in {time.monotonic() - began:.0f} seconden.")
