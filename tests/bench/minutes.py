"""`python -m tests.bench.minutes`: what an evening must do quickly, in milliseconds.

Typing in minutes of a hundred pages (the answer of the autosave), a calendar of 500 evenings, the paper of 60
decisions; the bars are medians under 150, 300 and 1,000 ms. In this process, without a server, on the data
of the register's benchmark (seeded once, under var/bench); whatever is written is rolled back.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES = 800
"""Paragraphs of some 380 characters: about a hundred pages."""


def evening() -> Any:
    """A running evening with one point."""
    from datetime import timedelta

    from meetings import actions
    from tests.personas import person
    from wijkraad.terms import clock

    secretary, starts = person("secretary"), clock.now() + timedelta(hours=1)
    meeting = actions.plan_meeting(
        by=secretary, kind="bestuur", starts_at=starts, ends_at=starts + timedelta(hours=2), place="Buurthuis"
    )
    actions.open_meeting(meeting, by=secretary)
    actions.add_item(meeting, by=secretary, title="Punt")
    return meeting


def typing(meeting: Any) -> Callable[[], Any]:
    """One more word in a text of a hundred pages, sent as the script of the screen does."""
    from django.conf import settings
    from django.test import Client

    from tests.personas import person

    writer = Client()
    writer.force_login(person("secretary"), settings.AUTHENTICATION_BACKENDS[0])
    text = "\n\n".join(f"Alinea {number}. " + "Over het dubbel parkeren. " * 14 for number in range(PAGES))

    def versions() -> Iterator[int]:
        version = 0
        while True:
            sent = {"tekst": text + " meer" * version, "base_version": str(version)}
            address = f"/werk/vergaderingen/{meeting.slug}/nu/1/verslag/"
            answer = writer.post(address, sent, headers={"accept": "application/json"})
            version += 1
            if answer.json() != {"version": version}:
                raise SystemExit(f"not kept: {answer.status_code}")
            yield version

    found = versions()
    return lambda: next(found)


def measure(rounds: int) -> Iterator[str]:
    """A line for each: median and worst, after one round to warm up."""
    from meetings.calendar import calendar_of_meetings
    from meetings.typesetting import typeset
    from tests.meetings.large import evenings, sixty_decisions
    from wijkraad.terms import clock

    meeting, many = evening(), evenings(500)
    facts = sixty_decisions(meeting)
    tasks = {
        "autosave, 100 pages": typing(meeting),
        "calendar, 500 evenings": lambda: calendar_of_meetings(many, name="Vergaderingen"),
        "paper, 60 decisions": lambda: typeset(facts, at=clock.now()),
    }
    for name, task in tasks.items():
        took = []
        for _round in range(rounds + 1):
            began = time.perf_counter()
            task()
            took.append((time.perf_counter() - began) * 1000)
        yield f"{name}: median {statistics.median(took[1:]):.0f} ms, worst {max(took[1:]):.0f} ms\n"


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
        for line in measure(options.rounds):
            sys.stdout.write(line)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
