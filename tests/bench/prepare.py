"""The data of the benchmark: a PostgreSQL of its own, seeded once, and the addresses that are asked for."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.templatetags.static import static
from django.test import Client

from issues.models import Issue
from tests.bench import reports
from wijkraad.portal.seed.words import DETAILS, MATTERS
from wijkraad.running.postgres import ensure_running
from wijkraad.terms.models import Installation
from wijkraad.ui.paginator import encode

DRAWN = 20_000
"""How many different rows cold runs draw from, at least."""


@dataclass(frozen=True)
class Target:
    """What one server is asked: lines for load.lua, extra headers, and whether each goes once."""

    paths: Path
    headers: dict[str, str] = field(default_factory=dict)
    once: bool = False


def database(number: int) -> None:
    """Start the server, migrate, and seed up to `number` issues; what is there stays."""
    ensure_running(Path(settings.VAR_DIR))
    call_command("migrate", database="owner", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Installation.objects.using("owner").filter(pk=1).update(demo=True)
    missing = number - Issue.objects.count()
    if missing > 0:
        call_command("seed", issues=missing)


def _target(name: str, lines: list[str], headers: dict[str, str] | None = None, once: bool = False) -> Target:
    file = Path(settings.VAR_DIR) / f"{name}.txt"
    file.write_text("\n".join(lines) + "\n")
    return Target(file, headers or {}, once)


def _sample(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def targets(names: list[str]) -> dict[str, dict[str, Target]]:
    """Per page what is asked of ours and of the limit, drawn from the same rows."""
    lists = {name: both for name, both in _cold().items() if name in names}
    found = {
        name: {"ours": _target(f"{name}-ours", ours), "limit": _target(f"{name}-limit", limit)}
        for name, (ours, limit) in lists.items()
    }
    return found | {name: make() for name, make in SPECIAL.items() if name in names}


def _cold() -> dict[str, tuple[list[str], list[str]]]:
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
    return {
        "list": ([f"/kwesties/?na={c}" for c in cursors], [f"/list?id={row[0]}" for row in drawn]),
        "filter": (
            [f"/kwesties/?thema={r[3]}&straat={r[4]}&na={c}" for r, c in zip(drawn, cursors, strict=True)],
            [f"/filter?thema={r[3]}&straat={r[4]}&id={r[0]}" for r in drawn],
        ),
        "search": (
            [f"/kwesties/?q={q}&x={n}" for n, q in enumerate(asked)],
            [f"/search?q={q}" for q in asked],
        ),
        "search all": (
            [f"/zoeken/?q={q}&x={n}" for n, q in enumerate(asked)],
            [f"/search?q={q}" for q in asked],
        ),
        "issue": ([f"/kwesties/{r[1]}/" for r in drawn], [f"/issue/{r[1]}" for r in drawn]),
        "home": ([f"/?x={n}" for n in range(DRAWN)], ["/home"]),
        "figures": ([f"/cijfers/?x={n}" for n in range(DRAWN)], ["/figures"]),
    }


def _report() -> dict[str, Target]:
    posts, cookie = reports.forms()
    return {
        "ours": _target("report-ours", posts, {"Cookie": cookie}, once=True),
        "limit": _target("report-limit", reports.plain(), once=True),
    }


def _warm() -> dict[str, Target]:
    return {"ours": _target("warm-ours", ["/kwesties/"]), "limit": _target("warm-limit", ["/memory"])}


def _warm_issue() -> dict[str, Target]:
    path = f"/kwesties/{_number()}/"
    return {"ours": _target("warm-issue-ours", [path]), "limit": _target("warm-issue-limit", ["/memory"])}


def _known() -> dict[str, Target]:
    """A page that the visitor has already: the tag of the page as a fresh process gives it."""
    tag = Client(headers={"host": "127.0.0.1:8765"}).get("/kwesties/").headers["ETag"]
    return {
        "ours": _target("known-ours", ["/kwesties/"], {"If-None-Match": tag}),
        "limit": _target("known-limit", ["/unchanged"], {"If-None-Match": "x"}),
    }


def _static() -> dict[str, Target]:
    path = static("css/site.css")
    return {"ours": _target("static-ours", [path]), "limit": _target("static-limit", ["/file"])}


SPECIAL = {
    "report": _report, "warm": _warm, "warm issue": _warm_issue, "304": _known, "static": _static
}  # fmt: skip


def _number() -> str:
    return _sample(
        "SELECT max(number) FROM issues_issue WHERE visibility = 'public' AND status = 'resolved'"
    )[0][0]


def sizes(found: dict[str, dict[str, Target]]) -> dict[str, int]:
    """The bytes of our pages, uncompressed, so that the limit sends as many: the middle one of nine."""
    measured = {}
    for name, both in found.items():
        if both["ours"].once or name in ("304", "static"):
            continue
        paths = both["ours"].paths.read_text().splitlines()
        measured[name] = sorted(_size(path) for path in paths[:9])[len(paths[:9]) // 2]
    return measured


def _size(path: str) -> int:
    response = Client().get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answers {response.status_code}")
    return len(response.content)
