"""`make bench`: our pages against the limit application, side by side on one PostgreSQL.

Both servers run, and only one is asked at a time: a page of ours, the same page of the limit, the next page.
Each starts when both servers and the database are idle. Prints the table of docs/performance.md and
writes var/bench/*.json.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--issues", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--pages", default="", help="comma separated; all without it")
    parser.add_argument("--connections", type=int, default=8)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DEMO": "1",
        "VAR_DIR": str(folder / str(options.issues)),
        "DJANGO_SETTINGS_MODULE": "wijkraad.settings",
    }
    import django

    django.setup()
    from tests.bench import measure, prepare

    prepare.database(options.issues)
    pages = measure.pages(options.pages)
    results = measure.rounds(pages, options)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    (folder / f"{options.issues}-{stamp}.json").write_text(json.dumps(results, indent=1))
    sys.stdout.write(measure.table(results))


if __name__ == "__main__":
    main()
