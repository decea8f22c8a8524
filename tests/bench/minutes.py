"""`python -m tests.bench.minutes`: typing in minutes of a hundred pages, the answer of the autosave in ms.

In this process, without a server, on the database of the register's benchmark (seeded once, under var/bench);
whatever is written is rolled back. The bar: a median under 150 ms.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = 800
"""Paragraphs of some 380 characters: about a hundred pages."""
JSON = {"accept": "application/json"}


def measure(rounds: int) -> list[float]:
    """Milliseconds of each answer; a word more each time."""
    from datetime import timedelta

    from django.conf import settings
    from django.test import Client

    from meetings import actions
    from tests.personas import person
    from wijkraad.terms import clock

    secretary, starts = person("secretary"), clock.now() + timedelta(hours=1)
    meeting = actions.plan_meeting(
        by=secretary, kind="bestuur", starts_at=starts, ends_at=starts + timedelta(hours=2), place="Buurthuis"
    )
    actions.open_meeting(meeting, by=secretary)
    actions.add_item(meeting, by=secretary, title="Punt")
    writer = Client()
    writer.force_login(secretary, settings.AUTHENTICATION_BACKENDS[0])
    text = "\n\n".join(f"Alinea {number}. " + "Over het dubbel parkeren. " * 14 for number in range(PAGES))
    took = []
    for version in range(rounds + 1):
        began = time.perf_counter()
        answer = writer.post(
            f"/werk/vergaderingen/{meeting.slug}/nu/1/verslag/",
            {"tekst": text + " meer" * version, "base_version": str(version)},
            headers=JSON,
        )
        took.append((time.perf_counter() - began) * 1000)
        if answer.json() != {"version": version + 1}:
            raise SystemExit(f"not kept: {answer.status_code}")
    return took[1:]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.minutes", description=__doc__)
    parser.add_argument("--issues", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    os.environ |= {
        "DEMO": "1",
        "VAR_DIR": str(ROOT / "var" / "bench" / str(options.issues)),
        "DJANGO_SETTINGS_MODULE": "wijkraad.settings",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction

    from tests.bench import prepare

    prepare.database(options.issues)
    settings.ALLOWED_HOSTS = ["testserver"]
    with transaction.atomic():
        took = measure(options.rounds)
        transaction.set_rollback(True)
    sys.stdout.write(f"median {statistics.median(took):.0f} ms, worst {max(took):.0f} ms\n")


if __name__ == "__main__":
    main()
