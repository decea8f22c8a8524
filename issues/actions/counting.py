"""The numbers of people and households within an issue, after reports moved.

A report that lost its contact (erasure, retention) is still known by its old number: reports of the
same person had the same one, so they stay the same person wherever they go together.
"""

from collections.abc import Collection, Hashable
from typing import Any

from issues.models import Issue, Report

Keys = set[Hashable]


def recount(issue: Issue, moved: Collection[int] = ()) -> None:
    """Number the reports of an issue anew and store the counts; the caller holds the row.

    `moved` are the reports that just came: their old numbers belong to the issue they came from.
    """
    rows = list(Report.objects.filter(issue=issue).order_by("created_at", "pk"))
    people = numbered([_person_keys(row, row.pk in moved) for row in rows])
    homes = numbered([_home_keys(row, row.pk in moved) for row in rows])
    for row, one, home in zip(rows, people, homes, strict=True):
        if (row.reporter_ordinal, row.household_ordinal) != (one, home):
            row.reporter_ordinal, row.household_ordinal = one, home
            row.save(update_fields=["reporter_ordinal", "household_ordinal"])
    issue.report_count, issue.household_count = len(rows), max((home or 0 for home in homes), default=0)
    issue.save(update_fields=["report_count", "household_count"])


def _person_keys(row: Report, came: bool) -> Keys:
    """All that says who sent it: account, address, and the old number (per issue it came from)."""
    found: Keys = {("old", came, row.reporter_ordinal)} if row.reporter_ordinal else {("row", row.pk)}
    if row.reporter_id:
        found.add(("user", row.reporter_id))
    elif row.email:
        found.add(("email", row.email))
    return found


def _home_keys(row: Report, came: bool) -> Keys:
    """All that says from which household; empty without an address."""
    found: Keys = {("old", came, row.household_ordinal)} if row.household_ordinal else set()
    return found | ({("home", row.household)} if row.household else set())


def numbered(rows: list[Keys]) -> list[int | None]:
    """A number per row in order of appearance: rows that share a key, also through others, share it."""
    groups: list[Keys] = []
    for keys in rows:
        if keys:
            joined = set(keys).union(*(group for group in groups if group & keys))
            groups = [group for group in groups if not group & keys] + [joined]
    numbers: dict[int, int] = {}
    found: list[int | None] = []
    for keys in rows:
        at: Any = next((place for place, group in enumerate(groups) if group & keys), None)
        found.append(None if at is None else numbers.setdefault(at, len(numbers) + 1))
    return found
