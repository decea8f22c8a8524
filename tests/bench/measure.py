"""The rounds, and the table that comes out of them."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from statistics import geometric_mean, median
from typing import Any

from tests.bench import prepare, servers, signed_in

BARS = {
    "list": 0.35,
    "filter": 0.35,
    "search": 0.45,
    "search all": 0.45,
    "issue": 0.40,
    "home": 0.35,
    "figures": 0.50,
    "warm": 0.90,
    "warm issue": 0.80,
    "304": 0.70,
    "static": 0.90,
    "report": 0.50,
}
"""G = our requests per second ÷ the limit's, median of the rounds. The report comes last: its rows are work
for the database long after they were stored."""
COLD = ("list", "filter", "search", "issue", "figures", "report")
"""The pages whose geometric mean has a bar of its own, 0.40."""
HEAD = (
    "page | ours/s | limit/s | G | bar | p50 ms | p99 ms | bytes | limit bytes | statements | hits | errors"
)


def pages(chosen: str) -> list[str]:
    """The pages to measure: those named, or all; raises SystemExit for an unknown one."""
    names = [name for name in chosen.split(",") if name] or [*BARS, "dashboard"]
    if unknown := set(names) - {*BARS, "dashboard"}:
        raise SystemExit(f"unknown pages: {', '.join(sorted(unknown))}")
    return [name for name in (*BARS, "dashboard") if name in names]


def rounds(names: list[str], options: Namespace) -> dict[str, Any]:
    """Measure every page in every round: ours, then at once the limit, so that both meet the same machine."""
    asked = prepare.targets([name for name in names if name != "dashboard"])
    facts = prepare.facts(asked)
    found: dict[str, Any] = {name: {"ours": [], "limit": []} for name in asked}
    board: list[dict[str, Any]] = []
    with servers.both({name: fact["bytes"] for name, fact in facts.items()}) as running:
        for number in range(options.rounds):
            if "dashboard" in names:
                board += signed_in.dashboard(running["ours"], options.seconds)
            for name, targets in asked.items():
                for who in ("ours", "limit"):
                    run = _one(running[who], targets[who], number, options)
                    found[name][who].append(asdict(run))
    return {"issues": options.issues, "pages": found, "facts": facts, "dashboard": board}


def _one(server: servers.Server, target: prepare.Target, number: int, options: Namespace) -> servers.Load:
    before = prepare.reports() if target.once else 0
    kept = []
    for seconds in (1, options.seconds):
        server.wait_until_idle()
        kept.append(servers.run(server, target, seconds=seconds, many=options.connections, seed=number + 1))
    server.wait_until_idle()
    if target.once:
        _check_stored(kept, prepare.reports() - before, options.connections)
    return kept[-1]


def _check_stored(kept: list[servers.Load], rows: int, connections: int) -> None:
    """Each answer is the 302 of a stored report; what was under way at the end may be stored unanswered."""
    answered = sum(run.answers for run in kept)
    good = sum(run.good for run in kept)
    if good != answered or not answered <= rows <= answered + 2 * connections:
        raise SystemExit(f"{answered} answers, {good} lead to a report, {rows} reports stored")


def ratio(page: dict[str, Any]) -> float:
    """G of one page."""
    pairs = zip(page["ours"], page["limit"], strict=True)
    return median(mine["per_second"] / theirs["per_second"] for mine, theirs in pairs)


def table(results: dict[str, Any]) -> str:
    """The figures as a table in Markdown."""
    lines = [f"\n{results['issues']} issues\n", f"| {HEAD} |", "|---" * 12 + "|", *_rows(results)]
    cold = [ratio(results["pages"][name]) for name in COLD if name in results["pages"]]
    if len(cold) == len(COLD):
        lines.append(f"\nGeometric mean of {', '.join(COLD)}: {geometric_mean(cold):.2f} (bar 0.40)")
    lines += [
        f"\nDashboard, signed in, one at once, {run['name']}: p50 {run['p50']:.1f} ms "
        f"(bar {60 if run['name'] == 'plain' else 300}), p99 {run['p99']:.1f} ms, {run['statements']} "
        f"statements (bar 30), {run['errors']} errors"
        for run in results["dashboard"]
    ]
    return "\n".join(lines) + "\n"


def _rows(results: dict[str, Any]) -> Iterator[str]:
    for name, page in results["pages"].items():
        mid = {key: median(run[key] for run in page["ours"]) for key in ("per_second", "p50", "p99")}
        theirs = median(run["per_second"] for run in page["limit"])
        sizes = [median(run["bytes_each"] for run in page[who]) for who in ("ours", "limit")]
        errors = sum(run["errors"] for who in ("ours", "limit") for run in page[who])
        fact = results["facts"][name]
        hits = f"{fact['hits']:.0%}" if fact["hits"] is not None else ""
        yield (
            f"| {name} | {mid['per_second']:.0f} | {theirs:.0f} | {ratio(page):.2f} | {BARS[name]:.2f}"
            f" | {mid['p50']:.1f} | {mid['p99']:.1f} | {sizes[0]:.0f} | {sizes[1]:.0f}"
            f" | {fact['statements'] or ''} | {hits} | {errors} |"
        )
