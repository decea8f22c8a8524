"""The weekly round: through what needs somebody one row at a time, in a quarter of an hour.

The rows are those of the departure board at this moment; what was solved meanwhile is not asked about. What
somebody said of a row is kept per person, so that the round goes on where it was left.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from issues.actions import may_step_in
from issues.models import Intervention
from wijkraad.people.models import User
from wijkraad.portal.dashboard.interventions import Board
from wijkraad.portal.dashboard.telling import Intervention as Told
from wijkraad.portal.models import ReviewMark, ReviewRound
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

MOST = 20
"""Rows of a round: three quarters of a minute each is a quarter of an hour."""
DONE, LATER = str(ReviewMark.Verdict.DONE), str(ReviewMark.Verdict.LATER)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def open_round(user: Any) -> ReviewRound | None:
    """The round that this person is in, when it began this week."""
    found = ReviewRound.objects.filter(user=user, ended_at=None).first()
    if found is None or clock.date_of(found.began_at) < monday_of(clock.today()):
        return None
    return found


@action("review.begin")
def begin_round(*, by: User) -> ReviewRound:
    """Begin a round; one that is open this week goes on, an older one ends."""
    if not may_step_in(by):
        raise Refused(_("Alleen het bestuur en de wijkmanager doen een weekronde."), code="review.who")
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    known = open_round(by)
    if known is not None:
        return known
    ReviewRound.objects.filter(user=by, ended_at=None).update(ended_at=clock.now())
    return ReviewRound.objects.create(user=by, began_at=clock.now())


@action("review.mark")
def mark_row(mark: str, *, by: User, verdict: str) -> ReviewMark:
    """Done with a row, or later; the last word counts."""
    found = ReviewRound.objects.select_for_update().filter(user=by, ended_at=None).first()
    if found is None:
        raise Refused(_("Deze weekronde is al klaar."), code="review.over")
    if verdict not in (DONE, LATER) or not mark or len(mark) > 40:
        raise Refused(_("Kies “klaar” of “later”."), code="review.verdict")
    made, _new = ReviewMark.objects.update_or_create(
        round=found, mark=mark, defaults={"verdict": verdict, "at": clock.now()}
    )
    return made


@action("review.end")
def end_round(*, by: User) -> None:
    """The round is over; what was left for later comes back next week if it is still there."""
    ReviewRound.objects.filter(user=by, ended_at=None).update(ended_at=clock.now())


@dataclass(frozen=True)
class Round:
    """Where a person is: the row to look at now (None at the end), and how far."""

    row: Told | None
    mark: str
    place: int
    total: int
    done: int
    later: int
    again: bool
    stepped: int


def where(found: ReviewRound, board: Board) -> Round:
    """The next row that was not looked at; after those, what was put off, once more."""
    said = dict(found.marks.order_by("at").values_list("mark", "verdict"))
    rows = board.marks[: MOST + sum(1 for mark in said if mark not in board.marks)]
    fresh = [mark for mark in board.marks[:MOST] if mark not in said]
    later = [mark for mark in said if said[mark] == LATER and mark in rows]
    mark = (fresh or [""])[0]
    counted = Counter(said.values())
    total = len(fresh) + len(said)
    stepped = Intervention.objects.filter(by=found.user_id, at__gte=found.began_at).count()
    row = next(iter(board.marked(mark)), None)
    return Round(
        row, mark, len(said) + 1, total, counted[DONE], len(later),
        bool(not fresh and later), stepped,
    )  # fmt: skip


@action("review.again")
def again(*, by: User) -> int:
    """Look once more at what was put off; returns how many rows."""
    found = ReviewRound.objects.select_for_update().filter(user=by, ended_at=None).first()
    if found is None:
        raise Refused(_("Deze weekronde is al klaar."), code="review.over")
    return found.marks.filter(verdict=LATER).delete()[0]
