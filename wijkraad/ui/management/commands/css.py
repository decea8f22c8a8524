"""`manage.py css`: write static/css/site.css from its parts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from wijkraad.ui.stylesheet import joined


class Command(BaseCommand):
    help = "Join and shrink the stylesheets into static/css/site.css."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        static = settings.BASE_DIR / "static"
        target = static / "css" / "site.css"
        target.write_text(joined(static))
        self.stdout.write(f"{target}: {target.stat().st_size} bytes")
