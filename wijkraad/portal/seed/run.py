"""The order of the seed: issues, then what hangs on them, then the stored totals and statistics."""

from collections.abc import Iterator

from django.db import connections

from issues.models.indexes import PUBLIC_LISTS
from wijkraad.portal.figures.stored import ALL
from wijkraad.portal.figures.wide import WIDE
from wijkraad.portal.kept import hearing, ruling, staying
from wijkraad.portal.kept.counting import recount
from wijkraad.portal.seed.issues import IssueSeeder
from wijkraad.trail.stored import forget, renew

ALIKE = (
    "issues_title_trgm", "meetings_decision_alike", "meetings_agendaitem_alike", "budgets_spendrequest_alike",
)  # fmt: skip
SLOW_INDEXES = ("issues_search", *ALIKE, *(index.name for index in PUBLIC_LISTS))
"""Indexes that are built faster after the rows than with them."""


def seed(number: int, seed: int) -> Iterator[int]:
    """Add `number` issues; yields the number made so far after each chunk."""
    rebuild = _drop_slow_indexes()
    try:
        yield from IssueSeeder(number, seed).run()
    finally:
        _run([*rebuild, "ANALYZE"])  # without it the recounts below plan for empty tables
        staying.recount()
        ruling.recount()
        hearing.recount()
        recount()
    _run(["VACUUM portal_stay", "VACUUM portal_ruling", "VACUUM portal_heard", "ANALYZE"])
    forget()
    renew(*ALL, WIDE)


def _drop_slow_indexes() -> list[str]:
    """Drop the slow indexes; gives the statements that make them again."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(SLOW_INDEXES)])
        made = [row[0] for row in cursor.fetchall()]
    _run([f"DROP INDEX IF EXISTS {name}" for name in SLOW_INDEXES])
    return made


def _run(statements: list[str]) -> None:
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
