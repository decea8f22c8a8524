"""How long personal data is kept: rules of the rooms, a run that destroys what is due, and its register.

A room registers its rules when it is ready. A run goes rule by rule, some hundreds of rows per
transaction: the erasure log gets the ids, the register a row without personal data, and the details
are gone. Broken off halfway it goes on the next time.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.utils.functional import Promise

from wijkraad.terms import clock
from wijkraad.trail.acting import action
from wijkraad.trail.models import RetentionEntry

BATCH = 500
"""Rows per transaction."""


@dataclass(frozen=True)
class Rule:
    """One rule. `due` gives the rows whose time is over today; `erase` destroys and logs the details of rows.

    `term` says the term in the words of the page, from the settings of today. What `erase` logs must
    be known to the replay after a restore.
    """

    key: str
    words: "str | Promise"
    term: Callable[[], str]
    due: Callable[[], QuerySet[Any]]
    erase: Callable[[list[int]], object]


_rules: dict[str, Rule] = {}


def months_ago(number: int) -> datetime:
    """The instant this many calendar months before now; the 31st becomes the last day of a shorter month."""
    now = clock.now()
    year, month = divmod(now.year * 12 + now.month - 1 - number, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def days_ago(number: int) -> datetime:
    """The instant this many days before now."""
    return clock.now() - timedelta(days=number)


def register_rule(rule: Rule) -> None:
    """Add a rule of a room; call it in AppConfig.ready."""
    _rules[rule.key] = rule


def rules() -> list[Rule]:
    """All rules, in the order in which the rooms gave them."""
    return list(_rules.values())


def waiting() -> dict[str, int]:
    """The dry run: how many rows each rule would destroy now, in one statement. Nothing changes."""
    counted = [
        rule.due().order_by().annotate(rule_key=Value(rule.key)).values("rule_key").annotate(n=Count("pk"))
        for rule in rules()
    ]
    rows = [rows.values_list("rule_key", "n") for rows in counted]
    found = dict(rows[0].union(*rows[1:], all=True)) if rows else {}
    return {rule.key: found.get(rule.key, 0) for rule in rules()}


def run() -> dict[str, int]:
    """Destroy what is due; how many rows per rule."""
    return {rule.key: _exhaust(rule) for rule in rules()}


def _exhaust(rule: Rule) -> int:
    total, last = 0, -1
    while True:
        done = _batch(rule, last, by=None)
        if done is None:
            return total
        number, last = done
        total += number


@action("retention")
def _batch(rule: Rule, after: int, *, by: None) -> tuple[int, int] | None:
    """Destroy the next rows after this id; None when there are none.

    The rows are held meanwhile, where `app` may hold them: PostgreSQL asks the right to change a row for that.
    """
    found = rule.due().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
    rows = found.model._base_manager.filter(pk__in=list(found))
    rights = getattr(found.model, "db_privileges", ("UPDATE",))
    held = rows.select_for_update() if "UPDATE" in rights else rows
    pks = list(held.values_list("pk", flat=True))
    still = sorted(rule.due().filter(pk__in=pks).values_list("pk", flat=True))
    if not pks:
        return None
    if still:
        rule.erase(still)
        RetentionEntry.objects.create(rule=rule.key, at=clock.now(), number=len(still))
    return len(still), max(pks)
