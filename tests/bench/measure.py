"""The rounds, and the table that comes out of them."""

import json
from argparse import Namespace
from dataclasses import asdict
from statistics import median
from typing import Any

from tests.bench import prepare, servers

BARS = {
    "list": 0.35,
    "home": 0.35,
    "filter": 0.35,
    "search": 0.45,
    "search all": 0.45,
    "issue": 0.40,
    "figures": 0.50,
    "report": 0.50,
    "warm": 0.90,
    "warm issue": 0.80,
    "304": 0.70,
    "static": 0.90,
}
"""G = our requests per second ÷ the limit's, median of the rounds; cold except the last four."""


def pages(chosen: str) -> list[str]:
    """The pages to measure: those named, or all; raises SystemExit for an unknown one."""
    names = [name for name in chosen.split(",") if name] or list(BARS)
    if unknown := set(names) - set(BARS):
        raise SystemExit(f"unknown pages: {', '.join(sorted(unknown))}")
    return names


def rounds(names: list[str], options: Namespace) -> dict[str, Any]:
    """Measure every page in every round, ours and the limit in turn."""
    asked = prepare.targets(names)
    sizes = json.dumps(prepare.sizes(asked))
    found: dict[str, Any] = {name: {"ours": [], "limit": []} for name in names}
    for number in range(options.rounds):
        for who, start in (("ours", servers.ours), ("limit", lambda: servers.limit(sizes))):
            with start():
                for name in names:
                    found[name][who].append(asdict(_one(asked[name][who], number, options)))
    return {"issues": options.issues, "pages": found, "sizes": json.loads(sizes)}


def _one(target: prepare.Target, number: int, options: Namespace) -> servers.Load:
    how = {"connections_": options.connections, "seed": number + 1}
    servers.run(target, seconds=1, **how)
    return servers.run(target, seconds=options.seconds, **how)


def ratio(page: dict[str, Any]) -> float:
    """G of one page."""
    pairs = zip(page["ours"], page["limit"], strict=True)
    return median(mine["per_second"] / theirs["per_second"] for mine, theirs in pairs)


def table(results: dict[str, Any]) -> str:
    """The figures as a table in Markdown."""
    lines = [
        f"\n{results['issues']} issues\n",
        "| page | ours/s | limit/s | G | bar | p50 ms | p99 ms | bytes | limit bytes | errors |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, page in results["pages"].items():
        mid = {key: median(run[key] for run in page["ours"]) for key in ("per_second", "p50", "p99")}
        theirs = median(run["per_second"] for run in page["limit"])
        sizes = [median(run["bytes_each"] for run in page[who]) for who in ("ours", "limit")]
        errors = sum(run["errors"] for who in ("ours", "limit") for run in page[who])
        lines.append(
            f"| {name} | {mid['per_second']:.0f} | {theirs:.0f} | {ratio(page):.2f} | {BARS[name]:.2f}"
            f" | {mid['p50']:.1f} | {mid['p99']:.1f} | {sizes[0]:.0f} | {sizes[1]:.0f} | {errors} |"
        )
    return "\n".join(lines) + "\n"
