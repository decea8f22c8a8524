"""`python -m tests.bench.register`: register, meetings, paper and calendar of a council with a long history.

Seeds a neighbourhood with more than ten thousand decisions (once, under var/bench), then asks each page
in this process, without a server: the median of some rounds in milliseconds, and the statements.
"""

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "/besluiten/", "/besluiten/?stand=late", "/besluiten/?thema=verkeer", "/besluiten/?q=fietsen",
    "/besluiten/?geld=on", "/vergaderingen/", "/vergaderingen/agenda.ics", "/feeds/besluiten.atom",
    "/export/besluiten.csv", "/export/besluiten.xlsx", "/export/besluiten.json",
)  # fmt: skip
BOARD = ("/besluiten/?wie=ik", "/werk/praattijd/")


def measure(client: Any, page: str, rounds: int) -> dict[str, Any]:
    """Median in ms and statements; each round under an own address, so nothing kept is given out."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, asked = [], 0
    for number in range(rounds + 1):
        address = f"{page}{'&' if '?' in page else '?'}ronde={number}"
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            took = time.perf_counter() - began
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
        if number:
            times.append(took)
        asked = len(queries)
    return {"ms": round(statistics.median(times) * 1000, 1), "statements": asked, "bytes": len(body)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.register", description=__doc__)
    parser.add_argument("--issues", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    folder = ROOT / "var" / "bench"
    os.environ |= {
        "DEMO": "1",
        "VAR_DIR": str(folder / str(options.issues)),
        "DJANGO_SETTINGS_MODULE": "wijkraad.settings",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from meetings.models import Decision, Meeting
    from tests.bench import prepare
    from wijkraad.people.roles import COUNCIL, holders

    prepare.database(options.issues)
    settings.ALLOWED_HOSTS = ["testserver"]
    visitor, chair = Client(), Client()
    people = holders(*COUNCIL)
    if people:  # a seeded council may have nobody who signs in
        chair.force_login(people[0], settings.AUTHENTICATION_BACKENDS[0])
    found: dict[str, Any] = {"decisions": Decision.objects.count(), "meetings": Meeting.objects.count()}
    inside = (*PAGES[:3], *BOARD) if people else ()
    for client, pages in ((visitor, PAGES), (chair, inside)):
        who = "visitor" if client is visitor else "chair"
        for page in pages:
            found[f"{who} {page}"] = measure(client, page, options.rounds)
    (folder / f"register-{options.issues}.json").write_text(json.dumps(found, indent=1))
    for name, figures in found.items():
        sys.stdout.write(f"{name}: {figures}\n")


if __name__ == "__main__":
    main()
