"""The data of the benchmark: a PostgreSQL of its own, seeded once, and the addresses that are asked for."""

import random
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from issues.models import Issue
from wijkraad.portal.seed.words import DETAILS, MATTERS
from wijkraad.running.postgres import ensure_running
from wijkraad.terms.models import Installation
from wijkraad.ui.paginator import encode

DRAWN = 20_000
"""How many different rows cold runs draw from, at least."""


def database(number: int) -> None:
    """Start the server, migrate, and seed up to `number` issues; what is there stays."""
    ensure_running(Path(settings.VAR_DIR))
    call_command("migrate", database="owner", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Installation.objects.using("owner").filter(pk=1).update(demo=True)
    missing = number - Issue.objects.count()
    if missing > 0:
        call_command("seed", issues=missing)


def _save(name: str, paths: list[str]) -> Path:
    file = Path(settings.VAR_DIR) / f"{name}.txt"
    file.write_text("\n".join(paths) + "\n")
    return file


def _sample(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def addresses() -> dict[str, dict[str, Path]]:
    """Per page the file of our addresses and that of the limit's, drawn from the same rows."""
    drawn = _sample(
        "SELECT i.id, i.number, i.last_event_at, t.key, s.slug FROM issues_issue i"
        " JOIN issues_theme t ON t.id = i.theme_id JOIN issues_street s ON s.id = i.street_id"
        " WHERE number IS NOT NULL AND visibility = 'public' AND status NOT IN ('withdrawn', 'merged')"
        " ORDER BY md5(i.id::text) LIMIT %s",
        DRAWN * 2,
    )
    shuffle = random.Random(7)
    words = [f"{m} {d}".split() for ms in MATTERS.values() for m in ms for d in DETAILS]
    asked = ["+".join(shuffle.sample([w for w in text if len(w) > 3], 2)) for text in words * 20]
    cursors = [encode((at, pk)) for pk, _, at, _, _ in drawn]
    lists = {
        "list": (
            [f"/kwesties/?na={c}" for c in cursors],
            [f"/list?id={row[0]}" for row in drawn],
        ),
        "filter": (
            [f"/kwesties/?thema={r[3]}&straat={r[4]}&na={c}" for r, c in zip(drawn, cursors, strict=True)],
            [f"/filter?thema={r[3]}&straat={r[4]}&id={r[0]}" for r in drawn],
        ),
        "search": (
            [f"/zoeken/?q={q}&x={n}" for n, q in enumerate(asked)],
            [f"/search?q={q}" for q in asked],
        ),
        "issue": ([f"/kwesties/{r[1]}/" for r in drawn], [f"/issue/{r[1]}" for r in drawn]),
        "home": ([f"/?x={n}" for n in range(DRAWN)], ["/home"]),
        "figures": ([f"/cijfers/?x={n}" for n in range(DRAWN)], ["/figures"]),
        "warm": (["/kwesties/"], ["/memory"]),
    }
    return {
        name: {"ours": _save(f"{name}-ours", ours), "limit": _save(f"{name}-limit", limit)}
        for name, (ours, limit) in lists.items()
    }


def sizes(files: dict[str, dict[str, Path]]) -> dict[str, int]:
    """The bytes of our pages, uncompressed, so that the limit sends as many."""
    found = {}
    for name, both in files.items():
        path = both["ours"].read_text().splitlines()[0]
        response = Client().get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code}")
        found[name] = len(response.content)
    return found
