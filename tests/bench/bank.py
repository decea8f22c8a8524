"""`python -m tests.bench.bank`: a file of 10,000 entries taken in, and proposals for 1,000 open entries.

Bars: under 20 s for judging and taking in together, under 5 s for the proposals with their queries. All of it
happens in one transaction that is rolled back.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TAKE_IN, PROPOSE = 20.0, 5.0
"""Seconds."""
START = date(2026, 1, 2)
REQUESTS = 20


class Done(Exception):
    """Everything was measured: nothing of it stays."""


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    before = time.perf_counter()
    found = work()
    return round(time.perf_counter() - before, 2), found


def take_in(count: int) -> dict[str, float]:
    """Seconds to judge and to take in a CAMT.053 file of so many entries."""
    from budgets import actions
    from tests.budgets import bank_scene
    from tests.budgets.bank_files import Line, camt

    lines = [
        Line(f"-{1 + n % 900}.{n % 100:02d}", on=START + timedelta(days=n % 300), bank=f"B{n}")
        for n in range(count)
    ]
    bank_scene.account()
    content = camt(lines, on=START, opening="9000000.00")
    by = bank_scene.person("treasurer")
    batch = actions.keep_bank_file(by=by, name="groot.xml", content=content)
    judging, batch = timed(lambda: actions.check_bank_file(batch))
    batch = actions.begin_bank_import(batch, by=by)
    taking, batch = timed(lambda: actions.take_in_bank(batch, by=by))
    if batch.added != count:
        raise SystemExit(f"taken in: {batch.added}, {batch.faults}")
    both = round(judging + taking, 2)
    return {"bytes": len(content), "judge": judging, "take_in": taking, "together": both}


def propose(count: int) -> dict[str, float]:
    """Seconds to find proposals for so many open entries among as many open bookings."""
    from budgets.actions import pay_request
    from budgets.banking.open_ends import open_entries
    from budgets.banking.proposing import proposals
    from tests.budgets import scene

    scene.year(START.year, {"Verkeer": "900000.00"})
    treasurer, chair = scene.person("treasurer"), scene.person("chair")
    for one in range(REQUESTS):
        request = scene.approved("25000.00", payee_iban="NL91ABNA0417164300")
        for n in range(count // REQUESTS):
            number = one * (count // REQUESTS) + n
            pay_request(
                request,
                by=treasurer,
                amount=Decimal(f"{1 + number % 400}.{number % 100:02d}"),
                paid_on=START + timedelta(days=number % 300),
                second_signature=chair,
            )
    seconds, found = timed(lambda: proposals(list(open_entries()[:count])))
    return {"entries": count, "bookings": count, "with_proposal": len(found), "propose": seconds}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bank", description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--open", type=int, default=1_000)
    options = parser.parse_args()
    folder = ROOT / "var" / "bench"
    os.environ |= {
        "DEMO": "1",
        "VAR_DIR": str(folder / "bank"),
        "DJANGO_SETTINGS_MODULE": "wijkraad.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from tests.personas import PERSONAS, make_person
    from wijkraad.running.postgres import ensure_running

    ensure_running(folder / "bank")
    call_command("migrate", database="owner", verbosity=0)
    found: dict[str, Any] = {"bars": {"take_in": TAKE_IN, "propose": PROPOSE}}
    try:
        with transaction.atomic():
            for key, (name, roles) in PERSONAS.items():
                make_person(key, name, roles)
            found |= take_in(options.entries) | propose(options.open)
            raise Done
    except Done:
        found["load"] = [round(one, 1) for one in os.getloadavg()]
        (folder / "bank.json").write_text(json.dumps(found, indent=1))
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
