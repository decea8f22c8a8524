"""Filled-in report forms, ready for their last press: one draft each, begun a while ago."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from issues.models import Draft, Street
from issues.reporting.drafts import SIGNER
from wijkraad.terms import clock

MADE = 30_000
"""Forms per run of the benchmark; each is sent once, as a resident does."""
TEXT = "De auto's rijden hier veel te hard, ook langs de school. Melding {} van vandaag."


def made() -> tuple[list[str], str]:
    """The posts (address, tab, body) and the cookie that goes with their CSRF token."""
    fields, cookie = unsent(MADE)
    return [f"/melden/\t{urlencode({**one, 'stap': 'controle'})}" for one in fields], cookie


def unsent(number: int) -> tuple[list[dict[str, str]], str]:
    """The hidden fields of so many forms, and the cookie of their CSRF token."""
    street = Street.objects.filter(in_area=True).order_by("pk").values_list("slug", flat=True)[0]
    begun = clock.now() - timedelta(minutes=2)
    drafts = Draft.objects.bulk_create(
        [Draft(data=_words(one, street), started_at=begun) for one in range(number)], batch_size=5000
    )
    browser = Client()
    page = browser.get("/melden/").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    cookie = browser.cookies[settings.CSRF_COOKIE_NAME].value
    fields = [{"csrfmiddlewaretoken": token, "concept": SIGNER.sign(draft.pk.hex)} for draft in drafts]
    return fields, f"{settings.CSRF_COOKIE_NAME}={cookie}"


def _words(number: int, street: str) -> dict[str, Any]:
    return {
        "thema": "verkeer", "tekst": TEXT.format(number), "straat": street, "nummer": str(number % 200 + 1),
        "gezien": "", "gevaar": "", "hoort": "", "contact": "none", "email": "", "gelijk": [],
        "goed": ["onderwerp", "plek", "contact"],
    }  # fmt: skip


def plain() -> list[str]:
    """The same number of posts for the limit, which keeps no drafts."""
    return [f"/report\t{urlencode({'tekst': TEXT.format(number)})}" for number in range(MADE)]
