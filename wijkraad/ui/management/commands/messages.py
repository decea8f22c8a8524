"""`manage.py messages`: renew and compile locale/en, and list what has no English yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from wijkraad.ui.messages import missing, renew


class Command(BaseCommand):
    help = "Bring the English catalogue up to date with the code and compile it; lists what is missing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        renew(settings.BASE_DIR)
        for words in missing(settings.BASE_DIR):
            self.stdout.write(words)
