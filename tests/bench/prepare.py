"""The data of the benchmark: a PostgreSQL of its own, seeded once, and the addresses that are asked for."""

import random
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.templatetags.static import static
from django.test import Client
from django.test.utils import CaptureQueriesContext

from issues.lists import rows
from issues.models import Issue
from tests.bench import forms
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.figures.stored import ALL
from wijkraad.portal.figures.wide import WIDE
from wijkraad.portal.seed.words import DETAILS, MATTERS
from wijkraad.running.postgres import ensure_running
from wijkraad.terms.models import Installation
from wijkraad.trail.stored import renew
from wijkraad.ui.paginator import encode

DRAWN = 20_000
"""How many different rows cold runs draw from, at least."""


def _free_port() -> int:
    """A port that nobody has: granian shares one with what an earlier run left, and its answers count too."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PORTS = {"ours": _free_port(), "limit": _free_port()}
WITH_ROWS = ("list", "filter", "search")
"""The pages whose rows may be found in memory, by row version."""

VISITOR = Client()
"""One for all: each new one reads the whole folder of static files."""


@dataclass(frozen=True)
class Target:
    """What one server is asked: lines for load.lua, extra headers, and whether each goes once."""

    paths: Path
    headers: dict[str, str] = field(default_factory=dict)
    once: bool = False


def database(number: int) -> None:
    """Start the server, migrate, and seed up to `number` issues; what is there stays.

    The figures are stored as the worker does every minute, since none runs beside the bench: with their marks
    home and figures would count for themselves.
    """
    ensure_running(Path(settings.VAR_DIR))
    call_command("migrate", database="owner", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Installation.objects.using("owner").filter(pk=1).update(demo=True)
    missing = number - Issue.objects.count()
    if missing > 0:
        call_command("seed", issues=missing)
    renew(*ALL, DESK, OWED, WIDE)


def target(name: str, lines: list[str], headers: dict[str, str] | None = None, once: bool = False) -> Target:
    """What stands in `lines`, written to a file for wrk."""
    file = Path(settings.VAR_DIR) / f"{name}.txt"
    file.write_text("\n".join(lines) + "\n")
    return Target(file, headers or {}, once)


def _sample(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def reports() -> int:
    """How many reports are stored."""
    return int(_sample("SELECT count(*) FROM issues_report")[0][0])


def targets(names: list[str]) -> dict[str, dict[str, Target]]:
    """Per page what is asked of ours and of the limit, drawn from the same rows; in the order of `names`."""
    cold = _cold()
    found = {}
    for name in names:
        if name in SPECIAL:
            found[name] = SPECIAL[name]()
        else:
            ours, limit = cold[name]
            found[name] = {"ours": target(f"{name}-ours", ours), "limit": target(f"{name}-limit", limit)}
    return found


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
    keys = [urlencode({"at": at.isoformat(), "id": pk}) for pk, _, at, _, _ in drawn]
    wishes = [f"thema={row[3]}&straat={row[4]}" for row in drawn]
    searches = [f"/search/search?q={q}" for q in asked]
    return {
        "list": ([f"/kwesties/?na={c}" for c in cursors], [f"/list?{key}" for key in keys]),
        "filter": (
            [f"/kwesties/?{wish}&na={c}" for wish, c in zip(wishes, cursors, strict=True)],
            [f"/filter?{wish}&{key}" for wish, key in zip(wishes, keys, strict=True)],
        ),
        "search": ([f"/kwesties/?q={q}&x={n}" for n, q in enumerate(asked)], searches),
        "search all": (
            [f"/zoeken/?q={q}&x={n}" for n, q in enumerate(asked)],
            [f"/search/search%20all?q={q}" for q in asked],
        ),
        "issue": ([f"/kwesties/{r[1]}/" for r in drawn], [f"/issue/{r[1]}" for r in drawn]),
        "home": ([f"/?x={n}" for n in range(DRAWN)], ["/home"]),
        "figures": ([f"/cijfers/?x={n}" for n in range(DRAWN)], ["/figures"]),
    }


def _report() -> dict[str, Target]:
    posts, cookie = forms.made()
    return {
        "ours": target("report-ours", posts, {"Cookie": cookie}, once=True),
        "limit": target("report-limit", forms.plain(), once=True),
    }


def _warm() -> dict[str, Target]:
    return {"ours": target("warm-ours", ["/kwesties/"]), "limit": target("warm-limit", ["/kept/warm"])}


def _warm_issue() -> dict[str, Target]:
    number = _sample(
        "SELECT max(number) FROM issues_issue WHERE visibility = 'public' AND status = 'resolved'"
    )
    ours = target("warm-issue-ours", [f"/kwesties/{number[0][0]}/"])
    return {"ours": ours, "limit": target("warm-issue-limit", ["/kept/warm%20issue"])}


def _known() -> dict[str, Target]:
    """A page that the visitor has already: the tag of the page as a fresh process gives it."""
    tag = Client(headers={"host": f"127.0.0.1:{PORTS['ours']}"}).get("/kwesties/").headers["ETag"]
    return {
        "ours": target("known-ours", ["/kwesties/"], {"If-None-Match": tag}),
        "limit": target("known-limit", ["/unchanged"], {"If-None-Match": "x"}),
    }


def _static() -> dict[str, Target]:
    ours = target("static-ours", [static("css/site.css")])
    return {"ours": ours, "limit": target("static-limit", ["/file"])}


SPECIAL = {
    "report": _report, "warm": _warm, "warm issue": _warm_issue, "304": _known, "static": _static
}  # fmt: skip


def facts(found: dict[str, dict[str, Target]]) -> dict[str, dict[str, Any]]:
    """Per page: its bytes, uncompressed (the middle one of nine; the limit sends as many), its statements,
    and how often a cold run finds a row of the list in the memory of its process (None without rows).
    """
    known = {}
    for name, both in found.items():
        paths = both["ours"].paths.read_text().splitlines()
        if both["ours"].once or name in ("304", "static"):
            known[name] = {"bytes": 0, "statements": None, "hits": None}
            continue
        pages = sorted(_page(path) for path in paths[:9])
        known[name] = {
            "bytes": pages[len(pages) // 2][0],
            "statements": min(statements for _, statements in pages) if len(pages) == 9 else None,
            "hits": _hits(paths) if name in WITH_ROWS else None,
        }
    return known


def _page(path: str) -> tuple[int, int]:
    """The bytes of a page, and the statements that it took."""
    with CaptureQueriesContext(connection) as captured:
        response = VISITOR.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answers {response.status_code}")
    return len(response.content), len(captured)


def _hits(paths: list[str]) -> float:
    """The share of rows found in memory, over 600 addresses as wrk draws them; the first 200 fill memory."""
    shown, drawn = [0], [0]
    plain = {name: getattr(rows, name) for name in ("drawn", "limited")}

    def counted(name: str) -> Any:
        def draw(*args: Any) -> str:
            drawn[0] += 1
            return plain[name](*args)

        return draw

    try:
        for name in plain:
            setattr(rows, name, counted(name))
        chance = random.Random(1)
        for number in range(600):
            if number == 200:
                shown[0] = drawn[0] = 0
            page = VISITOR.get(chance.choice(paths)).content
            shown[0] += page.count(b'<li class="wp-regel')
    finally:
        for name, function in plain.items():
            setattr(rows, name, function)
    return 1 - drawn[0] / max(shown[0], 1)
