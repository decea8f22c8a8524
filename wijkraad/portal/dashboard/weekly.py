"""The weekly mail of the dashboard: only what changed since the last one, once a week, for who wants it.

It goes out on Monday to the board and the wijkmanager, unless they stopped the thread "stand"; the way out
stands in the mail. Nothing changed: no mail.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from issues.models import Theme
from wijkraad.notices.outbox import tell
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.portal.dashboard.interventions import interventions
from wijkraad.portal.dashboard.reviewing import monday_of
from wijkraad.portal.models import Digest
from wijkraad.terms import clock
from wijkraad.trail.acting import action

THREAD = "stand"
MOST = 8
"""Rows that a mail names; the rest is a number."""


def send_weekly() -> int:
    """Tell everybody who steps in what changed; returns how many mails were queued."""
    people = {person.pk: person for person in holders(*sorted(COUNCIL), "manager")}
    return sum(_tell(person.pk, by=None) for person in people.values())


@action("dashboard.weekly")
def _tell(pk: int, *, by: None) -> int:
    """One person's mail of this week, judged and remembered under lock of the person."""
    person = User.objects.select_for_update(of=("self",)).get(pk=pk)
    week = monday_of(clock.today())
    known = Digest.objects.filter(user=person).first()
    if known is not None and known.week >= week:
        return 0
    board = interventions(person, clock.today())
    marks = board.marks
    before = set(known.marks) if known else set()
    Digest.objects.update_or_create(user=person, defaults={"week": week, "marks": marks})
    new, gone = [mark for mark in marks if mark not in before], len(before.difference(marks))
    if known is None or not (new or gone):
        return 0
    return tell(
        f"stand:{week.isoformat()}",
        [person],
        template="portal/weekly",
        thread=THREAD,
        title=_("Stand van de wijk"),
        path="/werk/dashboard/",
        facts={"new": len(new), "gone": gone, "left": len(marks), "rows": _rows(board, new)},
    )


def _rows(board: Any, new: Iterable[str]) -> list[str]:
    """The first new rows, by theme, how much and number: a mail holds no title of what is not public."""
    themes = dict(Theme.objects.values_list("colour_key", "name"))
    told = []
    for row in board.marked(*list(new)[:MOST]):
        theme = themes.get(row.key, "")
        told.append(f"{gettext(theme) if theme else ''}, {row.big} {row.unit}: {row.facts}".lstrip(", "))
    return told
