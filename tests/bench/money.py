"""`python -m tests.bench.money`: the pages of money over 100,000 bookings, from the database each time.

Bars: a budget page under 80 ms, the year report under 3 s, both in the median; their statements do not grow
with the bookings. The pages are made in this process, without server and without the page memory.
"""

import argparse
import inspect
import json
import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PAGE, REPORT = 80.0, 3000.0
"""Milliseconds."""
ISSUES = 2000
"""Issues whose decisions carry the spending."""


def fill(wanted: int) -> None:
    """Spends with one booking each, until there are as many as wanted, over the years of the decisions."""
    from budgets.models import Booking
    from issues.models import Issue
    from meetings.models import Decision
    from wijkraad.people.models import User
    from wijkraad.portal.seed.money import SHARE, MoneySeeder

    missing = wanted - Booking.objects.using("owner").count()
    if missing <= 0:
        return
    people = list(User.objects.using("owner").order_by("pk").values_list("pk", flat=True)[:3])
    issues = list(Issue.objects.using("owner").filter(visibility="public").values("id")[:ISSUES])
    decisions = list(
        Decision.objects.using("owner").filter(decided_at__isnull=False).values("id", "decided_at")[:ISSUES]
    )
    seeder = MoneySeeder(Random(5), people)
    pairs = zip(cycle(issues), cycle(decisions), strict=False)
    seeder.write(islice(pairs, missing * SHARE))
    seeder.settle()


def measured(view: object, rounds: int, **parts: object) -> tuple[float, float, int]:
    """Milliseconds of one page, the median and the best, and how many statements it asks."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    inner = inspect.unwrap(view)  # type: ignore[arg-type]
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    inner(request, **parts)
    with CaptureQueriesContext(connection) as asked:
        inner(request, **parts)
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        inner(request, **parts)
        times.append((time.perf_counter() - began) * 1000)
    return round(median(times), 1), round(min(times), 1), len(asked)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.money", description=__doc__)
    parser.add_argument("--bookings", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    folder = ROOT / "var" / "bench"
    os.environ |= {
        "DEMO": "1",
        "VAR_DIR": str(folder / "money"),
        "DJANGO_SETTINGS_MODULE": "wijkraad.settings",
    }
    import django

    django.setup()
    from budgets.models import Booking, Budget, SpendRequest
    from budgets.views import public, yearbook
    from tests.bench import prepare
    from wijkraad.portal.figures.stored import ALL
    from wijkraad.trail.stored import forget, renew

    prepare.database(ISSUES)
    fill(options.bookings)
    forget()
    renew(*ALL)  # as the worker does every minute
    year = Budget.objects.exclude(status="concept").order_by("-lines__paid").first().year
    number = SpendRequest.objects.public().filter(line__budget__year=year).first().number
    rows = {
        "budget": (*measured(public.overview, options.rounds), PAGE),
        "year": (*measured(public.year, options.rounds, year=year), PAGE),
        "spend": (*measured(public.spend, options.rounds, number=number), PAGE),
        "report": (*measured(yearbook.report, options.rounds, year=year), REPORT),
        "report.pdf": (*measured(yearbook.report_pdf, 3, year=year), REPORT),
    }
    forget()  # as between a payment and the next minute
    rows["year, just changed"] = (*measured(public.year, 3, year=year), None)
    found = {"bookings": Booking.objects.count(), "year": year}
    names = ("ms", "best_ms", "statements", "bar_ms")
    found |= {name: dict(zip(names, row, strict=True)) for name, row in rows.items()}
    found["load"] = [round(one, 1) for one in os.getloadavg()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "money.json").write_text(json.dumps(found, indent=1))
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
