"""On paper for Monday: per partner what we asked, what it promised, and how many days late that is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from issues.models import Issue, Letter, Promise
from issues.permissions import visible_letters
from issues.workflow import LETTER_RUNNING
from wijkraad.people.models import Organisation
from wijkraad.terms import clock

MOST = 7
"""Rows of a kind on the sheet, so that it stays one page of A4 whatever they are called."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that lies with a partner: the day it should be there and how many days late it is."""

    title: str
    number: str
    path: str
    since: date | None
    due: date | None
    late: int


class Heap(list[Asked]):
    """Rows of one kind, the latest first; on the sheet stand the first few."""

    @property
    def first(self) -> "Heap":
        return Heap(self[:MOST])

    @property
    def rest(self) -> "Heap":
        """What stands on no sheet."""
        return Heap(self[MOST:])

    @property
    def late(self) -> int:
        return sum(1 for one in self if one.late)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page about one partner."""

    partner: Organisation
    waiting: Heap
    letters: Heap
    promises: Heap
    was_kept: int
    was_broken: int

    @property
    def late(self) -> int:
        return self.waiting.late + self.letters.late + self.promises.late


def partners(user: Any) -> list[Organisation]:
    """Partners with something open, the most first; one statement."""
    seen = Issue.objects.visible_to(user).exclude(visibility="confidential")
    open_ones = Count(
        "promises", filter=Q(promises__kept=None, promises__issue__in=seen.open()), distinct=True
    )
    waits = Count("issues", filter=Q(issues__in=seen.filter(status="waiting")), distinct=True)
    found = Organisation.objects.annotate(promised=open_ones, waiting=waits)
    return list(found.filter(Q(promised__gt=0) | Q(waiting__gt=0)).order_by("-waiting", "-promised", "name"))


def sheet_of(user: Any, partner: Organisation) -> Sheet:
    """What lies with a partner, the latest first. A running legal term is not late."""
    today = clock.today()
    seen = Issue.objects.visible_to(user).exclude(visibility="confidential")
    waiting = [
        _asked(
            one.public_title, one.number, one.path, clock.date_of(one.state_since), one.waiting_until, today
        )
        for one in seen.filter(partner=partner, status="waiting").select_related("theme")
    ]
    sent = visible_letters(user).filter(partner=partner, status__in=LETTER_RUNNING, answered_on=None)
    letters = [
        _asked(one.subject, one.number, f"/werk/brieven/{one.uuid}/", one.sent_on, _term(one), today)
        for one in sent.exclude(issue__visibility="confidential")
    ]
    given = Promise.objects.filter(partner=partner, issue__in=seen)
    promises = [
        _asked(one.what, one.issue.number, one.issue.path, one.said_on, one.due or one.chase_on, today)
        for one in given.filter(kept=None, issue__in=seen.open()).select_related("issue")
    ]
    told = given.aggregate(
        was_kept=Count("pk", filter=Q(kept=True)), was_broken=Count("pk", filter=Q(kept=False))
    )
    waiting, letters, promises = (
        Heap(sorted(rows, key=lambda row: -row.late)) for rows in (waiting, letters, promises)
    )
    return Sheet(partner, waiting, letters, promises, told["was_kept"], told["was_broken"])


def _term(letter: Letter) -> date | None:
    return letter.term_ends or letter.own_date


def _asked(
    title: str, number: str | None, path: str, since: date | None, due: date | None, today: date
) -> Asked:
    return Asked(title, number or "", path, since, due, max(0, (today - due).days) if due else 0)
