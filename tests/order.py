"""Which test process takes which tests when, so that none waits for another and both end together.

A file stays with one process, except where each test is long and stands alone. What takes longest begins
first, so that at the end only short files are left to share. While the first process makes the databases,
the second one starts portals of its own, which need none of them.
"""

from collections import Counter
from typing import Any

import pytest

try:
    from xdist.scheduler import LoadScopeScheduling
except ImportError:  # one process only: then there is nothing to share
    LoadScopeScheduling = object

BROWSER = "tests/browser/"
FIRST = (
    BROWSER,
    "tests/running/test_up.py",
    "tests/attack/test_leaks.py",
    "tests/test_access.py",
    "tests/attack/test_writes.py",
    "tests/running/",
    "tests/test_messages.py",
)
"""By the time they take, longest first; what is not named comes afterwards, files with most tests first."""
APART = ("tests/attack/test_leaks.py", "tests/test_access.py::test_pages_open_only_for_whom_they_say")
"""Each of these tests takes a database of its own and many seconds."""
AHEAD = 1
"""How many tests a process knows beyond the one it runs: it needs one, to close its fixtures in time."""


def unit_of(nodeid: str) -> str:
    """The tests that stay together: a file, the whole folder with the one browser, or a test alone."""
    if nodeid.startswith(APART):
        return nodeid
    return BROWSER if nodeid.startswith(BROWSER) else nodeid.split("::", 1)[0]


def longest_first(items: list[pytest.Item]) -> None:
    """Sort in place, the tests of a unit in their own order; equal in every process."""
    sizes = Counter(unit_of(item.nodeid) for item in items)

    def place(item: pytest.Item) -> tuple[int, int, str]:
        unit = unit_of(item.nodeid)
        rank = next((n for n, name in enumerate(FIRST) if unit.startswith(name)), len(FIRST))
        return rank, -sizes[unit] if rank == len(FIRST) else 0, unit.split("::", 1)[0]

    items.sort(key=place)


class LongestFirst(LoadScopeScheduling):  # type: ignore[misc, valid-type]
    """Gives out the units in the order of the tests, and few ahead."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)

    def _reschedule(self, node: Any) -> None:
        if not self.workqueue or self._pending_of(self.assigned_work[node]) <= AHEAD:
            super()._reschedule(node)
