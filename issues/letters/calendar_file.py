"""The term calendar as a file that a phone or mail program follows (RFC 5545).

The file lies with whoever keeps the calendar of the reader. So a confidential matter is never in it, and a
limited one without its words: number and date only.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from issues.letters.calendar import Day, calendar_of
from issues.models import Visibility
from issues.permissions import visible_letters
from issues.workflow import LETTER_RUNNING
from wijkraad.people.models import User
from wijkraad.terms import clock, ics
from wijkraad.trail.models import TrailEvent

OURS, THEIRS = (14, 7, 1), (1,)
"""So many days before, the program of the reader reminds: of our own fatal dates, and of the others."""


def calendar_file(user: User) -> bytes:
    """All dates to come that this person may see, as a calendar file."""
    letters = visible_letters(user).filter(status__in=("concept", "answered", *LETTER_RUNNING))
    fatal, other = calendar_of(user, letters.select_related("partner", "issue"))
    days = [one for one in [*fatal, *other] if not _is(one, Visibility.CONFIDENTIAL)]
    return ics.calendar_of(_entries(days), name=_("Termijnen van de wijkraad"), site=settings.SITE_URL)


def _is(day: Day, visibility: str) -> bool:
    return day.issue is not None and day.issue.visibility == visibility


def _entries(days: Iterable[Day]) -> Iterable[ics.Entry]:
    days = list(days)
    told = _changes(days)
    for day in days:
        changes, at = told.get(day.row, (1, None))
        table, pk = day.row
        words = _("Een termijn van de wijkraad") if _is(day, Visibility.LIMITED) else str(day.words)
        yield ics.Entry(
            uid="-".join(str(part) for part in (table.removeprefix("issues_"), pk, day.what) if part),
            summary=f"{words} ({day.number})" if day.number else words,
            start=day.day, changed=at or clock.now(), sequence=(day.version or changes) - 1, path=day.href,
            description=_("Fataal: daarna kan het niet meer.") if day.fatal else "",
            alarm_days=OURS if day.fatal else THEIRS,
        )  # fmt: skip


def _changes(days: list[Day]) -> dict[tuple[str, int], tuple[int, Any]]:
    """How often each row changed and when last, from the trail: what a calendar calls its sequence."""
    rows: dict[str, set[str]] = {}
    for table, pk in (one.row for one in days):
        rows.setdefault(table, set()).add(str(pk))
    if not rows:
        return {}
    asked = Q()
    for table, pks in rows.items():
        asked |= Q(table=table, row__in=pks)
    found = TrailEvent.objects.filter(asked).values("table", "row").annotate(n=Count("pk"), last=Max("at"))
    return {(one["table"], int(one["row"])): (one["n"], one["last"]) for one in found.order_by()}
